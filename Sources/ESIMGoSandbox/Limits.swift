// The bounds of the sandbox, each with its reason.

/// Everything that could grow in the sandbox has its bound here.
enum SandboxLimits {
    /// Bytes in a request body: an order that names 10,000 ICCIDs takes about 300 kB.
    static let requestBytes = 2 << 20
    /// Bytes in a catalogue file: a full account catalogue is below 10 MB.
    static let catalogueBytes = 64 << 20
    /// Bytes in a state file: about four million small orders.
    static let stateBytes = 2 << 30
    /// Nesting of a JSON text: the API's own bodies stay below 6.
    static let jsonDepth = 32
    /// eSIMs in one line of an order, as the product promises to accept.
    static let quantity = 10_000
    /// Lines in one order: the API documents none, this one only bounds the work.
    static let linesPerOrder = 1_000
    /// Orders on one page of the list, from the API's own documentation.
    static let ordersPerPage = 10_000
    /// Orders on one page of the list when the client does not say, from the same page.
    static let defaultOrdersPerPage = 10
    /// Bundles on one page of the catalogue; the largest size seen in clients is 1,000.
    static let bundlesPerPage = 10_000
    /// Bundles on one page of the catalogue when the client does not say.
    static let defaultBundlesPerPage = 50
    /// eSIMs on one page, the largest documented size.
    static let esimsPerPage = 100
    /// eSIMs on one page when the client does not say.
    static let defaultESIMsPerPage = 10
    /// eSIMs up to which the answer to a purchase carries the install data (API 2.3 notes).
    static let inlineESIMs = 5
    /// Digits of an ICCID: ITU-T E.118 allows up to 19 and operators print up to 22.
    static let iccidDigits = 18...22
    /// References in one question for assignments: bounds the size of the answer.
    static let referencesPerQuestion = 100
    /// Requests in a second that are reported, not enforced, when no rate is set.
    static let unenforcedRate = 10_000
    /// Clients remembered by the rate limiter: all of them sit on the loopback interface.
    static let rateClients = 1_000
    /// Rate tokens of one catalogue page; other requests cost one.
    static let catalogueCost = 5
    /// Scale and quiet zone of the QR images, in pixels and modules: readable on any screen.
    static let qrScale = 6
    static let qrMargin = 4
    /// Characters of a customer reference.
    static let customerReferenceLength = 1_000
    /// The greatest amount of money, in millionths: far from the ends of a 64-bit integer.
    static let amount: Int64 = 1_000_000_000_000_000
}
