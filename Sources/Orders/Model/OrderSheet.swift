// A sheet after reading: its valid lines and what identifies the file they came from.

/// An order sheet as read and checked. Whether it may be used is what its findings say: with an
/// error among them, `lines` is what could be made of the sheet and no more.
package struct OrderSheet: Sendable {
    /// The file's name as the caller gave it, or `stdin`.
    package let name: String
    /// SHA-256 of the bytes as read, before they are unpacked or transcoded, in lower-case
    /// hexadecimal; empty if nothing could be read.
    package let sha256: String
    /// The lines that every rule passed, in the sheet's order.
    package let lines: SheetLines
    /// The lines with content that the sheet has, valid or not; the header is none.
    package let lineCount: Int

    package init(name: String, sha256: String, lines: SheetLines, lineCount: Int) {
        self.name = name
        self.sha256 = sha256
        self.lines = lines
        self.lineCount = lineCount
    }

    /// Whether a line has no `order`, so that only the batch's name tells a rerun from a new wish.
    package var hasUnnamedLines: Bool {
        lines.indices.contains { lines.orderNumber(of: $0) == nil }
    }
}
