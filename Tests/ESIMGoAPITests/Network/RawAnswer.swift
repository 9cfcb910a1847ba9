// An answer as bytes, to be spoilt in some way.

/// The bytes of a whole answer.
struct RawAnswer: Sendable {
    let bytes: [UInt8]
    /// Bytes up to and with the empty line.
    let headLength: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        headLength = bytes.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound ?? bytes.count
    }

    var body: [UInt8] { Array(bytes.dropFirst(headLength)) }

    /// The same body under another head, which is given without its last empty line.
    func under(_ head: String, then body: [UInt8]? = nil) -> [UInt8] {
        Array(head.replacing("\n", with: "\r\n").utf8) + Array("\r\n\r\n".utf8)
            + (body ?? self.body)
    }

    /// The body in chunks of this many bytes, without the last, empty one.
    func chunks(of size: Int) -> [UInt8] {
        stride(from: 0, to: body.count, by: size).flatMap { start in
            let part = body[start..<min(start + size, body.count)]
            return Array("\(String(part.count, radix: 16))\r\n".utf8) + part
                + Array("\r\n".utf8)
        }
    }
}
