// White space around a value means nothing; people paste it in.

extension String {
    /// The text without white space (Unicode's, so no-break spaces too) at both ends.
    package var trimmed: String {
        // Most values have none: a look at both ends saves the walk.
        guard let first = utf8.first, let last = utf8.last else { return self }
        if Self.isPlainInk(first), Self.isPlainInk(last) { return self }
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[start...end])
    }

    /// Whether a value that was read says nothing. Not one beyond the limit: it is cut off, and
    /// what was cut off may say something.
    package var isBlankValue: Bool { utf8.count <= Limits.sheetValueBytes && trimmed.isEmpty }

    private static func isPlainInk(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }
}
