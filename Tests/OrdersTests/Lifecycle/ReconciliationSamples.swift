// Short ways to write attempts, the provider's rows and what was decided.

import Orders

/// What an attempt of the tests is expected to cost where nothing else is said.
let usualTotal = dollars("6.84")

/// The address that the tests' own orders come from.
let home = "192.0.2.1"

func attempt(
    _ id: Int64, _ items: [OrderItem] = [item("A")], at seconds: Int64 = 0,
    expected: Money = usualTotal, replacements: Int = 0, asked: String? = nil
) -> UnconfirmedAttempt {
    UnconfirmedAttempt(
        attempt: AttemptID(rawValue: id), order: OrderID(rawValue: id), items: items,
        expected: expected,
        times: AttemptTimes(startedAt: moment(seconds), deadline: moment(seconds + 120)),
        replacements: replacements, asked: asked)
}

/// An item of a row: so many of a bundle, and the eSIMs that the row names, by their numbers.
struct ListedItem {
    let item: ListedOrder.Item

    init(_ name: String, _ quantity: Int = 1, on numbers: [Int] = [], type: String = "bundle") {
        item = ListedOrder.Item(
            type: type, bundle: name, quantity: max(quantity, numbers.count),
            iccids: Set(numbers.map { iccid($0).digits }))
    }
}

func listed(
    _ text: String, _ items: [ListedItem] = [ListedItem("A")], at seconds: Int64? = 1,
    total: Money? = usualTotal, status: ProviderStatus = .completed, assigned: Bool? = true,
    from address: String? = nil
) -> ListedOrder {
    ListedOrder(
        reference: reference(text), status: status, created: seconds.map(moment), total: total,
        assigned: assigned, sourceIP: address, items: items.map(\.item))
}

extension Evidence {
    /// As after the usual waiting time.
    init(listing: OrderListing, knowledge: LedgerKnowledge, isSettled: Bool) {
        self.init(
            listing: listing, knowledge: knowledge, isSettled: isSettled,
            settleAfter: .seconds(900), now: nil)
    }
}

func evidence(
    _ orders: [ListedOrder], settled: Bool = false, owned: [String] = [], baseline: [String] = [],
    addresses: Set<String> = [], dismissed: [DismissedAttempt] = [], known: [Int] = [],
    confirmed: [(String, at: Int64)] = [], isFull: Bool = true
) -> Evidence {
    Evidence(
        listing: OrderListing(orders: orders, isFull: isFull),
        knowledge: LedgerKnowledge(
            owned: Set(owned.map(reference)), baseline: Set(baseline.map(reference)),
            ownAddresses: addresses, fingerprints: [], newest: nil, dismissed: dismissed,
            confirmed: confirmed.map { text, seconds in
                ConfirmedOrder(
                    reference: reference(text), items: [item("A")],
                    times: AttemptTimes(
                        startedAt: moment(seconds), deadline: moment(seconds + 120)))
            },
            knownESIMs: Set(known.map { iccid($0).digits })),
        isSettled: settled)
}

/// The verdicts by attempt: `adopt REFERENCE`, `absent`, `wait` or `person`.
func verdicts(
    _ attempts: [UnconfirmedAttempt], judged: [Int64] = [], _ evidence: Evidence
) -> [Int64: String] {
    let judged = Set(judged.map { AttemptID(rawValue: $0) })
    return reconcile(attempts, judged: judged, by: evidence).reduce(into: [:]) { result, next in
        result[next.key.rawValue] =
            switch next.value {
            case .adopt(let order): "adopt \(order.reference)"
            case .absent: "absent"
            case .wait: "wait"
            case .person: "person"
            }
    }
}

func personReason(_ attempts: [UnconfirmedAttempt], _ evidence: Evidence) -> String? {
    for verdict in reconcile(attempts, by: evidence).values {
        if case .person(let reason) = verdict { return reason }
    }
    return nil
}
