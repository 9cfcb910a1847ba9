// What bundles hold, remembered so that a folder can be rendered again without the provider.

import GRDB
package import Orders

extension SQLiteLedger {
    package func bundles(
        in batches: [BatchName]
    ) async throws -> [BundleName: BundleContents?] {
        try await read("reading what bundles hold") { database in
            // A ledger of the first version that is only read has no such table.
            let isKept = try database.tableExists("bundle")
            let known = isKept ? "b.*" : "NULL AS unlimited"
            let join = isKept ? "LEFT JOIN bundle b ON b.name = l.bundle" : ""
            let statement = try database.cachedStatement(
                sql: """
                    SELECT DISTINCT l.bundle, \(known) FROM line l
                    JOIN sheet_order s ON s.id = l.sheet_order_id
                    JOIN batch a ON a.id = s.batch_id \(join)
                    WHERE a.name = ? AND s.withdrawn = 0
                    """)
            var found: [BundleName: BundleContents?] = [:]
            for batch in batches {
                for row in try Row.fetchAll(statement, arguments: [batch.text.composed]) {
                    guard let name = BundleName(row["bundle"]) else {
                        throw LedgerFailure.unsound("a bundle's name is malformed")
                    }
                    found.updateValue(try BundleContents(row), forKey: name)
                }
            }
            return found
        }
    }

    package func remember(
        _ contents: BundleContents, of bundle: BundleName, at now: Timestamp
    ) async throws {
        let (megabytes, isUnlimited): (Int?, Bool) =
            switch contents.data {
            case .megabytes(let number): (number, false)
            case .unlimited: (nil, true)
            case nil: (nil, false)
            }
        let places = try StoredJSON.encode(contents.places.map(StoredPlace.init))
        try await write("remembering what a bundle holds") { database in
            try database.cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO bundle (name, megabytes, unlimited, days, places,
                        seen_at) VALUES (?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                bundle.text, megabytes, isUnlimited ? 1 : 0, contents.days, places,
                now.microseconds,
            ])
        }
    }
}

extension BundleContents {
    /// Nil where nothing is remembered.
    fileprivate init?(_ row: Row) throws {
        guard let isUnlimited: Bool = row["unlimited"] else { return nil }
        let megabytes: Int? = row["megabytes"]
        self.init(
            data: isUnlimited ? .unlimited : megabytes.map(Allowance.megabytes), days: row["days"],
            places: try StoredJSON.decode([StoredPlace].self, from: row["places"]).map(\.value))
    }
}

/// A place as stored.
private struct StoredPlace: Codable {
    let code: String
    let name: String

    init(_ place: BundleContents.Place) {
        code = place.code
        name = place.name
    }

    var value: BundleContents.Place { .init(code: code, name: name) }
}
