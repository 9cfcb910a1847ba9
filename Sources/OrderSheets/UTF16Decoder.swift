// Brings UTF-16 with a byte order mark to UTF-8.

enum UTF16Decoder {
    struct Decoded {
        var utf8: [UInt8]
        /// Where in `utf8` the first unit that is no UTF-16 has become U+FFFD.
        var fault: Int?
    }

    /// Nil unless the bytes begin with a UTF-16 byte order mark.
    static func decode(_ bytes: [UInt8]) -> Decoded? {
        let littleEndian: Bool
        if bytes.starts(with: [0xFF, 0xFE]) {
            littleEndian = true
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            littleEndian = false
        } else {
            return nil
        }
        let low = littleEndian ? 0 : 1
        func unit(_ index: Int) -> UInt16 {
            UInt16(bytes[index + low]) | UInt16(bytes[index + 1 - low]) << 8
        }
        var decoded = Decoded(utf8: [], fault: nil)
        decoded.utf8.reserveCapacity(bytes.count / 2)
        var index = 2
        while index + 1 < bytes.count {
            let first = unit(index)
            index += 2
            if first < 0x80 {
                decoded.utf8.append(UInt8(truncatingIfNeeded: first))
            } else if let scalar = Unicode.Scalar(first) {
                append(scalar, to: &decoded.utf8)
            } else if UTF16.isLeadSurrogate(first), index + 1 < bytes.count,
                UTF16.isTrailSurrogate(unit(index))
            {
                let high = UInt32(first - 0xD800) << 10
                let value = 0x10000 + high + UInt32(unit(index) - 0xDC00)
                index += 2
                append(Unicode.Scalar(value) ?? "\u{FFFD}", to: &decoded.utf8)
            } else {
                appendFault(to: &decoded)
            }
        }
        if index < bytes.count { appendFault(to: &decoded) }  // half a unit
        return decoded
    }

    private static func append(_ scalar: Unicode.Scalar, to utf8: inout [UInt8]) {
        utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private static func appendFault(to decoded: inout Decoded) {
        if decoded.fault == nil { decoded.fault = decoded.utf8.count }
        decoded.utf8.append(contentsOf: UTF8.encodedReplacementCharacter)
    }
}
