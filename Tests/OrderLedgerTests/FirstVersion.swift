// A ledger as the first version of the tables had it, with a published and a waiting order.

import GRDB
import OrderTestKit
import Orders

/// The first version's tables, frozen: ledgers of that age exist, and what is in them is money.
enum FirstVersion {
    /// Writes a new file.
    static func write(to path: String) throws {
        let database = try DatabaseQueue(path: path)
        try database.write { try $0.execute(sql: tables + history + rows) }
        try database.close()
    }

    private static let tables = """
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
        CREATE TABLE api_order (
            id INTEGER PRIMARY KEY, sheet_order_id INTEGER NOT NULL REFERENCES sheet_order,
            part INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('ready', 'placing',
                'unconfirmed', 'placed', 'assigned', 'published', 'refused', 'failed')),
            fingerprint TEXT NOT NULL, items TEXT NOT NULL, allotments TEXT NOT NULL,
            quoted_minor INTEGER NOT NULL, currency TEXT NOT NULL, unit_prices TEXT NOT NULL,
            reference TEXT UNIQUE, total_minor INTEGER, reason TEXT, source_ip TEXT,
            provider_created INTEGER, replacements INTEGER NOT NULL DEFAULT 0,
            placed_at INTEGER, published_at INTEGER, UNIQUE (sheet_order_id, part),
            CHECK (state NOT IN ('placed', 'assigned', 'published') OR reference IS NOT NULL)
        ) STRICT;
        CREATE INDEX api_order_state ON api_order (state);
        CREATE TABLE attempt (
            id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES api_order,
            outcome TEXT NOT NULL CHECK (outcome IN ('placing', 'unconfirmed', 'placed',
                'refused', 'not-placed', 'adopted', 'absent', 'settled-bought',
                'settled-not-bought')),
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

    private static let history = """
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
        PRAGMA user_version = 1;

        """

    private static let rows = """
        INSERT INTO account VALUES (1, 'Example Travel Ltd', 1770120000000000);
        INSERT INTO batch VALUES (1, 'fleet', 'fleet.csv', 'ab12', 2, 1770120000000000);
        INSERT INTO sheet_order VALUES
            (1, 1, 'order:A', 'A', 'A', 'A', 'a', 1770120000000000, 1, 0),
            (2, 1, 'order:B', 'B', 'B', 'B', 'b', 1770120000000000, 1, 0);
        INSERT INTO line VALUES
            (1, 1, 0, 2, 'esim_1GB_7D_GB_V2', 1, '[]', '[]'),
            (2, 2, 0, 3, 'esim_1GB_7D_GB_V2', 1, '[]', '[]');
        INSERT INTO api_order (id, sheet_order_id, part, state, fingerprint, items, allotments,
            quoted_minor, currency, unit_prices, reference, total_minor, placed_at, published_at)
        VALUES
            (1, 1, 1, 'published', 'f',
                '[{"bundle":"esim_1GB_7D_GB_V2","iccids":[],"quantity":1}]',
                '[{"iccids":[],"item":0,"line":0,"quantity":1}]', 228, 'USD', '{}',
                'ref-1', 228, 1770120001000000, 1770120006000000),
            (2, 2, 1, 'ready', 'f',
                '[{"bundle":"esim_1GB_7D_GB_V2","iccids":[],"quantity":1}]',
                '[{"iccids":[],"item":0,"line":0,"quantity":1}]', 228, 'USD', '{}',
                NULL, NULL, NULL, NULL);
        INSERT INTO esim VALUES (1, 1, 1, 0, '\(ESIM.sample(1).iccid.digits)',
            '\(ESIM.sample(1).smdpAddress)', '\(ESIM.sample(1).matchingID)', 0);
        INSERT INTO event (at, sheet_order_id, part, kind, detail) VALUES
            (1770120001000000, 1, 1, 'placed', 'ref-1'),
            (1770120005000000, 1, 1, 'delivered', '1 eSIM(s)'),
            (1770120006000000, 1, 1, 'published', 'the folder stands');
        """
}
