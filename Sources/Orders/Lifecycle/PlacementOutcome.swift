// What came of asking the provider to buy. Every answer is one of four; what is not surely one of
// the first three is the fourth.

/// The outcome of one attempt to buy.
package enum PlacementOutcome: Hashable, Sendable {
    case placed(PlacedOrder)
    /// It is certain that nothing was bought, and the order may be sent again.
    case notPlaced(NotPlaced)
    /// The provider said no; nothing was charged.
    case refused(Refusal)
    /// Nobody knows. Never sent again without evidence. The reason is for people.
    case unconfirmed(reason: String)
}

/// An order that the provider accepted, as its answer describes it.
package struct PlacedOrder: Hashable, Sendable {
    package let reference: OrderReference
    /// What it cost; nil where the answer does not say.
    package let total: Money?
    /// When the provider created it, in our clock; nil where the answer does not say.
    package let created: Timestamp?
    /// The address the provider saw the order come from.
    package let sourceIP: String?
    /// Install data in the answer itself; often complete for small orders, empty for large ones.
    package let esims: [DeliveredESIM]

    package init(
        reference: OrderReference, total: Money?, created: Timestamp?, sourceIP: String?,
        esims: [DeliveredESIM]
    ) {
        self.reference = reference
        self.total = total
        self.created = created
        self.sourceIP = sourceIP
        self.esims = esims
    }
}

/// Why it is certain that nothing was bought.
package enum NotPlaced: Hashable, Sendable {
    /// No connection was made, so no byte of the order left. The reason is for people.
    case neverConnected(reason: String)
    /// The provider's limiter turned the request away.
    case rateLimited
    /// The attempt was too old to be sent when its turn came.
    case tooOld

    package var reason: String {
        switch self {
        case .neverConnected(let reason): "no connection: \(reason)"
        case .rateLimited: "the provider's rate limit"
        case .tooOld: "too much time passed between recording and sending"
        }
    }
}

/// The provider's no.
package struct Refusal: Hashable, Sendable {
    /// The provider's own words.
    package let message: String
    /// A refused order may still have got a reference, under which it is listed as failed.
    package let reference: OrderReference?
    /// Set when further orders would be refused for the same reason.
    package let stops: Stop?

    package enum Stop: Hashable, Sendable {
        case credentials
        case balance
    }

    package init(message: String, reference: OrderReference? = nil, stops: Stop? = nil) {
        self.message = message
        self.reference = reference
        self.stops = stops
    }
}

/// The outcome together with the provider's raw answer, which the ledger keeps as evidence.
package struct PlacementAnswer: Sendable {
    package let outcome: PlacementOutcome
    /// The HTTP status; nil where no answer came.
    package let status: Int?
    /// The body as received, bounded; it may hold activation codes, so it goes to the ledger alone.
    package let body: [UInt8]

    package init(outcome: PlacementOutcome, status: Int? = nil, body: [UInt8] = []) {
        self.outcome = outcome
        self.status = status
        self.body = body
    }
}
