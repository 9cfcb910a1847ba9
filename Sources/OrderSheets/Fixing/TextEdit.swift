// A replacement in a text's bytes.

/// What stands in `range` is replaced, for the reasons in `corrections`.
struct TextEdit {
    let range: Range<Int>
    let replacement: [UInt8]
    let corrections: [Correction]

    /// The bytes with all edits made. They are in ascending order and do not overlap.
    static func apply(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = 0
        for edit in edits {
            result += bytes[position..<edit.range.lowerBound]
            result += edit.replacement
            position = edit.range.upperBound
        }
        return result + bytes[position...]
    }
}
