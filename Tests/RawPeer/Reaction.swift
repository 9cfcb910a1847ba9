// What a scripted server does with a request.

/// The server's reaction.
package enum Reaction: Sendable {
    /// Sends these bytes and leaves the connection open.
    case send([UInt8])
    /// Sends these bytes, perhaps none, and closes.
    case sendAndClose([UInt8])
    /// Sends these bytes and ends its own direction alone; it would still read.
    case sendAndHalfClose([UInt8])
    /// Sends these bytes and breaks the connection off with a reset, which may overtake them.
    case sendAndReset([UInt8])
    /// Sends these bytes and then nothing. Hangs up after a minute, so that a client without a
    /// time limit fails its test instead of stopping it.
    case stall([UInt8])
    /// Sends the first bytes at once and the rest byte by byte, with this time between two; then
    /// leaves the connection open.
    case drip([UInt8], after: Int, every: Duration)

    package static func send(_ text: String) -> Reaction { .send(Array(text.utf8)) }
    package static func sendAndClose(_ text: String) -> Reaction {
        .sendAndClose(Array(text.utf8))
    }
    package static func stall(_ text: String) -> Reaction { .stall(Array(text.utf8)) }
    package static let close = Reaction.sendAndClose([])
    package static let silence = Reaction.stall([])

    /// A sound answer with a body of that length.
    package static func answer(_ status: Int, _ body: String, headers: [String] = []) -> Reaction {
        answer(status, Array(body.utf8), headers: headers)
    }

    package static func answer(_ status: Int, _ body: [UInt8], headers: [String] = [])
        -> Reaction
    {
        let head = ["HTTP/1.1 \(status) Answer", "Content-Length: \(body.count)"] + headers
        return .send(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
    }
}
