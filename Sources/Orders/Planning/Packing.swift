// Packs the lines of one sheet order into as few API orders as the limit allows.

/// Fills API orders with the lines of one sheet order, in line order, up to a number of eSIMs each.
///
/// Forty lines of one eSIM and a limit of ten make four API orders; one line of 37 makes
/// 10+10+10+7. Lines of one bundle share an item. A line that names existing eSIMs never shares an
/// item with one that wants new ones, and one eSIM gets one bundle at most once in an API order.
package func pack(_ lines: [LineContent], upTo limit: Int) -> [PlannedOrder] {
    precondition(Limits.eSIMsPerOrder.contains(limit))
    var packed: [PlannedOrder] = []
    var open = OpenOrder()
    for (index, line) in lines.enumerated() {
        var rest = line.quantity
        var iccids = line.iccids[...]
        while rest > 0 {
            var room = min(rest, limit - open.quantity)
            if room > 0, !iccids.isEmpty {
                room = open.roomForDistinct(iccids.prefix(room), bundle: line.bundle)
            }
            guard room > 0 else {
                packed.append(open.closed())
                open = OpenOrder()
                continue
            }
            open.add(room, of: line.bundle, on: Array(iccids.prefix(room)), forLine: index)
            rest -= room
            iccids = iccids.dropFirst(room)
        }
    }
    if open.quantity > 0 { packed.append(open.closed()) }
    return packed
}

/// An API order that is being filled.
private struct OpenOrder {
    private struct Key: Hashable {
        let bundle: BundleName
        let existing: Bool
    }

    private(set) var quantity = 0
    private var keys: [Key] = []
    private var iccids: [[ICCID]] = []
    private var quantities: [Int] = []
    private var allotments: [Allotment] = []

    mutating func add(_ count: Int, of bundle: BundleName, on named: [ICCID], forLine line: Int) {
        let key = Key(bundle: bundle, existing: !named.isEmpty)
        let item: Int
        if let known = keys.firstIndex(of: key) {
            item = known
        } else {
            item = keys.count
            keys.append(key)
            iccids.append([])
            quantities.append(0)
        }
        quantities[item] += count
        iccids[item] += named
        quantity += count
        allotments.append(Allotment(line: line, item: item, quantity: count, iccids: named))
    }

    /// How many of `named`, from the first, can join without one eSIM getting the bundle twice.
    func roomForDistinct(_ named: ArraySlice<ICCID>, bundle: BundleName) -> Int {
        guard let item = keys.firstIndex(of: Key(bundle: bundle, existing: true)) else {
            return named.count
        }
        return named.firstIndex { iccids[item].contains($0) }.map { $0 - named.startIndex }
            ?? named.count
    }

    func closed() -> PlannedOrder {
        PlannedOrder(
            items: keys.indices.map { index in
                OrderItem(
                    bundle: keys[index].bundle, quantity: quantities[index], iccids: iccids[index])
            },
            allotments: allotments)
    }
}
