// Characters that XML cannot hold stand in a workbook's texts as `_x000D_` (ECMA-376 part 1,
// 22.9.2.19, ST_Xstring).

enum EscapedText {
    /// The UTF-8 text with every `_xHHHH_` as the character that it stands for; halves of surrogate
    /// pairs, which stand for none, are left as they are.
    static func resolved(_ bytes: [UInt8]) -> [UInt8] {
        var resolved: [UInt8] = []
        resolved.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "_"), let scalar = scalar(in: bytes, at: index) {
                resolved.append(contentsOf: UTF8.encode(scalar) ?? .init())
                index += 7
            } else {
                resolved.append(bytes[index])
                index += 1
            }
        }
        return resolved
    }

    private static func scalar(in bytes: [UInt8], at start: Int) -> Unicode.Scalar? {
        guard start + 7 <= bytes.count, bytes[start + 1] == UInt8(ascii: "x"),
            bytes[start + 6] == UInt8(ascii: "_")
        else { return nil }
        let digits = String(decoding: bytes[start + 2..<start + 6], as: UTF8.self)
        guard digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else {
            return nil
        }
        return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
    }
}
