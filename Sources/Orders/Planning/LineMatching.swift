// Finds for each line of a sheet the line of the ledger that it is.

/// Matches lines with recorded ones of the same content: unchanged carried columns first, then
/// those for the same device or person, so that removing one traveller does not hand his eSIM to
/// the next, whatever else changes; what is left in order. Of those in `removed`, only unchanged
/// ones match.
/// Returns each line's partner, in the lines' order; nil for a line without one.
func match(
    _ lines: some Collection<OrderLine>, with recorded: [RecordedLine],
    onlyExactly removed: Set<LineID> = []
) -> [RecordedLine?] {
    var partner: [Int: RecordedLine] = [:]
    var used: Set<LineID> = []
    var exact: [Exact: [RecordedLine]] = [:]
    for line in recorded.reversed() {
        exact[Exact(line.content, line.carried), default: []].append(line)
    }
    for (index, line) in lines.enumerated() {
        if let found = exact[Exact(line.content, line.carried)]?.popLast() {
            partner[index] = found
            used.insert(found.id)
        }
    }
    used.formUnion(removed)
    for column in SheetField.personalColumns where used.count < recorded.count {
        var owned: [Owned: [RecordedLine]] = [:]
        for line in recorded.reversed() where !used.contains(line.id) {
            guard let key = Owned(line.content, line.carried, column) else { continue }
            owned[key, default: []].append(line)
        }
        if owned.isEmpty { continue }
        for (index, line) in lines.enumerated() where partner[index] == nil {
            guard let key = Owned(line.content, line.carried, column),
                let found = owned[key]?.popLast()
            else { continue }
            partner[index] = found
            used.insert(found.id)
        }
    }
    var left: [LineContent: [RecordedLine]] = [:]
    for line in recorded.reversed() where !used.contains(line.id) {
        left[line.content, default: []].append(line)
    }
    for (index, line) in lines.enumerated() where partner[index] == nil {
        partner[index] = left[line.content]?.popLast()
    }
    return (0..<lines.count).map { partner[$0] }
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

extension SheetField {
    /// The columns that tell devices and people apart, the surest first.
    fileprivate static let personalColumns = [eid, imei, device, email, name].map(\.rawValue)
}
