// What the evidence says of an unconfirmed attempt.

/// What the evidence says of one unconfirmed attempt.
package enum Verdict: Hashable, Sendable {
    /// It was bought: this listed order is it.
    case adopt(ListedOrder)
    /// It was not bought: the list has nothing of it after the wait, twice.
    case absent
    /// Not known yet; look again.
    case wait
    /// The list cannot decide it. The reason is for people.
    case person(reason: String)
}
