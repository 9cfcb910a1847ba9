// Which eSIMs carry which tag at the provider.

import GRDB
package import Orders

extension SQLiteLedger: TagLedger {
    package func tags(in batch: BatchName) async throws -> [ICCID: String] {
        try await read("reading the tags of eSIMs") { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT t.iccid, t.text FROM esim_tag t JOIN esim e ON e.iccid = t.iccid
                    JOIN api_order o ON o.id = e.order_id
                    JOIN sheet_order s ON s.id = o.sheet_order_id
                    JOIN batch b ON b.id = s.batch_id WHERE b.name = ?
                    """, arguments: [batch.text.composed])
            var tags: [ICCID: String] = [:]
            for row in rows { tags[try storedICCID(row["iccid"])] = row["text"] }
            return tags
        }
    }

    package func recordTag(_ tag: ESIMTag, at now: Timestamp) async throws {
        try await write("recording a tag") { database in
            try database.cachedStatement(
                sql: """
                    INSERT INTO esim_tag (iccid, text, tagged_at) VALUES (?, ?, ?)
                    ON CONFLICT (iccid) DO UPDATE SET text = excluded.text,
                        tagged_at = excluded.tagged_at
                    """
            ).execute(arguments: [tag.iccid.digits, tag.text, now.microseconds])
        }
    }
}
