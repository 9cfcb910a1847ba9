// A sheet's text brought to UTF-8 where there is one way to do so, with what that took.

import Orders

struct PlainText {
    /// Well-formed UTF-8 without a byte order mark.
    let bytes: [UInt8]
    /// The mark that the sheet had and the copy keeps.
    let mark: [UInt8]
    let corrections: [Correction]
    /// Whether the bytes had another encoding, which an XML declaration may name.
    let isTranscoded: Bool

    /// Nil, with a finding, if the bytes may mean one thing or another.
    init?(_ content: [UInt8], into log: inout FindingLog) {
        let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let hasMark = content.starts(with: utf8Mark)
        let plain = hasMark ? Array(content[utf8Mark.count...]) : content
        var found = FindingLog()
        let text = SheetDecoder.utf8(content, into: &found)
        // What is not an error when it is read is certain: UTF-16 with its mark, and an XML
        // declaration's word.
        if let text, !found.hasErrors {
            isTranscoded = text.bytes != plain
            bytes = text.bytes
            mark = hasMark ? utf8Mark : []
            corrections = isTranscoded ? [Self.correction(nil, "converted to UTF-8")] : []
            return
        }
        guard found.findings.allSatisfy({ $0.rule == .encoding }), !content.contains(0),
            let first = plain.firstIndex(where: { $0 >= 0x80 }), Windows1252.explains(plain)
        else {
            for finding in found.findings { log.add(finding) }
            return nil
        }
        bytes = Windows1252.utf8(plain)
        mark = []
        isTranscoded = true
        let count = plain.count { $0 >= 0x80 }
        var finder = PositionFinder()
        let characters = count == 1 ? "character" : "characters"
        corrections = [
            Self.correction(
                // What is before it is ASCII, and so stands where it stood.
                finder.position(at: first, in: plain.span),
                "converted to UTF-8 from Windows-1252, with \(count) \(characters) beyond ASCII, "
                    + "the first here; compare the names, as another encoding would read them "
                    + "otherwise")
        ]
    }

    private static func correction(_ position: SheetPosition?, _ message: String) -> Correction {
        Correction(position: position, field: nil, message: message)
    }
}
