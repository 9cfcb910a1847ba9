// What the ledger holds, as text and as JSON.

import OrderArtifacts
import Orders

func batchesText(_ batches: [BatchSummary]) -> String {
    guard !batches.isEmpty else { return "The ledger is empty: nothing was bought." }
    let rows = batches.map { batch in
        [
            batch.name.text, String(batch.admittedAt.description.prefix(16)),
            counted(batch.orders, "order"), counted(batch.esims, "eSIM"), stateWords(batch.states),
        ]
    }
    return table([["batch", "admitted (UTC)", "orders", "eSIMs received", "purchases"]] + rows)
}

func batchesDocument(_ batches: [BatchSummary]) -> JSONValue {
    .object([
        (
            "batches",
            .array(
                batches.map { batch in
                    .object([
                        ("batch", .string(batch.name.text)),
                        ("sheet", .string(batch.sheet.name)),
                        ("admittedAt", .string(batch.admittedAt.description)),
                        ("orders", .int(batch.orders)), ("esims", .int(batch.esims)),
                        (
                            "purchases",
                            .object(
                                OrderState.allCases.map {
                                    ($0.rawValue, .int(batch.states[$0] ?? 0))
                                })
                        ),
                    ])
                })
        )
    ])
}

func ordersText(_ batch: RecordedBatch, _ orders: [BatchReport.OrderReport]) -> String {
    let rows = zip(orders, distinctNames(orders)).map { order, name in
        [
            name, order.state.rawValue,
            "\(order.lines.reduce(0) { $0 + $1.quantity })", order.cost?.description ?? "",
            order.references.map(\.text).joined(separator: " "), order.reason ?? "",
        ]
    }
    return table([["order", "state", "eSIMs", "cost", "references", "reason"]] + rows)
}

func ordersDocument(
    _ batch: RecordedBatch, _ orders: [BatchReport.OrderReport]
) -> JSONValue {
    .object([
        ("batch", .string(batch.name.text)), ("sheet", .string(batch.sheet.name)),
        ("admittedAt", .string(batch.admittedAt.description)),
        ("currency", .optional(orders.lazy.compactMap(\.cost).first?.currency.code)),
        (
            "orders",
            .array(
                zip(batch.orders, orders).map { recorded, order in
                    .object([
                        ("order", .string(order.order)), ("state", .string(order.state.rawValue)),
                        ("esims", .int(order.lines.reduce(0) { $0 + $1.quantity })),
                        ("revoked", .int(recorded.revokedCount)),
                        ("cost", .optional(order.cost?.amount)),
                        ("folder", .optional(order.folder)), ("reason", .optional(order.reason)),
                        ("references", .array(order.references.map { .string($0.text) })),
                    ])
                })
        ),
    ])
}

private func stateWords(_ states: [OrderState: Int]) -> String {
    OrderState.allCases.compactMap { state in
        states[state].map { "\($0) \(state.rawValue)" }
    }.joined(separator: ", ")
}

/// Columns of text, two spaces apart.
func table(_ rows: [[String]]) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
        rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
        var line = ""
        for (column, cell) in row.enumerated() {
            line += cell
            if row[(column + 1)...].contains(where: { !$0.isEmpty }) {
                line += String(repeating: " ", count: widths[column] - cell.count + 2)
            }
        }
        return line
    }.joined(separator: "\n")
}
