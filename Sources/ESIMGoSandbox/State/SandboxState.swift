// The account: a pure value that events change and questions read.

/// The sandbox's account. It changes only by `apply`, so that replaying the events of a state file
/// gives it back. Every question is answered from an index or a slice, never by a scan.
struct SandboxState: Sendable {
    private(set) var identifiers = Identifiers(seed: 0)
    private(set) var currency = ""
    private(set) var balance = Amount.zero
    private(set) var catalogue: Catalogue
    /// In the order of their creation; the times strictly rise.
    private(set) var orders: [PlacedOrder] = []
    /// In the order of their creation; the times never fall.
    private(set) var esims: [SandboxESIM] = []
    private(set) var boughtOrderCount = 0
    private(set) var boughtESIMCount = 0
    /// The number of the last purchase that a client tried.
    private(set) var purchaseSequence: UInt64 = 0
    private var orderIndex: [String: Int] = [:]
    private var esimIndex: [String: Int] = [:]

    init(catalogue: Catalogue) {
        self.catalogue = catalogue
    }

    /// Makes one change. Events come from this state's own decisions or from its file.
    mutating func apply(_ event: SandboxEvent) {
        switch event {
        case .opened(let seed, let balance, let currency):
            identifiers = Identifiers(seed: seed)
            self.balance = balance
            self.currency = currency
        case .ordered(let order, let newESIMs, let sequence):
            add(order, newESIMs: newESIMs)
            if let sequence { use(sequence) }
        case .struck(let sequence):
            use(sequence)
        case .repriced(let bundle, let price):
            catalogue.reprice(bundle, at: price)
        case .tagged(let iccid, let customerRef, let time):
            guard let place = esimIndex[iccid] else { return }
            esims[place].customerRef = customerRef
            esims[place].lastAction = "eSIM Updated"
            esims[place].actionAt = time
        }
    }

    /// Takes a purchase's number, in the order of arrival.
    mutating func use(_ sequence: UInt64) {
        purchaseSequence = max(purchaseSequence, sequence)
    }

    func order(_ reference: String) -> PlacedOrder? {
        orderIndex[reference].map { orders[$0] }
    }

    func esim(_ iccid: String) -> SandboxESIM? {
        esimIndex[iccid].map { esims[$0] }
    }

    private mutating func add(_ order: PlacedOrder, newESIMs: [SandboxESIM]) {
        for esim in newESIMs {
            esimIndex[esim.iccid] = esims.count
            esims.append(esim)
        }
        for iccid in order.items.lazy.flatMap(\.iccids) {
            guard let place = esimIndex[iccid] else { continue }
            esims[place].lastAction = "Bundle Applied"
            esims[place].actionAt = order.created
        }
        orderIndex[order.reference] = orders.count
        orders.append(order)
        balance = order.runningBalance
        if order.isPurchase {
            boughtOrderCount += 1
            boughtESIMCount += order.esimCount
        }
    }
}
