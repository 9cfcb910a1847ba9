// Finds for each line of a sheet the line of the ledger that it is.

/// Matches lines with recorded ones of the same content: unchanged carried columns first, then
/// those for the same device or person, so that removing one traveller does not hand his eSIM to
/// the next, whatever else changes; what is left in order. Those in `removed` have left the sheet
/// before: they match a line that comes back, unchanged, for the same device or person, or with
/// columns that are new to it, but never in order.
/// Returns each line's partner, in the lines' order; nil for a line without one.
func match(
    _ lines: some Collection<OrderLine>, with recorded: [RecordedLine],
    removed: Set<LineID> = []
) -> [RecordedLine?] {
    var matching = Matching(Array(lines), recorded)
    matching.match(recorded) { Exact($0, $1) }
    let (present, absent) = (
        recorded.filter { !removed.contains($0.id) }, recorded.filter { removed.contains($0.id) }
    )
    for column in SheetField.personalColumns {
        matching.match(present) { Owned($0, $1, column) }
    }
    for column in SheetField.personalColumns {
        matching.match(absent) { Owned($0, $1, column) }
    }
    matching.match(present) { content, _ in content }
    // A column that was added to the sheet, or taken out of it, changes no line.
    let shared = matching.columns(sharedWith: absent)
    if !shared.isEmpty {
        matching.match(absent) { content, carried in
            let kept = carried.filter { shared.contains($0.column) }
            return kept.isEmpty ? nil : Exact(content, kept)
        }
    }
    return matching.partners
}

/// Lines that find their partners one key after the other.
private struct Matching {
    private let lines: [OrderLine]
    private(set) var partners: [RecordedLine?]
    private var used: Set<LineID> = []

    init(_ lines: [OrderLine], _ recorded: [RecordedLine]) {
        self.lines = lines
        partners = Array(repeating: nil, count: lines.count)
    }

    /// Gives lines without a partner the first of `recorded` with the same key, each to one.
    mutating func match<Key: Hashable>(
        _ recorded: [RecordedLine], by key: (LineContent, [CarriedValue]) -> Key?
    ) {
        var left: [Key: [RecordedLine]] = [:]
        for line in recorded.reversed() where !used.contains(line.id) {
            guard let key = key(line.content, line.carried) else { continue }
            left[key, default: []].append(line)
        }
        guard !left.isEmpty else { return }
        for (index, line) in lines.enumerated() where partners[index] == nil {
            guard let key = key(line.content, Array(line.carried)),
                let found = left[key]?.popLast()
            else { continue }
            partners[index] = found
            used.insert(found.id)
        }
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

/// Under which of the columns that tell devices and people apart a line says something.
struct PersonalColumns: Hashable {
    /// A bit for each personal column that has a value.
    private let filled: UInt8

    init(_ carried: some Sequence<CarriedValue>) {
        var filled: UInt8 = 0
        for value in carried {
            guard let place = SheetField.personalColumns.firstIndex(of: value.column) else {
                continue
            }
            filled |= 1 << UInt8(place)
        }
        self.filled = filled
    }

    /// Whether lines with these columns, none of which is the same in both, tell two apart.
    func tellApart(from other: PersonalColumns) -> Bool { filled & other.filled != 0 }
}

/// A line with what it says of its device or person under one column.
private struct Owned: Hashable {
    let content: LineContent
    let owner: String

    /// Nil if it says nothing there.
    init?(
        _ content: LineContent, _ carried: some Sequence<CarriedValue>, _ column: String
    ) {
        guard let value = carried.first(where: { $0.column == column }) else { return nil }
        self.content = content
        owner = value.text
    }
}

extension Sequence<CarriedValue> {
    /// Whether a column that tells devices and people apart says the same in both.
    func sharesPerson(with other: some Sequence<CarriedValue>) -> Bool {
        let personal = Set(filter { SheetField.personalColumns.contains($0.column) })
        return other.contains(where: personal.contains)
    }
}

extension SheetField {
    /// The columns that tell devices and people apart, the surest first.
    fileprivate static let personalColumns = [eid, imei, device, email, name].map(\.rawValue)
}
