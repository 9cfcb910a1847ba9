// The summary as a table: one row per sheet line.

import Orders

/// `summary.csv` of a report.
func summaryTable(_ report: BatchReport) -> String {
    let own = [
        "line", "order", "state", "bundle", "quantity", "iccids", "references", "order_cost",
        "currency", "folder", "reason",
    ]
    let lines = report.orders.flatMap { order in order.lines.map { (order, $0) } }
        .sorted { $0.1.line < $1.1.line }
    let carried = CarriedColumns(carriedColumns(of: lines.map(\.1.carried)), reserved: own)
    var table = CSVTable(columns: own + carried.columns)
    for (order, line) in lines {
        table.add(
            [
                // The line of a sheet that is no more would be taken for another's.
                order.isRemoved ? "" : "\(line.line)", order.order, order.state.rawValue,
                line.bundle.text,
                "\(line.quantity)", line.iccids.map(\.digits).joined(separator: " "),
                order.references.map(\.text).joined(separator: " "), order.cost?.amount ?? "",
                order.cost?.currency.code ?? "", order.folder ?? "", order.reason ?? "",
            ] + carried.cells(of: line.carried))
    }
    return table.text
}
