// A sheet line and the ledger's line that it is.

/// A sheet line and the ledger's line that holds its purchase.
package struct PairedLine: Hashable, Sendable {
    package let line: OrderLine
    package let recorded: RecordedLine

    package init(line: OrderLine, recorded: RecordedLine) {
        self.line = line
        self.recorded = recorded
    }

    package var isCarriedChanged: Bool { !line.carried.isSame(as: recorded.carried) }

    /// Which carried columns have changed, and how: the line may have become somebody else's.
    var changeWords: String {
        func texts(_ values: some Sequence<CarriedValue>) -> [String: String] {
            Dictionary(
                values.map { ($0.column, $0.text) }, uniquingKeysWith: { first, _ in first })
        }
        let (before, now) = (texts(recorded.carried), texts(line.carried))
        let columns = recorded.carried.map(\.column) + line.carried.map(\.column)
        var told: Set<String> = []
        let changes = columns.filter { before[$0] != now[$0] && told.insert($0).inserted }
        let words = changes.prefix(Self.changesTold).map { column in
            let old = before[column].map { "was \($0.quoted)" } ?? "was empty"
            return "\(column) \(old) and is \(now[column]?.quoted ?? "empty")"
        }
        let more = changes.count - words.count
        return words.joined(separator: ", ") + (more > 0 ? ", and \(more) more" : "")
    }

    private static let changesTold = 3
}
