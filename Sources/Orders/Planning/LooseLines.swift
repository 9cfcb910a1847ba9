// Recognises the lines without an order name, each of which is an order of its own.

/// The lines of a sheet that name no order, against the ledger's orders without a name. They are
/// identified by what they buy and by their ordinal among those that buy the same.
struct LooseLines {
    private let lines: SheetLines
    /// How many there are.
    let count: Int
    /// Those that the ledger holds, by their index. (Several lines of XML may begin on one line of
    /// text, so its number does not tell them apart.)
    private var known: [Int: (order: RecordedSheetOrder, line: RecordedLine)] = [:]
    /// Why a person has to say which order a line is.
    enum Ambiguity {
        /// It has changed and was taken for one that was bought, though one that was not bought and
        /// equals it is missing; or it could be new, or one that was bought, left the sheet and
        /// comes back changed.
        case boughtOrNot
        /// It names somebody else than the one that it was taken for, and another one that was
        /// bought is missing, which it could be as well.
        case severalBought
    }

    private var ambiguous: [Int: Ambiguity] = [:]
    /// The last ordinal that was given to a line of a content.
    private var ordinals: [LineContent: Int] = [:]

    init(_ lines: SheetLines, among recorded: [RecordedSheetOrder]) {
        self.lines = lines
        count = lines.indices.count { lines.orderNumber(of: $0) == nil }
        let unnamed = recorded.filter { $0.name == nil && $0.lines.count == 1 }
        guard count > 0, !unnamed.isEmpty else { return }
        var indices: [LineContent: [Int]] = [:]
        for index in lines.indices where lines.orderNumber(of: index) == nil {
            indices[lines[index].content, default: []].append(index)
        }
        for (content, orders) in Dictionary(grouping: unnamed, by: { $0.lines[0].content }) {
            ordinals[content] = orders.count
            find(indices[content] ?? [], among: orders)
        }
    }

    private mutating func find(_ indices: [Int], among orders: [RecordedSheetOrder]) {
        let owners = Dictionary(uniqueKeysWithValues: orders.map { ($0.lines[0].id, $0) })
        // A line that left the sheet before keeps its eSIMs for itself, should it come back: after
        // a run of a part of the sheet, of what was refused for instance.
        let removed = Set(orders.filter { !$0.isInSheet }.map { $0.lines[0].id })
        // With fewer lines than orders, it is one that is not bought that has left, if any has.
        let isShorter = indices.count < orders.count { $0.isInSheet }
        let ranked =
            isShorter
            ? orders.filter(\.mayBeBought) + orders.filter { !$0.mayBeBought } : orders
        let partners = match(
            indices.map { lines[$0] }, with: ranked.map { $0.lines[0] }, removed: removed)
        for (index, partner) in zip(indices, partners) {
            if let partner, let owner = owners[partner.id] { known[index] = (owner, partner) }
        }
        let found = Set(partners.compactMap { $0?.id })
        let goneButBought = Set(
            orders.filter { !$0.isInSheet && $0.mayBeBought && !found.contains($0.lines[0].id) }
                .map { PersonalColumns($0.lines[0].carried) })
        for (index, partner) in zip(indices, partners) where partner == nil {
            let columns = PersonalColumns(lines[index].carried)
            if !goneButBought.allSatisfy(columns.tellApart) { ambiguous[index] = .boughtOrNot }
        }
        markSwapped(
            indices,
            isOneMissing: orders.contains { order in
                order.isInSheet && order.mayBeBought && !found.contains(order.lines[0].id)
            })
        let isOneLeft = orders.contains { order in
            order.isInSheet && !found.contains(order.lines[0].id) && !order.mayBeBought
        }
        guard isOneLeft else { return }
        for index in indices {
            guard let (order, recorded) = known[index], order.mayBeBought else { continue }
            if !lines[index].carried.isSame(as: recorded.carried) {
                ambiguous[index] = .boughtOrNot
            }
        }
    }

    /// Where a bought one is missing, a line that shares no word about its device or person with
    /// the one that it was taken for could be that one: its eSIM is not to be handed to another.
    private mutating func markSwapped(_ indices: [Int], isOneMissing: Bool) {
        guard isOneMissing else { return }
        for index in indices {
            guard let (order, recorded) = known[index], order.mayBeBought else { continue }
            let (now, before) = (lines[index].carried, recorded.carried)
            let isAnother =
                PersonalColumns(now).tellApart(from: PersonalColumns(before))
                && !now.sharesPerson(with: before)
            if isAnother { ambiguous[index] = .severalBought }
        }
    }

    func ambiguity(of index: Int) -> Ambiguity? { ambiguous[index] }

    /// The order that the line is. To be asked once for each of them, in sheet order.
    mutating func identify(_ index: Int) -> IdentifiedOrder {
        if let (order, recorded) = known[index] {
            return .known(order, lines: [PairedLine(line: lines[index], recorded: recorded)])
        }
        let content = lines[index].content
        let ordinal = ordinals[content, default: 0] + 1
        ordinals[content] = ordinal
        return .new(
            SheetOrder(
                key: .unnamed(content, ordinal: ordinal),
                lines: OrderLines(index..<index + 1, of: lines)))
    }
}
