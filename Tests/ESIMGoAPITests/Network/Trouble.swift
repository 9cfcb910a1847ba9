// One row of the table of faults: what is done to an exchange, and what must come of it.

import RawPeer

/// A fault and its outcome.
struct Trouble: Sendable {
    let name: String
    let fault: Fault
    /// What a purchase may come to.
    let purchase: Set<Heard>
    /// What a reading comes to.
    let reading: Reading
    /// The client has to give up by its own time limit, which is then short.
    let isSilent: Bool

    /// What becomes of a reading.
    enum Reading: Sendable {
        /// The answer counts, as if nothing had happened.
        case sound
        /// No answer: asked again where that is the client's business, else `unreachable`.
        case lost
        /// An answer that is complete and makes no sense.
        case unreadable
        /// The first or the second, by a race in the network that nobody can decide.
        case soundOrLost
        /// An answer that is none of the provider's: a page, a redirect.
        case rejected
        /// The provider's own no, in these words.
        case said(String)
        /// The same or no answer, by such a race.
        case saidOrLost(String)
    }

    init(
        _ name: String, _ fault: Fault, purchase: Set<Heard>, reading: Reading,
        isSilent: Bool = false
    ) {
        self.name = name
        self.fault = fault
        self.purchase = purchase
        self.reading = reading
        self.isSilent = isSilent
    }

    /// Whether the provider has bought what the purchase asked for.
    var takesEffect: Bool { fault.reachesServer }
}

/// How a peer ends an exchange that it does not go through with.
enum Ending: String, CaseIterable, Sendable {
    case close, reset
    case halfClose = "half-close"
    case silence
    case drip = "slow drip"
    case garbage

    /// What the peer does after these bytes of an answer; `rest` is what a drip goes on with.
    func reaction(after bytes: [UInt8], rest: [UInt8] = []) -> Reaction {
        switch self {
        case .close: .sendAndClose(bytes)
        case .reset: .sendAndReset(bytes)
        case .halfClose: .sendAndHalfClose(bytes)
        case .silence: .stall(bytes)
        case .drip:
            .drip(
                bytes + rest + [UInt8](repeating: 0x20, count: 4_000), after: bytes.count,
                every: .milliseconds(50))
        case .garbage: .sendAndClose(bytes + Array("\u{0}\u{1}\u{7F}<html>\r\n\r\n".utf8))
        }
    }

    var isSilent: Bool { self == .silence || self == .drip }
}
