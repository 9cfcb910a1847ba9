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
    private var applied: [String: [SandboxAssignment]] = [:]
    private var assignmentCount = 0
    private(set) var returnedCount = 0
    /// What the provider took back and did not hand out again.
    private(set) var returned: [String] = []

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
        case .revoked(let iccid, let assignment, let time):
            revoke(assignment, on: iccid, at: time)
        case .installed(let iccid, let bundleState):
            guard let place = esimIndex[iccid] else { return }
            esims[place].isInstalled = true
            for index in applied[iccid]?.indices ?? 0..<0
            where applied[iccid]?[index].state == "queued" {
                applied[iccid]?[index].state = bundleState
            }
        }
    }

    private mutating func revoke(_ assignment: Int, on iccid: String, at time: Instant) {
        guard let place = esimIndex[iccid],
            let index = applied[iccid]?.firstIndex(where: { $0.id == assignment })
        else { return }
        applied[iccid]?[index].state = "revoked"
        esims[place].lastAction = "Bundle Revoked"
        esims[place].actionAt = time
        guard !esims[place].isInstalled, applied[iccid]?.contains(where: \.isAlive) == false
        else { return }
        esims[place].isReturned = true
        returnedCount += 1
        returned.append(iccid)
    }

    /// What is or was on an eSIM, in the order of assignment.
    func applied(to iccid: String) -> [SandboxAssignment] { applied[iccid] ?? [] }

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
        if !returned.isEmpty {
            let taken = Set(newESIMs.map(\.iccid))
            returned.removeAll(where: taken.contains)
        }
        for esim in newESIMs {
            esimIndex[esim.iccid] = esims.count
            esims.append(esim)
        }
        for iccid in order.items.lazy.flatMap(\.iccids) {
            guard let place = esimIndex[iccid] else { continue }
            esims[place].lastAction = "Bundle Applied"
            esims[place].actionAt = order.created
        }
        var number = 0
        for item in order.items where item.type == "bundle" {
            for iccid in item.iccids {
                applied[iccid, default: []].append(
                    SandboxAssignment(
                        id: SandboxAssignment.firstID + assignmentCount, bundle: item.name,
                        reference: "\(order.reference)-\(number)", assignedAt: order.created))
                assignmentCount += 1
                number += 1
            }
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
