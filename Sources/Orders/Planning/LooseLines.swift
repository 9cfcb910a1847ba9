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
        /// It names somebody else than the one that it was taken for, and another line is new,
        /// which could be the bought one as well.
        case boughtOrNew
        /// What it had was given back, and it is not for the same any more.
        case givenBack
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
        // a run of a part of the sheet, of what was refused for instance. Unless they were given
        // back: then whoever comes is perhaps another.
        let absent = Set(orders.filter { !$0.isInSheet }.map { $0.lines[0].id })
        let candidates = orders.filter { $0.isInSheet || !$0.isRevoked }
        // With fewer lines than orders, it is one that is not bought that has left, if any has.
        let isShorter = indices.count < orders.count(where: \.isInSheet)
        let ranked =
            isShorter
            ? candidates.filter(\.mayBeBought) + candidates.filter { !$0.mayBeBought }
            : candidates
        let matches = match(
            indices.map { lines[$0] }, with: ranked.map { $0.lines[0] }, absent: absent,
            keepsPlaces: !isShorter)
        for (index, partner) in zip(indices, matches.partners) {
            if let partner, let owner = owners[partner.id] { known[index] = (owner, partner) }
        }
        guard let persons = matches.persons else { return }
        let found = Set(matches.partners.compactMap { $0?.id })
        let missing = orders.filter { !found.contains($0.lines[0].id) }
        let goneButBought = AbsentPersons(
            missing.filter { !$0.isInSheet && $0.mayBeBought }.map { $0.lines[0] }, among: persons)
        var hasNew = false
        for (index, partner) in zip(indices, matches.partners) where partner == nil {
            hasNew = true
            if !goneButBought.areApart(from: lines[index].carried) {
                ambiguous[index] = .boughtOrNot
            }
        }
        let isOneMissing = missing.contains { $0.isInSheet && $0.mayBeBought }
        let isUnboughtMissing = missing.contains { $0.isInSheet && !$0.mayBeBought }
        for index in indices {
            guard let (order, recorded) = known[index], order.mayBeBought else { continue }
            ambiguous[index] = Self.ambiguity(
                of: lines[index].carried, as: recorded, isRevoked: order.isRevoked,
                isOneMissing: isOneMissing, isUnboughtMissing: isUnboughtMissing,
                isOneNew: hasNew, persons)
        }
    }

    /// Why a person has to say whether a line is the bought one that it was taken for; nil where
    /// that is clear enough. What is handed to somebody else cannot be taken back.
    private static func ambiguity(
        of carried: CarriedValues, as recorded: RecordedLine, isRevoked: Bool,
        isOneMissing: Bool, isUnboughtMissing: Bool, isOneNew: Bool, _ persons: Persons
    ) -> Ambiguity? {
        if carried.isSame(as: recorded.carried) || persons.areSame(carried, recorded.carried) {
            return nil
        }
        if isUnboughtMissing { return .boughtOrNot }
        let isAnother = persons.areApart(carried, recorded.carried)
        if isRevoked, isAnother || !persons.own(recorded.carried).isEmpty { return .givenBack }
        guard isAnother else { return nil }
        return isOneMissing ? .severalBought : (isOneNew ? .boughtOrNew : nil)
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
