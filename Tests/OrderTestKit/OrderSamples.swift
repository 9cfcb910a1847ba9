// Valid API orders, eSIMs and listed orders, so that a test says only what it is about.

package import Orders

extension Account {
    package static func sample(
        _ name: String = "Example Travel Ltd", _ balance: Money = .usd(100_000)
    ) -> Account {
        Account(name: name, balance: balance)
    }
}

extension ICCID {
    /// The ICCID of this number: 19 digits with a right check digit.
    package static func sample(_ number: Int) -> ICCID {
        let digits = String(number)
        let body = "8943108161" + String(repeating: "0", count: 8 - digits.count) + digits
        let passing = (0...9).compactMap { ICCID("\(body)\($0)") }.first(where: \.passesLuhn)
        return valid(passing)
    }
}

extension ESIM {
    package static func sample(_ number: Int) -> ESIM { .sample(ICCID.sample(number)) }

    package static func sample(_ iccid: ICCID) -> ESIM {
        valid(
            ESIM(
                iccid: iccid, smdpAddress: "rsp.example.net",
                matchingID: "TEST-\(iccid.digits.suffix(9))"))
    }
}

extension OrderReference {
    package static func sample(_ number: Int) -> OrderReference {
        let digits = String(number)
        let tail = String(repeating: "0", count: 12 - digits.count) + digits
        return valid(OrderReference("3f0c0000-0000-4000-8000-\(tail)"))
    }
}

extension OrderItem {
    package static func sample(
        _ bundle: String = Bundles.britain, _ quantity: Int = 1, on iccids: [ICCID] = []
    ) -> OrderItem {
        OrderItem(
            bundle: .sample(bundle), quantity: iccids.isEmpty ? quantity : iccids.count,
            iccids: iccids)
    }
}

extension PlannedOrder {
    /// An API order of one item for the first line.
    package static func sample(
        _ bundle: String = Bundles.britain, _ quantity: Int = 1, on iccids: [ICCID] = []
    ) -> PlannedOrder {
        let item = OrderItem.sample(bundle, quantity, on: iccids)
        return PlannedOrder(
            items: [item],
            allotments: [
                Allotment(line: 0, item: 0, quantity: item.quantity, iccids: item.iccids)
            ])
    }
}

extension Quote {
    /// The catalogue's price for an API order.
    package static func sample(_ planned: PlannedOrder) -> Quote {
        var total = Money.usd(0)
        var prices: [BundleName: ExactDecimal] = [:]
        for item in planned.items {
            let price = valid(Bundles.prices[item.bundle.text])
            total = total + .usd(price.minorUnits * Int64(item.quantity))
            prices[item.bundle] = ExactDecimal(price.amount)
        }
        return Quote(total: total, unitPrices: prices)
    }
}

extension DealtESIM {
    package static func sample(_ number: Int, line: Int = 0, existing: Bool = false) -> DealtESIM {
        DealtESIM(esim: .sample(number), line: line, existing: existing)
    }
}

extension PlacedOrder {
    package static func sample(
        _ number: Int = 1, total: Money? = .usd(228), created: Timestamp? = nil,
        sourceIP: String? = nil
    ) -> PlacedOrder {
        PlacedOrder(
            reference: .sample(number), total: total, created: created, sourceIP: sourceIP,
            esims: [])
    }
}

extension ListedOrder {
    package static func sample(
        _ number: Int = 1, _ items: [OrderItem] = [.sample()], total: Money? = .usd(228),
        created: Timestamp? = Timestamp(year: 2026, month: 2, day: 3), sourceIP: String? = nil
    ) -> ListedOrder {
        ListedOrder(
            reference: .sample(number), status: .completed, created: created, total: total,
            assigned: true, sourceIP: sourceIP,
            items: items.map { item in
                Item(
                    type: "bundle", bundle: item.bundle.text, quantity: item.quantity,
                    iccids: Set(item.iccids.map(\.digits)))
            })
    }
}

extension Admission {
    /// The admission of one named order per planned API order, each for a single line.
    package static func sample(
        _ planned: [PlannedOrder], batch: String = "fleet", names: [String]? = nil
    ) -> Admission {
        let new = planned.enumerated().map { index, order in
            let name = names?[index] ?? "TOUR-\(index + 1)"
            let item = order.items[0]
            return NewOrder(
                order: SheetOrder(
                    key: .named(.sample(name)),
                    lines: [
                        .sample(
                            index + 2, item.bundle.text, quantity: item.quantity, order: name,
                            on: item.iccids)
                    ]),
                folder: name, purchases: [QuotedOrder(planned: order, quote: .sample(order))])
        }
        return .sample(batch: batch, new: new)
    }

    /// An admission that changes only what is given.
    package static func sample(
        batch: String = "fleet", new: [NewOrder] = [], updates: [LineUpdate] = [],
        withdrawn: [SheetOrderID] = [], removed: [SheetOrderID] = [],
        askedAgain: [Requote] = [], requoted: [Requote] = []
    ) -> Admission {
        Admission(
            batch: .sample(batch), sheet: .sample, new: new, updates: updates,
            withdrawn: withdrawn, removed: removed, askedAgain: askedAgain, requoted: requoted)
    }
}
