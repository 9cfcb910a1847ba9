// The two writes that every change of an order consists of: its new state, and its line of history.

import GRDB
import Orders

extension Database {
    /// Moves an API order along its life and writes the event. An impossible move means that the
    /// program is wrong, and traps before anything is written.
    @discardableResult
    func move(
        _ order: OrderID, _ event: OrderEvent, _ detail: String, at now: Timestamp
    ) throws -> OrderState {
        let row = try cachedStatement(
            sql: "SELECT state, sheet_order_id, part FROM api_order WHERE id = ?"
        ).fetchRow(order.rawValue)
        guard let row, let state = OrderState(rawValue: row["state"]) else {
            throw LedgerFailure.unsound("order \(order.rawValue) has no valid state")
        }
        guard let next = state.after(event) else {
            preconditionFailure("an order that is \(state.rawValue) cannot be \(event.rawValue)")
        }
        try cachedStatement(sql: "UPDATE api_order SET state = ? WHERE id = ?")
            .execute(arguments: [next.rawValue, order.rawValue])
        try record(row["sheet_order_id"], row["part"], event, detail, at: now)
        return next
    }

    /// Writes a line of history, whose kind is an event of an order or a revocation, or a note.
    func record(
        _ sheetOrder: Int64, _ part: Int?, _ kind: some RawRepresentable<String>,
        _ detail: String, at now: Timestamp
    ) throws {
        try cachedStatement(
            sql: """
                INSERT INTO event (at, sheet_order_id, part, kind, detail) VALUES (?, ?, ?, ?, ?)
                """
        ).execute(arguments: [now.microseconds, sheetOrder, part, kind.rawValue, detail])
    }
}

extension Statement {
    /// The first row for one argument.
    fileprivate func fetchRow(_ argument: Int64) throws -> Row? {
        try Row.fetchOne(self, arguments: [argument])
    }
}
