// The ledger's tables. The database itself refuses what must never be: an unknown state, two open
// attempts of one order, one reference on two orders, one new eSIM twice, a rewritten history.

import GRDB
import Orders

enum Schema {
    /// Raised with every change of the tables; a newer file is refused by an older program.
    static let version = 1 + steps.count

    /// What each version has more than the one before it, from the second on. A step takes no data
    /// away, so that a ledger of any age is brought up to date in one transaction.
    private static let steps = [
        bundleTable, aftermathTables, existingIndex, goneESIMs, attemptSkew, lookalikeTable,
        booksColumn, traces,
    ]

    /// Creates the tables in an empty database, or brings those of an older version up to date.
    static func prepare(_ database: Database, path: String) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        switch found {
        case version:
            return
        case 0:
            let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
            guard tables == 0 else {
                throw LedgerFailure(
                    .corrupt, attempting: "opening the ledger \(path)",
                    cause: "the file is a database, but not a ledger",
                    hint: "choose another file with --ledger PATH")
            }
            try database.execute(sql: sheetTables)
            try database.execute(sql: orderTables)
            try database.execute(sql: historyTables)
            try upgrade(database, from: 1)
        case 1..<version:
            try upgrade(database, from: found)
        default:
            throw LedgerFailure(
                .newer, attempting: "opening the ledger \(path)",
                cause: "it was written by a newer version of esimbatch (format \(found))",
                hint: "use that version, or a newer one")
        }
    }

    private static func upgrade(_ database: Database, from found: Int) throws {
        for step in steps[(found - 1)...] { try database.execute(sql: step) }
        try database.execute(sql: "PRAGMA user_version = \(version)")
    }

    /// What bundles hold, for words about them, and when install data was complete, which until
    /// then only the history told.
    private static let bundleTable = """
        CREATE TABLE bundle (
            name TEXT PRIMARY KEY, megabytes INTEGER,
            unlimited INTEGER NOT NULL CHECK (unlimited IN (0, 1)), days INTEGER,
            places TEXT NOT NULL, seen_at INTEGER NOT NULL
        ) STRICT;
        ALTER TABLE api_order ADD COLUMN assigned_at INTEGER;
        UPDATE api_order SET assigned_at = (
            SELECT max(at) FROM event WHERE event.sheet_order_id = api_order.sheet_order_id
                AND event.part = api_order.part AND event.kind = 'delivered');
        """

    /// What happens to eSIMs after they are published: tags at the provider, and bundles that are
    /// given back. An eSIM of an order has one revocation at most.
    private static let aftermathTables = """
        CREATE TABLE esim_tag (
            iccid TEXT PRIMARY KEY, text TEXT NOT NULL, tagged_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE revocation (
            id INTEGER PRIMARY KEY, esim_id INTEGER NOT NULL UNIQUE REFERENCES esim,
            assignment TEXT NOT NULL, leaves INTEGER NOT NULL CHECK (leaves IN (0, 1)),
            state TEXT NOT NULL CHECK (state IN (
                'sending', 'unconfirmed', 'revoked', 'refused', 'open')),
            words TEXT NOT NULL, at INTEGER NOT NULL
        ) STRICT;
        """

    /// Whether a new eSIM was an existing one before is asked with each delivery.
    private static let existingIndex =
        "CREATE INDEX IF NOT EXISTS esim_existing ON esim (iccid) WHERE existing = 1"

    /// Which eSIMs the provider has taken back: it may sell them anew, to the same account too, and
    /// then they are another order's.
    private static let goneESIMs = """
        ALTER TABLE esim ADD COLUMN gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1));
        UPDATE esim SET gone = 1 WHERE iccid IN (
            SELECT e.iccid FROM revocation r JOIN esim e ON e.id = r.esim_id
            WHERE r.state = 'revoked' AND r.leaves = 1
        ) AND iccid NOT IN (
            SELECT e.iccid FROM esim e LEFT JOIN revocation r ON r.esim_id = e.id
            WHERE coalesce(r.state, '') <> 'revoked');
        DROP INDEX esim_new;
        CREATE UNIQUE INDEX esim_new ON esim (iccid) WHERE existing = 0 AND gone = 0;
        """

    /// How far the provider's clock was ahead of ours at an attempt, in microseconds.
    private static let attemptSkew = "ALTER TABLE attempt ADD COLUMN skew INTEGER"

    /// Whether the books of a run closed; NULL where that is not known.
    private static let booksColumn =
        "ALTER TABLE run ADD COLUMN books_close INTEGER CHECK (books_close IN (0, 1))"

    /// When an attempt's request was to be over, when a person was first asked about it and when a
    /// listed order was first shown, the provider's reference of one that it refused, and the
    /// content of listed orders that an old copy of a ledger would have forgotten.
    private static let traces = """
        ALTER TABLE attempt ADD COLUMN planned_end INTEGER;
        ALTER TABLE attempt ADD COLUMN reference TEXT;
        UPDATE attempt SET reference = (SELECT o.reference FROM api_order o
            WHERE o.id = attempt.order_id AND o.state = 'refused') WHERE outcome = 'refused';
        ALTER TABLE foreign_order ADD COLUMN items TEXT;
        ALTER TABLE foreign_order ADD COLUMN created_at INTEGER;
        ALTER TABLE attempt ADD COLUMN asked_at INTEGER;
        ALTER TABLE lookalike ADD COLUMN seen_at INTEGER;
        """

    /// Which listed orders a person was shown who had to decide an attempt.
    private static let lookalikeTable = """
        CREATE TABLE lookalike (
            attempt_id INTEGER NOT NULL REFERENCES attempt, reference TEXT NOT NULL,
            PRIMARY KEY (attempt_id, reference)
        ) STRICT, WITHOUT ROWID
        """

    /// Whose ledger it is, and the sheets as admitted.
    private static let sheetTables = """
        CREATE TABLE account (
            id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL,
            claimed_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE batch (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, sheet_name TEXT NOT NULL,
            sheet_sha256 TEXT NOT NULL, sheet_lines INTEGER NOT NULL,
            admitted_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE sheet_order (
            id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL REFERENCES batch,
            key TEXT NOT NULL, name TEXT, title TEXT NOT NULL, folder TEXT NOT NULL,
            folder_key TEXT NOT NULL, admitted_at INTEGER NOT NULL,
            in_sheet INTEGER NOT NULL DEFAULT 1 CHECK (in_sheet IN (0, 1)),
            withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
            UNIQUE (batch_id, key), UNIQUE (batch_id, folder_key)
        ) STRICT;
        CREATE INDEX sheet_order_name ON sheet_order (name);
        CREATE TABLE line (
            id INTEGER PRIMARY KEY, sheet_order_id INTEGER NOT NULL REFERENCES sheet_order,
            position INTEGER NOT NULL, number INTEGER NOT NULL, bundle TEXT NOT NULL,
            quantity INTEGER NOT NULL CHECK (quantity >= 1), iccids TEXT NOT NULL,
            carried TEXT NOT NULL, UNIQUE (sheet_order_id, position)
        ) STRICT;
        """

    /// What is bought, attempt by attempt, and what was delivered.
    private static var orderTables: String {
        // As they were in the first version: what is added later is a step of its own.
        let states = [
            "ready", "placing", "unconfirmed", "placed", "assigned", "published", "refused",
            "failed",
        ]
        let outcomes = [
            "placing", "unconfirmed", "placed", "refused", "not-placed", "adopted", "absent",
            "settled-bought", "settled-not-bought",
        ]
        let bought = ["placed", "assigned", "published"]
        return """
            CREATE TABLE api_order (
                id INTEGER PRIMARY KEY, sheet_order_id INTEGER NOT NULL REFERENCES sheet_order,
                part INTEGER NOT NULL, state TEXT NOT NULL CHECK (\(isOne("state", of: states))),
                fingerprint TEXT NOT NULL, items TEXT NOT NULL, allotments TEXT NOT NULL,
                quoted_minor INTEGER NOT NULL, currency TEXT NOT NULL, unit_prices TEXT NOT NULL,
                reference TEXT UNIQUE, total_minor INTEGER, reason TEXT, source_ip TEXT,
                provider_created INTEGER, replacements INTEGER NOT NULL DEFAULT 0,
                placed_at INTEGER, published_at INTEGER, UNIQUE (sheet_order_id, part),
                CHECK (reference IS NOT NULL OR NOT (\(isOne("state", of: bought))))
            ) STRICT;
            CREATE INDEX api_order_state ON api_order (state);
            CREATE TABLE attempt (
                id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES api_order,
                outcome TEXT NOT NULL CHECK (\(isOne("outcome", of: outcomes))),
                started_at INTEGER NOT NULL, deadline INTEGER NOT NULL,
                expected_minor INTEGER NOT NULL, currency TEXT NOT NULL, finished_at INTEGER,
                status INTEGER, body BLOB, reason TEXT
            ) STRICT;
            CREATE INDEX attempt_order ON attempt (order_id);
            CREATE UNIQUE INDEX attempt_open ON attempt (order_id)
                WHERE outcome IN ('placing', 'unconfirmed');
            CREATE TABLE esim (
                id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES api_order,
                line_id INTEGER NOT NULL REFERENCES line, position INTEGER NOT NULL,
                iccid TEXT NOT NULL, smdp_address TEXT NOT NULL, matching_id TEXT NOT NULL,
                existing INTEGER NOT NULL CHECK (existing IN (0, 1)), UNIQUE (order_id, position)
            ) STRICT;
            CREATE INDEX esim_line ON esim (line_id);
            CREATE UNIQUE INDEX esim_new ON esim (iccid) WHERE existing = 0;
            """
    }

    /// As single comparisons: for `IN`, SQLite makes a table of the values at every write.
    private static func isOne(_ column: String, of values: [String]) -> String {
        values.map { "\(column) = '\($0)'" }.joined(separator: " OR ")
    }

    /// Others' orders, the runs, and the history that nothing rewrites.
    private static let historyTables = """
        CREATE TABLE foreign_order (
            reference TEXT PRIMARY KEY, seen_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE run (
            id INTEGER PRIMARY KEY, command TEXT NOT NULL, batch TEXT,
            started_at INTEGER NOT NULL, opening_minor INTEGER, closing_minor INTEGER,
            currency TEXT, finished_at INTEGER, outcome TEXT
        ) STRICT;
        CREATE TABLE event (
            id INTEGER PRIMARY KEY, at INTEGER NOT NULL, sheet_order_id INTEGER NOT NULL,
            part INTEGER, kind TEXT NOT NULL, detail TEXT NOT NULL
        ) STRICT;
        CREATE INDEX event_order ON event (sheet_order_id);
        CREATE TRIGGER event_is_final BEFORE UPDATE ON event
            BEGIN SELECT RAISE(ABORT, 'history is not rewritten'); END;
        CREATE TRIGGER event_stays BEFORE DELETE ON event
            BEGIN SELECT RAISE(ABORT, 'history is not erased'); END;
        """
}
