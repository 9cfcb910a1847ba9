// Faults while the answer is on its way: the provider has done what it was asked.

import RawPeer

extension Trouble {
    /// At each moment of an answer, each way of ending it, and what may come after it.
    static let answering: [Trouble] = answeredInPart + afterwards

    /// How much of an answer gets through.
    private static let moments: [(String, @Sendable (RawAnswer) -> Int)] = [
        ("before the answer", { _ in 0 }), ("at the answer's first byte", { _ in 1 }),
        ("in its status line", { _ in 7 }), ("in its head", { $0.headLength / 2 }),
        ("before its head's last byte", { $0.headLength - 1 }), ("after its head", \.headLength),
        ("at its body's first byte", { $0.headLength + 1 }),
        ("in its body", { ($0.headLength + $0.bytes.count) / 2 }),
        ("before its last byte", { $0.bytes.count - 1 }),
    ]

    private static let answeredInPart = moments.flatMap { words, length in
        Ending.allCases.compactMap { ending -> Trouble? in
            // What garbage makes of a body, and a last byte that comes late, are other rows.
            guard ending != .garbage || !words.contains("body") && !words.contains("last byte"),
                ending != .drip || !words.contains("its last byte")
            else { return nil }
            return Trouble(
                "\(ending.rawValue) \(words)",
                .spoil { bytes in
                    let count = length(RawAnswer(bytes))
                    // A drip goes on with the real answer, too slowly to be whole in time.
                    return ending.reaction(
                        after: Array(bytes.prefix(count)),
                        rest: Array(bytes.dropFirst(count).dropLast()))
                }, purchase: [.unconfirmed], reading: .lost, isSilent: ending.isSilent)
        }
    }

    private static let afterwards: [Trouble] = [
        Trouble(
            "close after the answer", .spoil { .sendAndClose($0) }, purchase: [.placed],
            reading: .sound),
        Trouble(
            "half-close after the answer", .spoil { .sendAndHalfClose($0) }, purchase: [.placed],
            reading: .sound),
        Trouble(
            "silence after the answer", .spoil { .stall($0) }, purchase: [.placed],
            reading: .sound),
        Trouble(
            "reset after the answer", .spoil { .sendAndReset($0) },
            purchase: [.placed, .unconfirmed], reading: .soundOrLost),
        Trouble(
            "another answer after the answer", .spoil { .sendAndClose($0 + $0) },
            purchase: [.placed], reading: .sound),
        Trouble(
            "garbage after the answer",
            .spoil { Ending.garbage.reaction(after: $0) }, purchase: [.placed], reading: .sound),
        Trouble(
            "an answer byte by byte, in time",
            .spoil { .drip($0, after: $0.count - 30, every: .milliseconds(1)) },
            purchase: [.placed], reading: .sound),
    ]
}
