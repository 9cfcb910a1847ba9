// The ways in which the sandbox can misbehave on purpose.

/// One kind of misbehaviour. The raw value is its name in a fault specification. The first group
/// strikes a purchase (POST /orders, type transaction), the second a question for assignments, the
/// third a revocation, and the last a purchase again: a draw depends on a kind's place.
package enum FaultKind: String, CaseIterable, Sendable {
    /// The connection closes with no answer; nothing was bought.
    case dropBeforeBuying = "drop-before-buying"
    /// 429 of the limiter; nothing was bought.
    case rateLimited = "rate-limited"
    /// 403 with a proxy's HTML page; nothing was bought.
    case html403 = "html-403"
    /// 503; nothing was bought.
    case unavailableBefore = "unavailable-before"
    /// 500; nothing was bought.
    case error500 = "error-500"
    /// 200 with status `failed`: the order is listed, nothing was charged and no eSIM exists.
    case failedOrder = "failed-order"
    /// The connection closes with no answer; the order was bought.
    case dropAfterBuying = "drop-after-buying"
    /// 503; the order was bought.
    case unavailableAfterAccepting = "unavailable-after-accepting"
    /// 500; the order was bought.
    case error500AfterBuying = "error-500-after-buying"
    /// 200 with half a JSON text; the order was bought.
    case garbled
    /// The answer comes late, by the options' slowness; combines with the others.
    case slow
    /// The answer has neither `esims` nor `iccids`; combines with `slow`.
    case noInline = "no-inline"

    /// 500.
    case errorAssignments = "error-assignments"
    /// 200 with an empty body.
    case emptyAssignments = "empty-assignments"
    /// The last eSIM is missing.
    case shortAssignments = "short-assignments"
    /// The first eSIM comes twice.
    case duplicateRows = "duplicate-rows"
    /// The ZIP is cut in the middle.
    case badZip = "bad-zip"

    /// The connection closes with no answer; nothing was revoked.
    case dropBeforeRevoking = "drop-before-revoking"
    /// The connection closes with no answer; the bundle was revoked.
    case dropAfterRevoking = "drop-after-revoking"
    /// 500; the bundle was revoked.
    case error500AfterRevoking = "error-500-after-revoking"

    /// New eSIMs are first those that were given back, as from a pool; combines with all others.
    case reissue

    /// Whether the kind strikes purchases; the others strike questions for assignments.
    var strikesPurchases: Bool {
        switch self {
        case .errorAssignments, .emptyAssignments, .shortAssignments, .duplicateRows, .badZip:
            false
        default: !strikesRevocations
        }
    }

    /// Whether the kind strikes requests that take a bundle off an eSIM.
    var strikesRevocations: Bool {
        switch self {
        case .dropBeforeRevoking, .dropAfterRevoking, .error500AfterRevoking: true
        default: false
        }
    }

    /// Whether the kind leaves nothing bought, so that the purchase need not be attempted.
    var strikesBeforeBuying: Bool {
        switch self {
        case .dropBeforeBuying, .rateLimited, .html403, .unavailableBefore, .error500: true
        default: false
        }
    }
}
