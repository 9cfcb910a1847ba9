// The refused orders of a batch as a sheet again, ready to be corrected and run.

/// A sheet of just the refused orders, made from the ledger alone. It is to be run under the
/// batch's own name: there each order is recognised, so that only what was refused is bought.
package struct RetrySheet: Sendable {
    package let columns: [String]
    /// A row for each line, as many cells as there are columns, in the order of the old sheet.
    package let rows: [[String]]
    package let orderCount: Int
    /// What a person has to know before correcting it, in sentences.
    package let notes: [String]

    package init(of batch: RecordedBatch) {
        let refused = batch.orders.filter(\.isRefused)
        let lines = refused.flatMap { order in order.lines.map { (order: order, line: $0) } }
            .sorted { $0.line.number < $1.line.number }
        let carried = CarriedNames(lines.map(\.line.carried))
        let hasICCIDs = lines.contains { !$0.line.content.iccids.isEmpty }
        columns = ["order", "bundle", "quantity"] + (hasICCIDs ? ["iccid"] : []) + carried.names
        rows = lines.map { order, line in
            let content = line.content
            return [order.name?.text ?? "", content.bundle.text, "\(content.quantity)"]
                + (hasICCIDs ? [content.iccids.map(\.digits).joined(separator: " ")] : [])
                + carried.cells(of: line.carried)
        }
        orderCount = refused.count
        notes = Self.notes(refused, in: batch)
    }

    private static func notes(
        _ refused: [RecordedSheetOrder], in batch: RecordedBatch
    ) -> [String] {
        var notes: [String] = []
        let open = batch.orders.filter { order in
            order.isInSheet && !order.isRefused
                && order.orders.contains { $0.state != .published && $0.state != .refused }
        }
        if !open.isEmpty {
            notes.append(
                "\(named(open)) not finished yet. Run "
                    + "\(resumeCommand(batch.name)) first: what is not bought yet is not in this "
                    + "sheet, and would be left out. If the provider would refuse that too, "
                    + "correct the whole sheet instead, and run it again.")
        }
        let partly = refused.filter(\.mayBeBought)
        if !partly.isEmpty {
            notes.append(
                "\(named(partly)) bought in part. Leave the lines of such an order as they are: "
                    + "run again, only the refused part is bought. To change what is missing, put "
                    + "it on lines of another order, and take this one out.")
        }
        let bought = Set(
            batch.orders.filter { $0.name == nil && !$0.isRefused }
                .flatMap { $0.lines.map { Wish($0) } })
        let alike = refused.filter { order in
            order.name == nil && order.lines.contains { bought.contains(Wish($0)) }
        }
        if !alike.isEmpty {
            notes.append(
                "\(named(alike)) on a line without an order that another line of the batch equals. "
                    + "Unless you change what it buys, it is taken for that line, and nothing is "
                    + "bought; to try it again unchanged, run the whole sheet.")
        }
        return notes
    }

    /// All by which a line without an order is recognised.
    private struct Wish: Hashable {
        let content: LineContent
        let carried: [CarriedValue]

        init(_ line: RecordedLine) {
            content = line.content
            carried = line.carried.byColumn
        }
    }

    private static func named(_ orders: [RecordedSheetOrder]) -> String {
        let titles = orders.prefix(3).map { "\"\($0.title)\"" }.joined(separator: ", ")
        let more = orders.count > 3 ? " and \(orders.count - 3) more" : ""
        return "\(titles)\(more) \(orders.count == 1 ? "is" : "are")"
    }
}

/// The columns that lines carry, each once: two that a header could not tell apart are one.
private struct CarriedNames {
    private(set) var names: [String] = []
    private var places: [String: Int] = [:]

    init(_ lines: [[CarriedValue]]) {
        for value in lines.joined() {
            let key = ColumnName.key(value.column)
            guard places[key] == nil else { continue }
            places[key] = names.count
            names.append(value.column)
        }
    }

    func cells(of line: [CarriedValue]) -> [String] {
        var cells = Array(repeating: "", count: names.count)
        for value in line {
            if let place = places[ColumnName.key(value.column)] { cells[place] = value.text }
        }
        return cells
    }
}

extension RecordedSheetOrder {
    /// In the sheet, refused in whole or in part, and without a part whose fate is open.
    fileprivate var isRefused: Bool {
        let states = orders.map { BatchReport.State($0.state) }
        return isInSheet && states.contains(.refused) && !states.contains(.unconfirmed)
    }
}
