// An eSIM of the sandbox's account.

/// What the sandbox knows about one eSIM. It can be installed once its order is assigned.
struct SandboxESIM: Sendable, Equatable {
    /// The SM-DP+ address of every eSIM of the sandbox; the domain is reserved (RFC 2606).
    static let smdpAddress = "rsp-3104.example.net"

    let iccid: String
    let matchingID: String
    let assignedAt: Instant
    var actionAt: Instant
    var customerRef = ""
    var lastAction = "Bundle Applied"
    var isInstalled = false
    /// It had no bundle left and was never installed: the provider took it back.
    var isReturned = false

    /// The text of the QR code: GSMA SGP.22, section 4.1.
    var activationCode: String { "LPA:1$\(Self.smdpAddress)$\(matchingID)" }

    var appleInstallURL: String {
        "https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=\(activationCode)"
    }

    /// Drawn from the ICCID, so that it needs no place in the state.
    var pin: String { "0000" }
    var puk: String { String(iccid.suffix(8)) }
}
