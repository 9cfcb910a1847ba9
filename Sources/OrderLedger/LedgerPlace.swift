// Notices that the ledger's file was taken away in the middle of a run, and puts what it held back.

import GRDB
import Glibc
import Orders

/// Which file a ledger was opened as.
///
/// One that is deleted or replaced still takes every write of the run that has it open, and the
/// next run would know of none of them.
struct LedgerPlace: Sendable {
    let file: LedgerFile
    private let identity: FileIdentity
    /// The write-ahead log beside it.
    private let log: FileIdentity?

    /// To be called once the ledger is open and has its log.
    init(of file: LedgerFile) throws {
        guard let identity = FileIdentity(of: file.path) else {
            throw LedgerFailure(
                .inaccessible, attempting: "opening the ledger \(file.path)",
                cause: systemError(errno), hint: "check that nobody removes it, and run again")
        }
        self.file = file
        self.identity = identity
        log = FileIdentity(of: file.path + "-wal")
    }

    /// Whether the next run would open the same file.
    var isKept: Bool { FileIdentity(of: file.path) == identity }

    /// Takes away a log that its file has left behind: SQLite would put it into whatever has that
    /// name next. To be called once the ledger is closed and all of it is elsewhere.
    fileprivate func dropLog() {
        guard let log, FileIdentity(of: file.path + "-wal") == log else { return }
        for suffix in ["-wal", "-shm"] { _ = unsafe unlink(file.path + suffix) }
    }
}

/// What tells a file from another one of the same name.
private struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64

    /// Nil when there is none.
    init?(of path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }
}

extension SQLiteLedger {
    /// Nothing is bought any more that the next run would not know of.
    func requireItsPlace() throws {
        guard let place, !place.isKept else { return }
        throw LedgerFailure(
            .storage, attempting: "recording an attempt",
            cause: "the ledger's file was removed or replaced in the middle of the run: "
                + place.file.path,
            hint:
                "what it held is put back there, or beside another file that is there now and that "
                + "it has to replace; then run the same command again, and nothing is bought twice")
    }

    /// Ends the use of a ledger whose file is no longer in its place, and puts a copy of all that
    /// it holds there. Returns where that was necessary; nil otherwise.
    ///
    /// Throws `LedgerFailure` where another file is in that place, and the copy therefore under
    /// another name, or where no copy can be made.
    package func putBack() throws -> String? {
        guard let place, !place.isKept else { return nil }
        let attempting = "putting the ledger back"
        do {
            if place.file.isMissing {
                try moveAll(of: place, into: try LedgerFile(place.file.path, attempting))
                return place.file.path
            }
            let spare = try place.file.spare(attempting)
            try moveAll(of: place, into: spare)
            throw LedgerFailure(
                .outdated, attempting: attempting,
                cause: "there is another file in its place, \(place.file.path)",
                hint: "what this run has recorded is in \(spare.path): put that there instead "
                    + "before anything else is bought")
        } catch {
            throw LedgerFailure(error, attempting: attempting)
        }
    }

    private func moveAll(of place: LedgerPlace, into file: LedgerFile) throws {
        try file.make { staged in
            try database.vacuum(into: staged)
            try database.close()
        }
        // Not before: a log without its file is noticed when a ledger is opened, but not that
        // there was one.
        place.dropLog()
    }
}

extension LedgerFile {
    /// A free name beside the ledger's.
    fileprivate func spare(_ attempting: String) throws -> LedgerFile {
        for number in 1...LedgerLimits.spareNames {
            let spare = try LedgerFile("\(path).kept-\(number)", attempting)
            if spare.isMissing { return spare }
        }
        throw LedgerFailure(
            .storage, attempting: attempting,
            cause: "\(path).kept-1 and all further names are taken", hint: "move them elsewhere")
    }
}
