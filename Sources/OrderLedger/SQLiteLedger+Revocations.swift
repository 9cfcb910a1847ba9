// What is given back: the intent before its request, the outcome after it.

import GRDB
package import Orders

extension SQLiteLedger: RevocationLedger {
    package func beginRevocation(
        _ plan: PlannedRevocation, of target: RevocationTarget, leaves: Bool, at now: Timestamp
    ) async throws -> RevocationID {
        try await write("recording a revocation") { database in
            let id = try database.openRevocation(of: plan, target, leaves: leaves, at: now)
            try database.move(id, .sent, "", at: now)
            return id
        }
    }

    package func noteRevoked(
        _ plan: PlannedRevocation, as target: RevocationTarget, leaves: Bool, words: String,
        at now: Timestamp
    ) async throws {
        try await write("recording what was revoked elsewhere") { database in
            let id = try database.openRevocation(of: plan, target, leaves: leaves, at: now)
            if leaves, try database.isOtherwiseHeld(id) {
                try database.execute(
                    sql: "UPDATE revocation SET leaves = 0 WHERE id = ?", arguments: [id.rawValue])
            }
            try database.move(id, .foundRevoked, words, at: now)
        }
    }

    package func recordRevocation(
        _ id: RevocationID, _ event: RevocationEvent, words: String, at now: Timestamp
    ) async throws {
        try await write("recording what became of a revocation") { database in
            try database.move(id, event, words, at: now)
        }
    }

    package func recoverRevocations(at now: Timestamp) async throws {
        try await write("recovering interrupted revocations") { database in
            let left = try Int64.fetchAll(
                database, sql: "SELECT id FROM revocation WHERE state = ?",
                arguments: [RevocationState.sending.rawValue])
            for id in left {
                try database.move(
                    RevocationID(rawValue: id), .outcomeUnknown,
                    "the process ended before the answer was recorded", at: now)
            }
        }
    }
}

extension RecordedRevocation {
    init(_ row: Row) throws {
        guard let state = RevocationState(rawValue: row["state"]),
            let assignment = AssignmentID(row["assignment"])
        else { throw LedgerFailure.unsound("a revocation is malformed") }
        self.init(
            id: RevocationID(rawValue: row["id"]), iccid: try storedICCID(row["iccid"]),
            line: row["line_position"], assignment: assignment, state: state,
            leaves: row["leaves"], words: row["words"],
            at: Timestamp(microseconds: row["at"]))
    }
}

extension Database {
    /// The revocation of an eSIM's bundle, aimed at that assignment; a new one is open.
    fileprivate func openRevocation(
        of plan: PlannedRevocation, _ target: RevocationTarget, leaves: Bool, at now: Timestamp
    ) throws -> RevocationID {
        let known = try Row.fetchOne(
            self,
            sql: """
                SELECT e.id AS esim, r.id AS revocation FROM esim e
                JOIN line l ON l.id = e.line_id LEFT JOIN revocation r ON r.esim_id = e.id
                WHERE e.order_id = ? AND e.iccid = ? AND l.position = ?
                """, arguments: [plan.order.rawValue, plan.iccid.digits, plan.line])
        guard let known else {
            throw LedgerFailure.unsound("the eSIM \(plan.iccid) is gone from its order")
        }
        if let id: Int64 = known["revocation"] {
            try execute(
                sql: "UPDATE revocation SET assignment = ?, leaves = ? WHERE id = ?",
                arguments: [target.assignment.text, leaves ? 1 : 0, id])
            return RevocationID(rawValue: id)
        }
        let esim: Int64 = known["esim"]
        try execute(
            sql: """
                INSERT INTO revocation (esim_id, assignment, leaves, state, words, at)
                VALUES (?, ?, ?, ?, '', ?)
                """,
            arguments: [
                esim, target.assignment.text, leaves ? 1 : 0, RevocationState.open.rawValue,
                now.microseconds,
            ])
        return RevocationID(rawValue: lastInsertedRowID)
    }

    /// Moves a revocation along its life and writes the event. An impossible move means that the
    /// program is wrong, and traps before anything is written.
    fileprivate func move(
        _ id: RevocationID, _ event: RevocationEvent, _ words: String, at now: Timestamp
    ) throws {
        let text = try String.fetchOne(
            self, sql: "SELECT state FROM revocation WHERE id = ?", arguments: [id.rawValue])
        guard let state = text.flatMap(RevocationState.init(rawValue:)) else {
            throw LedgerFailure.unsound("revocation \(id.rawValue) has no valid state")
        }
        guard let next = state.after(event) else {
            preconditionFailure(
                "a revocation that is \(state.rawValue) cannot be \(event.rawValue)")
        }
        try execute(
            sql: "UPDATE revocation SET state = ?, words = ?, at = ? WHERE id = ?",
            arguments: [next.rawValue, words, now.microseconds, id.rawValue])
        if next == .revoked { try forgetGone(id) }
        try recordEvent(of: id, event, words, at: now)
    }

    /// Whether another bundle of ours is on the eSIM of a revocation and not revoked.
    fileprivate func isOtherwiseHeld(_ id: RevocationID) throws -> Bool {
        try Bool.fetchOne(
            self,
            sql: """
                SELECT EXISTS (
                    SELECT 1 FROM revocation r JOIN esim e ON e.id = r.esim_id
                    JOIN esim other ON other.iccid = e.iccid AND other.id <> e.id
                    LEFT JOIN revocation its ON its.esim_id = other.id
                    WHERE r.id = ? AND other.gone = 0
                        AND coalesce(its.state, '') <> \(RevocationState.revoked.sql))
                """, arguments: [id.rawValue]) == true
    }

    /// An eSIM that has left the account may come anew with another order, untagged. It has not
    /// left while a bundle of it is not revoked.
    private func forgetGone(_ id: RevocationID) throws {
        let gone = try String.fetchOne(
            self,
            sql: """
                SELECT e.iccid FROM revocation r JOIN esim e ON e.id = r.esim_id
                WHERE r.id = ? AND r.leaves = 1
                """, arguments: [id.rawValue])
        guard let gone, try !isOtherwiseHeld(id) else { return }
        try execute(sql: "UPDATE esim SET gone = 1 WHERE iccid = ?", arguments: [gone])
        try execute(sql: "DELETE FROM esim_tag WHERE iccid = ?", arguments: [gone])
    }

    fileprivate func recordEvent(
        of id: RevocationID, _ event: RevocationEvent, _ words: String, at now: Timestamp
    ) throws {
        let row = try Row.fetchOne(
            self,
            sql: """
                SELECT o.sheet_order_id, o.part, e.iccid FROM revocation r
                JOIN esim e ON e.id = r.esim_id JOIN api_order o ON o.id = e.order_id
                WHERE r.id = ?
                """, arguments: [id.rawValue])
        guard let row else { throw LedgerFailure.unsound("a revocation has no order") }
        let iccid: String = row["iccid"]
        try record(
            row["sheet_order_id"], row["part"], event,
            words.isEmpty ? "eSIM \(iccid)" : "eSIM \(iccid): \(words)", at: now)
    }
}
