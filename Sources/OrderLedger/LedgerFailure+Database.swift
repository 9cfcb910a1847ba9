// Words what SQLite reports, once, at the edge.

import GRDB
import Orders

extension LedgerFailure {
    /// The failure behind an error thrown in a database access; a `LedgerFailure` passes unchanged.
    init(_ error: any Error, attempting: String) {
        if let failure = error as? LedgerFailure {
            self = failure
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(
                .storage, attempting: attempting, cause: "\(error)", hint: Hint.storage)
            return
        }
        let cause = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(.corrupt, attempting: attempting, cause: cause, hint: Hint.corrupt)
        case .SQLITE_CONSTRAINT:
            self.init(.refused, attempting: attempting, cause: cause, hint: Hint.constraint)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(.locked, attempting: attempting, cause: cause, hint: Hint.locked)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_READONLY:
            self.init(.inaccessible, attempting: attempting, cause: cause, hint: Hint.access)
        default:
            self.init(.storage, attempting: attempting, cause: cause, hint: Hint.storage)
        }
    }

    private enum Hint {
        static let storage =
            "nothing more is bought; make room or mend the disk, then run the same command again"
        static let corrupt =
            "keep the file for evidence, restore its newest backup, and compare with the "
            + "provider's list of orders before buying"
        static let constraint =
            "compare the provider's list of orders with esimbatch status before buying more"
        static let locked = "another program has the ledger open; close it and run again"
        static let access = "check the path and its permissions, or choose --ledger PATH"
    }
}
