// Notices that the ledger's file was taken away in the middle of a run.

import Glibc
import Orders

/// Which file a ledger was opened as.
///
/// One that is deleted or replaced still takes every write of the run that has it open, and the
/// next run would know of none of them.
struct LedgerPlace: Sendable {
    /// As it was asked for, links and all.
    let name: String
    let file: LedgerFile
    private let identity: FileIdentity
    /// The write-ahead log beside it.
    private let log: FileIdentity?

    /// To be called once the ledger is open and has its log.
    init(of file: LedgerFile, named name: String) throws {
        guard case .found(let identity) = FileIdentity.look(at: file.path) else {
            throw LedgerFailure(
                .inaccessible, attempting: "opening the ledger \(file.path)",
                cause: systemError(errno), hint: "check that nobody removes it, and run again")
        }
        self.name = name
        self.file = file
        self.identity = identity
        log = FileIdentity.look(at: file.path + "-wal").identity
    }

    /// Whether the next run would open the same file.
    var isKept: Bool { FileIdentity.look(at: name).mayBe(identity) }

    /// Whether it is still there, though its name may lead elsewhere now.
    var isThere: Bool { FileIdentity.look(at: file.path).mayBe(identity) }

    /// Takes away a log that its file has left behind: SQLite would put it into whatever has that
    /// name next. To be called once the ledger is closed and all of it is elsewhere.
    func dropLog() {
        guard let log, FileIdentity.look(at: file.path + "-wal").identity == log else { return }
        for suffix in ["-wal", "-shm"] { _ = unsafe unlink(file.path + suffix) }
    }
}

/// What tells a file from another one of the same name.
struct FileIdentity: Hashable, Sendable {
    /// What is at a path.
    enum Look {
        case found(FileIdentity)
        case nothing
        /// It cannot be reached, for whatever reason.
        case unreachable

        var identity: FileIdentity? {
            if case .found(let identity) = self { identity } else { nil }
        }

        /// What cannot be reached now, nobody else opens either.
        func mayBe(_ identity: FileIdentity) -> Bool {
            switch self {
            case .found(let found): found == identity
            case .nothing: false
            case .unreachable: true
            }
        }
    }

    let device: UInt64
    let inode: UInt64

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }

    /// Follows links.
    static func look(at path: String) -> Look {
        var status = stat()
        if unsafe stat(path, &status) == 0 { return .found(FileIdentity(status)) }
        return [ENOENT, ENOTDIR, ELOOP].contains(errno) ? .nothing : .unreachable
    }
}
