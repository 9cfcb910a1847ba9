// Answers that arrive and are not what they should be: the provider has done what it was asked.

import RawPeer

extension Trouble {
    /// Wrong lengths, broken chunks, impossible heads, spoilt bodies.
    static let garbling: [Trouble] = lengths + chunked + heads + bodies

    /// A row that makes other bytes of an answer and then closes.
    private static func made(
        _ name: String, purchase: Set<Heard>, reading: Reading,
        _ make: @escaping @Sendable (RawAnswer) -> [UInt8]
    ) -> Trouble {
        Trouble(
            name, .spoil { .sendAndClose(make(RawAnswer($0))) }, purchase: purchase,
            reading: reading)
    }

    private static func lost(
        _ name: String, _ make: @escaping @Sendable (RawAnswer) -> [UInt8]
    ) -> Trouble {
        made(name, purchase: [.unconfirmed], reading: .lost, make)
    }

    private static func sound(
        _ name: String, _ make: @escaping @Sendable (RawAnswer) -> [UInt8]
    ) -> Trouble {
        made(name, purchase: [.placed], reading: .sound, make)
    }

    private static func unreadable(
        _ name: String, _ make: @escaping @Sendable (RawAnswer) -> [UInt8]
    ) -> Trouble {
        made(name, purchase: [.unconfirmed], reading: .unreadable, make)
    }

    private static let ok = "HTTP/1.1 200 OK"

    private static let lengths: [Trouble] = [
        lost("a length one too long") { $0.under("\(ok)\nContent-Length: \($0.body.count + 1)") },
        lost("a length ten times too long") {
            $0.under("\(ok)\nContent-Length: \($0.body.count * 10)")
        },
        Trouble(
            "a length one too long, and silence",
            .spoil {
                let answer = RawAnswer($0)
                return .stall(
                    answer.under("\(ok)\nContent-Length: \(answer.body.count + 1)"))
            }, purchase: [.unconfirmed], reading: .lost, isSilent: true),
        unreadable("a length one too short") {
            $0.under("\(ok)\nContent-Length: \($0.body.count - 1)")
        },
        unreadable("a length of nothing") { $0.under("\(ok)\nContent-Length: 0") },
        lost("a negative length") { $0.under("\(ok)\nContent-Length: -1") },
        lost("a length in words") { $0.under("\(ok)\nContent-Length: many") },
        lost("a length beyond 64 bits") {
            $0.under("\(ok)\nContent-Length: 99999999999999999999999")
        },
        lost("two lengths that differ") {
            $0.under("\(ok)\nContent-Length: \($0.body.count)\nContent-Length: 3")
        },
        lost("a length and chunks") {
            $0.under(
                "\(ok)\nContent-Length: 5\nTransfer-Encoding: chunked",
                then: $0.chunks(of: 64) + Array("0\r\n\r\n".utf8))
        },
        sound("no length, up to the end of the connection") { $0.under(ok) },
    ]

    private static let chunks = "\(ok)\nTransfer-Encoding: chunked"

    private static let chunked: [Trouble] = [
        sound("chunks") {
            $0.under(chunks, then: $0.chunks(of: 64) + Array("0\r\n\r\n".utf8))
        },
        sound("chunks with extensions and a trailer") {
            $0.under(
                chunks,
                then: Array("\(String($0.body.count, radix: 16));a=b\r\n".utf8) + $0.body
                    + Array("\r\n0\r\nX-After: yes\r\n\r\n".utf8))
        },
        lost("chunks without an end") { $0.under(chunks, then: $0.chunks(of: 64)) },
        lost("chunks cut in a size") { $0.under(chunks, then: $0.chunks(of: 64) + [0x31]) },
        lost("chunks cut before the last line") {
            $0.under(chunks, then: $0.chunks(of: 64) + Array("0\r\n".utf8))
        },
        lost("half of the chunks") {
            let all = $0.chunks(of: 16)
            return $0.under(chunks, then: Array(all.prefix(all.count / 2)))
        },
        lost("a chunk's size in words") {
            $0.under(chunks, then: Array("zz\r\n".utf8) + $0.body + Array("\r\n0\r\n\r\n".utf8))
        },
        lost("a chunk's size beyond 64 bits") {
            $0.under(chunks, then: Array("FFFFFFFFFFFFFFFFF\r\n".utf8) + $0.body)
        },
        lost("a negative chunk") { $0.under(chunks, then: Array("-1\r\n".utf8) + $0.body) },
    ]

    private static let heads: [Trouble] = [
        sound("an interim answer before the answer") {
            Array("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".utf8) + $0.bytes
        },
        sound("a status without words") {
            $0.under("HTTP/1.1 200\nContent-Length: \($0.body.count)")
        },
        sound("an old version") { $0.under("HTTP/1.0 200 OK\nContent-Length: \($0.body.count)") },
        lost("a body without a head") { $0.body },
        lost("another protocol") { _ in Array("SSH-2.0-OpenSSH_9.2\r\n".utf8) },
        lost("HTTP/2 frames") { _ in [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100] },
        lost("a status of two digits") {
            $0.under("HTTP/1.1 20 OK\nContent-Length: \($0.body.count)")
        },
        lost("a status in words") { $0.under("HTTP/1.1 OK\nContent-Length: \($0.body.count)") },
        lost("a header without a colon") {
            $0.under("\(ok)\nContent-Length \($0.body.count)\nx")
        },
        lost("a NUL in a header") {
            $0.under("\(ok)\nX-Odd: a\u{0}b\nContent-Length: \($0.body.count)")
        },
        lost("a header of a megabyte") {
            $0.under(
                "\(ok)\nX-Long: \(String(repeating: "a", count: 1 << 20))\n"
                    + "Content-Length: \($0.body.count)")
        },
    ]

    private static let bodies: [Trouble] = [
        unreadable("an empty body") { $0.under("\(ok)\nContent-Length: 0", then: []) },
        unreadable("a proxy's page") {
            let page = Array("<html><body>Sign in to the network</body></html>".utf8)
            return $0.under("\(ok)\nContent-Length: \(page.count)", then: page)
        },
        unreadable("half a body of the right length") {
            let half = $0.body.prefix($0.body.count / 2)
            return $0.under("\(ok)\nContent-Length: \(half.count)", then: Array(half))
        },
        unreadable("a body with bytes turned over") {
            var body = $0.body
            for index in stride(from: 0, to: body.count, by: 7) { body[index] ^= 0xFF }
            return $0.under("\(ok)\nContent-Length: \(body.count)", then: body)
        },
        unreadable("a body backwards") {
            $0.under("\(ok)\nContent-Length: \($0.body.count)", then: $0.body.reversed())
        },
        unreadable("a compressed body that nobody asked for") {
            let start: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
            return $0.under(
                "\(ok)\nContent-Encoding: gzip\nContent-Length: \($0.body.count + 10)",
                then: start + $0.body)
        },
        unreadable("a body nested without bounds") {
            let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)
            return $0.under("\(ok)\nContent-Length: \(deep.count)", then: deep)
        },
        made("a redirect back", purchase: [.unconfirmed], reading: .rejected) {
            $0.under(
                "HTTP/1.1 308 Moved\nLocation: /v2.4/orders\nContent-Length: \($0.body.count)")
        },
    ]
}
