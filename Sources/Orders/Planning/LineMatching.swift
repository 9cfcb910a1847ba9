// Finds for each line of a sheet the line of the ledger that it is.

/// Matches lines with recorded ones of the same content: unchanged carried columns first, so that
/// removing one traveller does not hand his eSIM to the next; what is left in order, but for those
/// in `removed`. Returns the pairs in line order, and the lines without a partner.
func match(
    _ lines: some Collection<OrderLine>, with recorded: [RecordedLine],
    onlyExactly removed: Set<LineID> = []
) -> [RecordedLine?] {
    var partner: [Int: RecordedLine] = [:]
    var used: Set<LineID> = []
    var exact: [Exact: [RecordedLine]] = [:]
    for line in recorded.reversed() {
        exact[Exact(content: line.content, carried: line.carried), default: []].append(line)
    }
    for (index, line) in lines.enumerated() {
        let key = Exact(content: line.content, carried: Array(line.carried))
        if let found = exact[key]?.popLast() {
            partner[index] = found
            used.insert(found.id)
        }
    }
    var left: [LineContent: [RecordedLine]] = [:]
    for line in recorded.reversed() where !used.contains(line.id) && !removed.contains(line.id) {
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
}
