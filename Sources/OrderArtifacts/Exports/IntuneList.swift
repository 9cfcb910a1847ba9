// A list of activation codes as Microsoft Intune imports it, and the rules of that import.

package import Orders

/// A list for one SM-DP+ host: the host in the first row, then `ICCID,MatchingID` a row.
package struct IntuneList: Sendable {
    /// One activation code. It describes itself by its ICCID: the matching ID is a secret.
    package struct Code: Hashable, Sendable, CustomStringConvertible {
        let iccid: String
        let matchingID: String

        package var description: String { "code of eSIM \(iccid)" }
    }

    /// What is wrong with a list that was read: the line, from 1, and a sentence.
    package struct Fault: Error, Hashable, Sendable {
        package let line: Int
        package let message: String
    }

    let host: String
    private(set) var codes: [Code] = []

    init(host: String) { self.host = host }

    /// The eSIMs of the list.
    package var iccids: Set<ICCID> { Set(codes.compactMap { ICCID($0.iccid) }) }

    /// The list without some eSIMs.
    func without(_ iccids: Set<ICCID>) -> IntuneList {
        var list = self
        list.codes.removeAll { code in ICCID(code.iccid).map(iccids.contains) ?? false }
        return list
    }

    /// Reads an earlier list: LF or CRLF, with or without a BOM, blank lines passed over. Every
    /// value must be one that the import takes.
    package init(reading bytes: [UInt8]) throws(Fault) {
        var bytes = bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        var host: String?
        var codes: [Code] = []
        var seen: Set<String> = []
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            guard !line.isEmpty else { continue }
            let text = String(decoding: line, as: UTF8.self)
            guard host != nil else {
                guard Self.isHost(text) else {
                    throw Fault(
                        line: index + 1,
                        message: "the first row is not the plain host name of an SM-DP+ server")
                }
                host = text
                continue
            }
            let cells = text.split(separator: ",", omittingEmptySubsequences: false)
            guard cells.count == 2, Self.isICCID(cells[0]), Self.isMatchingID(cells[1]) else {
                throw Fault(
                    line: index + 1, message: "the row is not an ICCID, a comma and a matching ID")
            }
            guard seen.insert(String(cells[0])).inserted else {
                throw Fault(line: index + 1, message: "eSIM \(cells[0]) is in the list twice")
            }
            codes.append(Code(iccid: String(cells[0]), matchingID: String(cells[1])))
        }
        guard let host else { throw Fault(line: 1, message: "the list is empty") }
        self.host = host
        self.codes = codes
    }

    mutating func add(_ code: Code) { codes.append(code) }

    func code(of iccid: ICCID) -> Code? { codes.first { $0.iccid == iccid.digits } }

    /// The list as the import reads it: no header, no comma at a row's end.
    var text: String {
        host + "\r\n" + codes.map { "\($0.iccid),\($0.matchingID)\r\n" }.joined()
    }

    // The patterns of the import, as Microsoft documents them for its embeddedSIMActivationCode.

    /// `^[0-9]{19}[0-9]?$`
    static func isICCID(_ text: some StringProtocol) -> Bool {
        (19...20).contains(text.utf8.count)
            && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// `^[a-zA-Z0-9-]*$`
    static func isMatchingID(_ text: some StringProtocol) -> Bool {
        text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }

    /// Labels of letters, digits and inner hyphens between single dots, the last of two letters or
    /// more: no scheme, port, path or address.
    static func isHost(_ text: some StringProtocol) -> Bool {
        let labels = Array(text.utf8).split(
            separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.count >= 2, let top = labels.last, top.count >= 2,
            top.allSatisfy({ isLetter($0) })
        else { return false }
        return labels.allSatisfy { label in
            guard let first = label.first, let last = label.last else { return false }
            return isLetterOrDigit(first) && isLetterOrDigit(last)
                && label.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
