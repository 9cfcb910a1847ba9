// What cannot be seen at the ends of a value is left out, and said to be; inside a name it is an
// error.

/// Finds what cannot be seen in a value.
package enum InvisibleCharacterRule {
    /// The text without white space and invisible characters at both ends, with a warning that
    /// names those that are more than ordinary white space. One beyond the limit stays as it is, so
    /// that it is refused: it is cut off, and its end is not the value's.
    package static func trimmed(
        _ cell: SheetText, field: String?, into log: inout FindingLog
    ) -> String {
        let text = cell.text
        // Nearly every value is plain at both ends, and then there is nothing to walk.
        guard !isPlain(text.utf8.first) || !isPlain(text.utf8.last),
            text.utf8.count <= Limits.sheetValueBytes
        else { return text }
        let edges = Edges(of: text)
        if !edges.strange.isEmpty {
            let names = edges.strange.map(\.label).joined(separator: " and ")
            log.warning(
                .invisibleCharacter, at: cell.position, field: field,
                "\(names) \(edges.strange.count == 1 ? "stands" : "stand") around "
                    + "\(edges.inside.quoted) and \(edges.strange.count == 1 ? "is" : "are") left "
                    + "out; delete what cannot be seen")
        }
        return edges.inside
    }

    /// Why a name is none, if that is because of a character without width; nil otherwise.
    static func reason(_ name: String, allowingJoiners: Bool) -> String? {
        // Nearly every name is ASCII, and a sheet has up to a million of them.
        guard !name.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        for (index, scalar) in name.unicodeScalars.enumerated()
        where scalar.isInvisible && !(allowingJoiners && scalar.isJoiner) {
            return "\(name.quoted) has the character \(scalar.label), which cannot be seen, after "
                + "\(index) \(index == 1 ? "character" : "characters"); delete it"
        }
        return nil
    }

    private static func isPlain(_ byte: UInt8?) -> Bool {
        byte.map { (0x21...0x7E).contains($0) } ?? false
    }
}
