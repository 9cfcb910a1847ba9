// Finds for each line of a sheet the line of the ledger that it is.

/// The lines of a sheet with the recorded ones that they are.
struct LineMatches {
    /// Each line's partner, in the lines' order; nil for a line without one.
    let partners: [RecordedLine?]
    /// Who the lines are for; nil where every line is as it was recorded.
    let persons: Persons?
}

/// Matches lines with recorded ones of the same content: unchanged carried columns first, then
/// those for the same device or person, so that removing one traveller does not hand his eSIM to
/// the next, whatever else changes; what is left in order. Those in `absent` have left the sheet
/// before: they match a line that comes back, unchanged, for the same device or person, or with
/// columns that are new to it, but never in order.
///
/// Of several that are as good, a line has the one of its own number if `keepsPlaces`, so that a
/// change of one of several equal lines moves no other.
func match(
    _ lines: some Collection<OrderLine>, with recorded: [RecordedLine],
    absent isAbsent: Set<LineID> = [], keepsPlaces: Bool = true
) -> LineMatches {
    var matching = Matching(Array(lines), keepsPlaces: keepsPlaces)
    let present = recorded.filter { !isAbsent.contains($0.id) }
    let absent = recorded.filter { isAbsent.contains($0.id) }
    for group in [present, absent] {
        matching.match(group) { Exact($0, $1) }
    }
    guard matching.isUnfinished else {
        return LineMatches(partners: matching.partners, persons: nil)
    }
    let persons = Persons(Array(lines), recorded)
    func contradict(_ line: OrderLine, _ recorded: RecordedLine) -> Bool {
        persons.contradict(line.carried, recorded.carried)
    }
    // The number of a device is surer than all else. A name or an address counts as long as nothing
    // speaks against it; then a name is surer than an address, and that than what a device is
    // called, which may be its model.
    for column in SheetField.personalColumns {
        matching.match(present) {
            Owned($0, persons.own($1), column)
        } unless: {
            !column.isNumberOfDevice && contradict($0, $1)
        }
    }
    for column in SheetField.personalColumns.reversed() {
        matching.match(present) { Owned($0, persons.own($1), column) }
    }
    // A newcomer may have the model of somebody who left, and for a group the leader's address.
    for column in SheetField.personalColumns {
        matching.match(absent) {
            Owned($0, persons.own($1), column)
        } unless: {
            !column.isNumberOfDevice && contradict($0, $1)
        }
    }
    matching.match(present) { content, _ in content }
    // A column that was added to the sheet, or taken out of it, changes no line.
    let shared = matching.columns(sharedWith: absent)
    if !shared.isEmpty {
        func kept(_ carried: some Sequence<CarriedValue>) -> [CarriedValue] {
            carried.filter { shared.contains($0.column) }
        }
        matching.match(absent) { content, carried in
            let kept = kept(carried)
            return kept.isEmpty || persons.isCommon(kept) ? nil : Exact(content, kept)
        } unless: { line, recorded in
            // Whoever it was for is named nowhere in the line.
            persons.own(kept(recorded.carried)).count < persons.own(recorded.carried).count
        }
    }
    return LineMatches(partners: matching.partners, persons: persons)
}

/// Lines that find their partners one key after the other.
private struct Matching {
    private let lines: [OrderLine]
    private let keepsPlaces: Bool
    private(set) var partners: [RecordedLine?]
    private var used: Set<LineID> = []

    init(_ lines: [OrderLine], keepsPlaces: Bool) {
        self.lines = lines
        self.keepsPlaces = keepsPlaces
        partners = Array(repeating: nil, count: lines.count)
    }

    /// Whether a line has no partner yet.
    var isUnfinished: Bool { partners.contains { $0 == nil } }

    /// Gives lines without a partner the first of `recorded` with the same key, each to one, and
    /// none that `isWrong` for it.
    mutating func match<Key: Hashable>(
        _ recorded: [RecordedLine], by key: (LineContent, [CarriedValue]) -> Key?,
        unless isWrong: (OrderLine, RecordedLine) -> Bool = { _, _ in false }
    ) {
        // First: of an unchanged sheet nothing is left to be looked for.
        if keepsPlaces { matchInPlace(recorded, by: key, unless: isWrong) }
        var left: [Key: [RecordedLine]] = [:]
        for line in recorded.reversed() where !used.contains(line.id) {
            guard let key = key(line.content, line.carried) else { continue }
            left[key, default: []].append(line)
        }
        guard !left.isEmpty else { return }
        for (index, line) in lines.enumerated() where partners[index] == nil {
            guard let key = key(line.content, Array(line.carried)), let found = left[key]?.last,
                !isWrong(line, found)
            else { continue }
            left[key]?.removeLast()
            pair(index, with: found)
        }
    }

    /// Gives lines the recorded one of their own number, if that has the same key.
    private mutating func matchInPlace<Key: Hashable>(
        _ recorded: [RecordedLine], by key: (LineContent, [CarriedValue]) -> Key?,
        unless isWrong: (OrderLine, RecordedLine) -> Bool
    ) {
        let places = Dictionary(
            recorded.filter { !used.contains($0.id) }.map { ($0.number, $0) },
            uniquingKeysWith: { first, _ in first })
        for (index, line) in lines.enumerated() where partners[index] == nil {
            guard let found = places[line.number], !used.contains(found.id),
                let own = key(line.content, Array(line.carried)),
                own == key(found.content, found.carried), !isWrong(line, found)
            else { continue }
            pair(index, with: found)
        }
    }

    private mutating func pair(_ index: Int, with found: RecordedLine) {
        partners[index] = found
        used.insert(found.id)
    }

    /// The columns in which both lines without a partner and recorded ones without one have values.
    func columns(sharedWith recorded: [RecordedLine]) -> Set<String> {
        let theirs = Set(
            recorded.filter { !used.contains($0.id) }.flatMap { $0.carried.map(\.column) })
        guard !theirs.isEmpty else { return [] }
        let alone = zip(lines, partners).filter { $0.1 == nil }.map(\.0)
        return theirs.intersection(alone.flatMap { $0.carried.map(\.column) })
    }
}

/// A line with all that it carries.
private struct Exact: Hashable {
    let content: LineContent
    let carried: [CarriedValue]

    init(_ content: LineContent, _ carried: some Collection<CarriedValue>) {
        self.content = content
        self.carried = carried.byColumn
    }
}

/// A line with what it alone says of its device or person under one column.
private struct Owned: Hashable {
    let content: LineContent
    let owner: PersonalValue

    /// Nil if it says nothing there.
    init?(_ content: LineContent, _ values: [PersonalValue], _ column: SheetField) {
        guard let value = values.first(where: { $0.column == column }) else { return nil }
        self.content = content
        owner = value
    }
}
