// What was delivered and published.

import GRDB
package import Orders

extension SQLiteLedger {
    package func recordDelivery(
        _ order: OrderID, _ esims: [DealtESIM], total: Money?, at now: Timestamp
    ) async throws {
        try await write("recording install data") { database in
            let lines = try Int64.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT id FROM line WHERE sheet_order_id =
                            (SELECT sheet_order_id FROM api_order WHERE id = ?) ORDER BY position
                        """), arguments: [order.rawValue])
            for (position, dealt) in esims.enumerated() {
                guard lines.indices.contains(dealt.line) else {
                    throw LedgerFailure.unsound("an eSIM is dealt to a line that is not there")
                }
                if !dealt.existing { try database.requireNew(dealt.esim.iccid, for: order) }
                try database.cachedStatement(
                    sql: """
                        INSERT INTO esim (order_id, line_id, position, iccid, smdp_address,
                            matching_id, existing) VALUES (?, ?, ?, ?, ?, ?, ?)
                        """
                ).execute(arguments: [
                    order.rawValue, lines[dealt.line], position, dealt.esim.iccid.digits,
                    dealt.esim.smdpAddress, dealt.esim.matchingID, dealt.existing ? 1 : 0,
                ])
            }
            try database.cachedStatement(
                sql: """
                    UPDATE api_order SET reason = NULL, total_minor = coalesce(
                        total_minor, CASE WHEN currency = ? THEN ? ELSE NULL END),
                        assigned_at = ? WHERE id = ?
                    """
            ).execute(arguments: [
                total?.currency.code, total?.minorUnits, now.microseconds, order.rawValue,
            ])
            try database.move(order, .delivered, counted(esims.count, "eSIM"), at: now)
        }
    }

    package func recordFailedLater(
        _ order: OrderID, reason: String, at now: Timestamp
    ) async throws {
        try await write("recording a failed order") { database in
            try database.execute(
                sql: "UPDATE api_order SET reason = ? WHERE id = ?",
                arguments: [reason, order.rawValue])
            try database.move(order, .failedLater, reason, at: now)
            try database.bringBack(order)
        }
    }

    package func note(
        _ order: OrderID, reason: String, inVain: Bool, at now: Timestamp
    ) async throws {
        try await write("noting why an order waits") { database in
            try database.remark(order, inVain ? .waitedInVain : .waiting, reason, at: now)
        }
    }

    package func recordPublished(_ order: SheetOrderID, at now: Timestamp) async throws {
        try await write("recording a published order") { database in
            for id in try database.parts(of: order, in: .assigned) {
                try database.cachedStatement(
                    sql: "UPDATE api_order SET published_at = ? WHERE id = ?"
                ).execute(arguments: [now.microseconds, id.rawValue])
                try database.move(id, .published, "the folder stands", at: now)
            }
        }
    }

    package func recordUnpublished(_ order: SheetOrderID, at now: Timestamp) async throws {
        try await write("recording a folder to be rendered again") { database in
            for id in try database.parts(of: order, in: .published) {
                try database.move(id, .unpublished, "to be rendered again", at: now)
            }
        }
    }
}

extension Database {
    /// An order that the sheet has replaced counts again once it is a person's: it is shown, and
    /// may be settled. What took its place has its name and its folder's.
    fileprivate func bringBack(_ order: OrderID) throws {
        let owner = try Row.fetchOne(
            self,
            sql: """
                SELECT s.id, s.folder FROM sheet_order s JOIN api_order o
                    ON o.sheet_order_id = s.id WHERE o.id = ? AND s.withdrawn = 1
                """, arguments: [order.rawValue])
        guard let owner else { return }
        let (id, folder): (Int64, String) = (owner["id"], owner["folder"])
        let own = "\(folder)~replaced\(id)"
        try execute(
            sql: "UPDATE sheet_order SET withdrawn = 0, folder = ?, folder_key = ? WHERE id = ?",
            arguments: [own, folderKey(own).composed, id])
    }

    /// No other order brought a new eSIM or put a bundle on it, unless the provider has taken it
    /// back since. Each half of the question has an index of its own.
    fileprivate func requireNew(_ iccid: ICCID, for order: OrderID) throws {
        let holder = try Row.fetchOne(
            cachedStatement(
                sql: """
                    SELECT b.name, s.title FROM (
                        SELECT order_id FROM esim
                            WHERE iccid = ?1 AND existing = 1 AND gone = 0 AND order_id <> ?2
                        UNION ALL SELECT order_id FROM esim
                            WHERE iccid = ?1 AND existing = 0 AND gone = 0 AND order_id <> ?2
                    ) e JOIN api_order o ON o.id = e.order_id
                    JOIN sheet_order s ON s.id = o.sheet_order_id
                    JOIN batch b ON b.id = s.batch_id LIMIT 1
                    """), arguments: [iccid.digits, order.rawValue])
        guard let holder else { return }
        let (batch, title): (String, String) = (holder["name"], holder["title"])
        throw LedgerFailure(
            .refused, attempting: "recording install data",
            cause: "\(iccid) stands in \"\(title)\" of the batch \"\(batch)\"",
            hint: "esimbatch revoke \("\(batch)/\(title)".shellWord)")
    }

    func parts(of order: SheetOrderID, in state: OrderState) throws -> [OrderID] {
        try Int64.fetchAll(
            cachedStatement(
                sql: """
                    SELECT id FROM api_order WHERE sheet_order_id = ? AND state = ? ORDER BY part
                    """), arguments: [order.rawValue, state.rawValue]
        ).map(OrderID.init(rawValue:))
    }
}
