// Faults while a request is on its way: the provider never hears of it.

import RawPeer

extension Trouble {
    /// At each moment of a request, each way of ending it.
    static let asking: [Trouble] =
        askedInPart + swallowed + early + [
            // Nothing of the request was read, but the client cannot know that. A reset may
            // overtake the making of the connection, and then nothing was sent for certain.
            Trouble(
                "a reset before the request", .cut(.connection, .sendAndReset([])),
                purchase: [.unconfirmed, .neverConnected], reading: .lost)
        ]

    private static let moments: [(String, Fault.Moment)] = [
        ("before the request", .connection), ("at its first byte", .head(1)),
        ("in its head", .head(40)), ("after its head", .headEnd),
        ("at its body's first byte", .body(1)), ("in its body", .body(50)),
    ]

    private static let askedInPart = moments.flatMap { words, moment in
        Ending.allCases.compactMap { ending -> Trouble? in
            guard moment != .connection || ending != .reset else { return nil }
            return Trouble(
                "\(ending.rawValue) \(words)",
                .cut(moment, ending.reaction(after: [], rest: Array("HTTP/1.1 200 OK".utf8))),
                purchase: [.unconfirmed], reading: .lost, isSilent: ending.isSilent)
        }
    }

    private static let swallowed = Ending.allCases.map { ending in
        Trouble(
            "\(ending.rawValue) after a request that got lost",
            .swallow(ending.reaction(after: [], rest: Array("HTTP/1.1 200 OK".utf8))),
            purchase: [.unconfirmed], reading: .lost, isSilent: ending.isSilent)
    }

    /// Answers that come before the request has been read; a reset may overtake them, since unread
    /// bytes turn a close into one.
    private static let early: [Trouble] = [Fault.Moment.head(1), .head(40), .headEnd].flatMap {
        moment in
        [
            Trouble(
                "a no of the provider's before the end of the request, \(moment)",
                .cut(moment, .answer(400, #"{"message":"bad request"}"#)),
                purchase: [.refused], reading: .said("bad request")),
            Trouble(
                "a proxy's no before the end of the request, \(moment)",
                .cut(moment, .answer(413, "<html>too large</html>")),
                purchase: [.unconfirmed], reading: .rejected),
            Trouble(
                "a no of the provider's and a close before the end of the request, \(moment)",
                .cut(
                    moment,
                    .sendAndClose(
                        "HTTP/1.1 400 Bad\r\nContent-Length: 16\r\n\r\n{\"message\":\"no\"}")),
                purchase: [.refused, .unconfirmed], reading: .saidOrLost("no")),
        ]
    }
}

extension Fault {
    typealias Moment = Cut.Moment
}
