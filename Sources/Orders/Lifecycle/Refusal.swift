// The provider's no, and whether it stops the rest.

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
