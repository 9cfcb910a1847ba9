// An answer read whole.

import NIOHTTP1

/// A response with its whole body.
struct HTTPAnswer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]

    var isSuccess: Bool { (200..<300).contains(status) }
}

/// Why there is no answer.
struct TransportFailure: Error {
    enum Kind: Sendable {
        /// No connection was made: not a byte of the request left.
        case neverConnected
        /// Anything else: the request may have arrived.
        case broken
        /// The task was cancelled.
        case cancelled
    }

    let kind: Kind
    let cause: String
}
