// The client's own limits, each with its reason.

enum ClientLimits {
    /// Bytes of an answer to a purchase: an order of a thousand eSIMs stays under 1 MiB.
    static let purchaseBytes = 4 << 20
    /// Bytes of any other answer: a page of 500 orders of ten eSIMs is about 3 MiB.
    static let answerBytes = 64 << 20
    /// Whole numbers in answers, such as quantities: what is beyond them cannot be read.
    static let wholeNumber = -1_000_000_000...1_000_000_000
    /// Orders per page of the list; the provider's default is 10, its documented maximum 10,000.
    static let listPage = 500
    static let listPageByDefault = 10
    /// Pages read before the list is given up as endless.
    static let listPages = 400
    /// How often the list is read again while its pages shift under the reading.
    static let listReadings = 3
    /// How much later than it should a list may begin: the provider's clock is known to a second.
    static let clockSlack: Duration = .seconds(5)
    /// Bundles per page of the catalogue.
    static let cataloguePage = 200
    static let cataloguePages = 200
    /// Tries of a request that is safe to repeat, when there was no usable answer.
    static let tries = 5
    /// Tries of such a request whose answers cannot be read: what is wrong with the address or the
    /// format stays wrong.
    static let unreadableTries = 2
    /// Tries of a request that the rate limit turns away: each waits as long as it was told.
    static let limitedTries = 30
    static let firstRetry: Duration = .milliseconds(400)
    static let longestRetry: Duration = .seconds(8)
    /// The longest wait that an answer may impose; a wrong clock must not stop a run for days.
    static let longestPause: Duration = .seconds(120)
    /// The shortest wait after a 429, whatever it asks: a zero would make us hammer.
    static let shortestPause: Duration = .milliseconds(100)
    /// The length of a rate-limit window that no answer has described yet: the provider's own.
    static let window: Duration = .seconds(1)
    /// The longest wait for a rate-limit window to end: the provider's windows are one second.
    static let longestWindow: Duration = .seconds(10)
    /// How long the catalogue may take to tell what one bundle holds: only words depend on it.
    static let bundleTimeout: Duration = .seconds(10)
    static let connectTimeout: Duration = .seconds(10)
    /// Idle connections are dropped before the provider drops them.
    static let idleTimeout: Duration = .seconds(4)
    /// Connections at once; purchases have their own.
    static let connections = 64
    /// Bytes of an archive of QR codes.
    static let archiveBytes = 32 << 20
    /// The shortest key that is looked for in messages; real ones have 40 characters and more.
    static let redactedKeyBytes = 8
    /// Characters kept of a provider's message.
    static let messageLength = 300
    /// Assignments that are listed of one eSIM: the provider's documented maximum.
    static let assignmentsPerESIM = 200
}
