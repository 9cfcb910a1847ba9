// A moment of a request at which a scripted server acts without waiting for the rest.

/// Where in which request the server acts, and how. What has not arrived by then is never read.
package struct Cut: Sendable {
    /// A moment of a request.
    package enum Moment: Sendable, Hashable {
        /// Before a byte of it: on the new connection, or after the answer to the request before.
        case connection
        /// Once this many bytes of its head are here.
        case head(Int)
        /// Once its head is here, and nothing of its body.
        case headEnd
        /// Once this many bytes of its body are here.
        case body(Int)
    }

    let request: Int
    let moment: Moment
    let reaction: Reaction

    /// - Parameter request: which one of all, from 1, by their first bytes.
    package init(request: Int, at moment: Moment, _ reaction: Reaction) {
        self.request = request
        self.moment = moment
        self.reaction = reaction
    }

    /// Whether the moment has come for a request of which this much is here.
    func strikes(_ received: [UInt8], headLength: Int?) -> Bool {
        switch moment {
        case .connection: false
        case .head(let count): received.count >= count
        case .headEnd: headLength != nil
        case .body(let count): headLength.map { received.count - $0 >= count } ?? false
        }
    }
}
