// The optional fields of a header; only the one that would change the sizes matters here.

enum ExtraFields {
    private static let zip64: UInt16 = 0x0001

    /// Whether a ZIP64 field is among the fields at `range`, or nil when a field runs over the end.
    /// Fewer than four bytes at the end are padding that alignment tools leave.
    static func containZip64(_ bytes: [UInt8], in range: Range<Int>) -> Bool? {
        var position = range.lowerBound
        while position + 4 <= range.upperBound {
            if bytes.uint16(at: position) == zip64 { return true }
            position += 4 + Int(bytes.uint16(at: position + 2))
            guard position <= range.upperBound else { return nil }
        }
        return false
    }
}
