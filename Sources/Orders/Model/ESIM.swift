// What was bought: an eSIM and the secret that installs it.

/// One eSIM with what a phone needs to install it.
///
/// The activation code is a credential: whoever has it can install the eSIM. So the type describes
/// itself by its ICCID alone, and the code is reached only by asking for it.
package struct ESIM: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    package let iccid: ICCID
    /// The SM-DP+ server's bare host name, as in `rsp.example.net`.
    package let smdpAddress: String
    /// The matching ID (SGP.22); secret.
    package let matchingID: String

    /// Nil if the address is no host name once `http://`, `https://` and trailing `/` are dropped,
    /// or the matching ID is empty or has characters that an activation code cannot carry.
    package init?(iccid: ICCID, smdpAddress: String, matchingID: String) {
        var host = Substring(smdpAddress)
        for scheme in ["https://", "http://"]
        where host.lowercased().hasPrefix(scheme) {
            host = host.dropFirst(scheme.count)
            break
        }
        while host.last == "/" { host = host.dropLast() }
        guard (1...255).contains(host.utf8.count),
            host.utf8.allSatisfy(Self.isHostByte),
            (1...255).contains(matchingID.utf8.count),
            matchingID.utf8.allSatisfy(Self.isMatchingByte)
        else { return nil }
        self.iccid = iccid
        self.smdpAddress = String(host)
        self.matchingID = matchingID
    }

    /// `LPA:1$address$matchingID`, the text of the QR code.
    package var activationCode: String { "LPA:1$\(smdpAddress)$\(matchingID)" }

    /// Opens the installation on iOS 17.4 or later.
    package var appleURL: String {
        "https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=\(queryValue)"
    }

    /// Opens the installation on Android devices that support it.
    package var androidURL: String {
        "https://esimsetup.android.com/esim_qrcode_provisioning?carddata=\(queryValue)"
    }

    /// The activation code as a URL's query takes it; a usual one is unchanged.
    private var queryValue: String {
        var value = ""
        for scalar in activationCode.unicodeScalars {
            switch scalar {
            case "%": value += "%25"
            case "&": value += "%26"
            case "#": value += "%23"
            case "+": value += "%2B"
            default: value.unicodeScalars.append(scalar)
            }
        }
        return value
    }

    package var description: String { "eSIM \(iccid)" }

    package var customMirror: Mirror { Mirror(self, children: ["iccid": iccid.digits]) }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
            UInt8(ascii: ":"):
            true
        default: false
        }
    }

    /// SGP.22 allows capital letters, digits and `-`; providers' small letters are let through,
    /// while `$` and white space would change where the code's parts end.
    private static func isMatchingByte(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "$")
    }
}
