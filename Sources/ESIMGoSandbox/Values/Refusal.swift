// A request that the look-alike answers with an error status.

/// What an endpoint says instead of its answer: a status and the API's `message`.
struct Refusal: Error, Equatable {
    var status = 400
    let message: String

    /// The words of the API for an account that cannot pay.
    static let noPaymentTaken = Refusal(message: "Failed to process Order. No payment taken.")
    /// The words of the API for a question that came too early.
    static let processing = Refusal(
        status: 503,
        message: "Processing - Please come back later or use the Retry-After (seconds) header")
}
