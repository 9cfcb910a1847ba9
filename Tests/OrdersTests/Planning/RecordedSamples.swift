// Builds batches as a ledger would hold them, without a ledger.

import Orders

let fleet = sample(BatchName("fleet"))

extension RecordedBatch {
    /// An empty batch.
    static var empty: RecordedBatch {
        RecordedBatch(
            name: fleet, sheet: SheetIdentity(name: "s.csv", sha256: "", lines: 0),
            admittedAt: moment(0), orders: [])
    }

    /// The batch after a sheet of these lines was admitted to it; what is new is in `state`.
    func admitting(_ lines: [OrderLine], as state: OrderState = .published) -> RecordedBatch {
        var log = FindingLog()
        let sheet = identify(SheetLines(lines), in: self, into: &log)
        var after = self
        for order in sheet.orders {
            switch order {
            case .new(let new):
                after.orders.append(recorded(new, as: state, after: after))
            case .known(let old, let pairs):
                after.replace(old.id, by: old.updated(with: pairs))
            case .replaced(let old, let new):
                after.orders.removeAll { $0.id == old.id }
                after.orders.append(recorded(new, as: state, after: after))
            }
        }
        for old in sheet.removed { after.replace(old.id, by: old.leavingSheet()) }
        return after
    }

    /// The recorded order of this title.
    subscript(title: String) -> RecordedSheetOrder? { orders.first { $0.title == title } }

    private mutating func replace(_ id: SheetOrderID, by order: RecordedSheetOrder) {
        orders = orders.map { $0.id == id ? order : $0 }
    }

    private func recorded(
        _ order: SheetOrder, as state: OrderState, after batch: RecordedBatch
    ) -> RecordedSheetOrder {
        let id = (batch.orders.map(\.id.rawValue).max() ?? 0) + 1
        let lines = order.lines.enumerated().map { index, line in
            RecordedLine(
                id: LineID(rawValue: id * 1_000 + Int64(index)), number: line.number,
                content: line.content, carried: Array(line.carried))
        }
        return RecordedSheetOrder(
            id: SheetOrderID(rawValue: id), key: order.key.text, name: order.name,
            title: order.key.title, folder: order.key.title, admittedAt: moment(0),
            isInSheet: true, lines: lines,
            orders: pack(lines.map(\.content), upTo: 10).enumerated().map { part, planned in
                .sample(id * 1_000 + Int64(part), part: part + 1, state, planned)
            })
    }
}

extension RecordedSheetOrder {
    fileprivate func updated(with pairs: [PairedLine]) -> RecordedSheetOrder {
        with(
            isInSheet: true,
            lines: lines.map { old in
                guard let pair = pairs.first(where: { $0.recorded.id == old.id }) else {
                    return old
                }
                return RecordedLine(
                    id: old.id, number: pair.line.number, content: old.content,
                    carried: Array(pair.line.carried))
            })
    }

    fileprivate func leavingSheet() -> RecordedSheetOrder { with(isInSheet: false, lines: lines) }

    private func with(isInSheet: Bool, lines: [RecordedLine]) -> RecordedSheetOrder {
        RecordedSheetOrder(
            id: id, key: key, name: name, title: title, folder: folder, admittedAt: admittedAt,
            isInSheet: isInSheet, lines: lines, orders: orders)
    }
}

extension RecordedOrder {
    /// An API order in a state, priced at a dollar for each eSIM.
    static func sample(
        _ id: Int64, part: Int = 1, _ state: OrderState, _ planned: PlannedOrder,
        total: Money? = nil, reason: String? = nil, reference: OrderReference? = nil,
        esims: [DealtESIM] = [], placedAt: Timestamp? = nil
    ) -> RecordedOrder {
        RecordedOrder(
            id: OrderID(rawValue: id), part: part, state: state, planned: planned,
            quote: Quote(total: dollars("\(planned.quantity)"), unitPrices: [:]),
            reference: reference, total: total, reason: reason, esims: esims, placedAt: placedAt,
            publishedAt: nil)
    }
}
