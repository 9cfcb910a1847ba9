// Brings a sheet's bytes to UTF-8 and says what is wrong with their encoding.

import Orders

enum SheetDecoder {
    /// The sheet's text as well-formed UTF-8 without a byte order mark.
    struct Text {
        let bytes: [UInt8]
        /// Nil if there is nothing but white space.
        let form: Form?
    }

    /// Of UTF-8.
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    enum Form {
        case xml
        case csv
    }

    /// The text, repaired where it is damaged so that the rest can be checked in the same pass.
    /// Nil, with a finding, if it cannot be told what the bytes mean.
    static func utf8(_ bytes: consuming [UInt8], into log: inout FindingLog) -> Text? {
        if let decoded = UTF16Decoder.decode(bytes) {
            if let fault = decoded.fault {
                log.error(
                    .encoding, at: position(of: fault, in: decoded.utf8),
                    "the text is not valid UTF-16 here; save the sheet as UTF-8")
            }
            return checked(decoded.utf8, into: &log)
        }
        if looksLikeUTF16(bytes) {
            log.error(
                .encoding, at: SheetPosition(line: 1, column: 1),
                "the text is probably UTF-16 without a byte order mark; save the sheet as UTF-8")
            return nil
        }
        var plain = bytes
        if plain.starts(with: byteOrderMark) { plain.removeFirst(byteOrderMark.count) }
        switch XMLDeclaration.encoding(of: plain) {
        case .utf8: break
        case .windows1252: return checked(Windows1252.utf8(plain), into: &log)
        case .other(let name):
            log.error(
                .encoding, at: SheetPosition(line: 1, column: 1),
                "the encoding \(name.quoted) is not read; save the sheet as UTF-8")
            return nil
        }
        return checked(plain, into: &log)
    }

    private static func checked(
        _ bytes: consuming [UInt8], into log: inout FindingLog
    ) -> Text? {
        var scan = TextScan(bytes.span)
        if let offset = scan.firstInvalid {
            bytes = repaired(bytes, from: offset, into: &log)
            scan = TextScan(bytes.span)
        }
        guard bytes.count <= Limits.sheetBytes else {
            log.error(
                .sheetSize, at: nil,
                "the sheet is larger than \(Limits.sheetBytes) bytes as UTF-8; "
                    + "split it into several sheets")
            return nil
        }
        let form = form(of: bytes)
        if let first = scan.firstNUL {
            let count = bytes[first...].count { $0 == 0 }
            log.error(
                .nul, at: position(of: first, in: bytes),
                "the sheet has \(count == 1 ? "a NUL byte" : "\(count) NUL bytes, the first") "
                    + "here; it is damaged or no text, so export it again")
            // An XML parser ends at a NUL; for CSV the rest can still be checked.
            if form == .xml { return nil }
        }
        return Text(bytes: bytes, form: form)
    }

    static func form(of bytes: some Sequence<UInt8>) -> Form? {
        let first = bytes.first { byte in
            byte != UInt8(ascii: " ") && !(UInt8(ascii: "\t")...UInt8(ascii: "\r")).contains(byte)
        }
        guard let first else { return nil }
        return first == UInt8(ascii: "<") ? .xml : .csv
    }

    /// The text with U+FFFD for what is not UTF-8, and a finding at the first such byte.
    private static func repaired(
        _ bytes: [UInt8], from offset: Int, into log: inout FindingLog
    ) -> [UInt8] {
        let byte = bytes[offset]
        let number = String(byte, radix: 16, uppercase: true)
        let guess = Windows1252.scalar(byte).map {
            ", and is probably Windows-1252, where it is \(String(Character($0)).quoted)"
        }
        log.error(
            .encoding, at: position(of: offset, in: bytes),
            "byte 0x\(number) is not UTF-8\(guess ?? ""); "
                + "save the sheet as \"CSV UTF-8\" or as UTF-8"
                + (Windows1252.explains(bytes)
                    ? ", or let `esimbatch check --fix` write a copy" : ""))
        return Array(String(decoding: bytes, as: UTF8.self).utf8)
    }

    /// Every other byte of the beginning is NUL: text of a Western language in UTF-16.
    private static func looksLikeUTF16(_ bytes: [UInt8]) -> Bool {
        let sample = bytes.prefix(SheetReadingLimits.encodingSample)
        guard sample.count >= 4 else { return false }
        var zeros = [0, 0]
        for (index, byte) in sample.enumerated() where byte == 0 { zeros[index % 2] += 1 }
        let half = sample.count / 2
        return (zeros[0] == 0 && zeros[1] * 10 >= half * 8)
            || (zeros[1] == 0 && zeros[0] * 10 >= half * 8)
    }

    private static func position(of offset: Int, in bytes: [UInt8]) -> SheetPosition {
        var finder = PositionFinder()
        return finder.position(at: offset, in: bytes.span)
    }
}
