// Reading pages of orders and eSIMs without walking over all of them.

/// One page of a list, and how many entries there are on all pages.
struct Page<Entry: Sendable>: Sendable {
    let entries: [Entry]
    let rows: Int
    let size: Int

    var pageCount: Int { (rows + size - 1) / size }

    func map<Other: Sendable>(_ transform: (Entry) -> Other) -> Page<Other> {
        Page<Other>(entries: entries.map(transform), rows: rows, size: size)
    }
}

/// A half-open span of time: what is left of all `createdAt` conditions.
struct TimeSpan: Sendable, Equatable {
    var start = Instant(nanoseconds: .min)
    var end = Instant(nanoseconds: .max)

    /// Keeps only what is at or after this moment.
    mutating func begin(at instant: Instant) { start = max(start, instant) }
    /// Keeps only what is before this moment.
    mutating func finish(before instant: Instant) { end = min(end, instant) }
}

/// An order with what its eSIMs are at the moment; nil while they are still being assigned.
struct ListedOrder: Sendable {
    let order: PlacedOrder
    let esims: [[SandboxESIM]]?
}

extension SandboxState {
    /// Orders created in a span, newest first. The span is found by halving.
    func orders(created span: TimeSpan, page: Int, size: Int) -> Page<PlacedOrder> {
        let first = firstPlace { $0.created >= span.start }
        let last = max(first, firstPlace { $0.created >= span.end })
        let rows = last - first
        let (skipped, overflow) = (page - 1).multipliedReportingOverflow(by: size)
        guard !overflow, skipped < rows else { return Page(entries: [], rows: rows, size: size) }
        let upper = last - skipped
        let lower = max(first, upper - size)
        return Page(entries: orders[lower..<upper].reversed(), rows: rows, size: size)
    }

    /// The order with its eSIMs, if they are assigned by the moment `ready`, which is now less
    /// the assignment delay.
    func listed(_ order: PlacedOrder, assignedBy ready: Instant) -> ListedOrder {
        guard order.created <= ready else { return ListedOrder(order: order, esims: nil) }
        return ListedOrder(
            order: order, esims: order.items.map { item in item.iccids.compactMap { esim($0) } })
    }

    /// How many eSIMs can be seen: those of orders created by this moment.
    func esimCount(assignedBy ready: Instant) -> Int {
        var low = 0
        var high = esims.count
        while low < high {
            let middle = (low + high) / 2
            if esims[middle].assignedAt <= ready { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func firstPlace(where reached: (PlacedOrder) -> Bool) -> Int {
        var low = 0
        var high = orders.count
        while low < high {
            let middle = (low + high) / 2
            if reached(orders[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
