// The ledger's file: found under its one true path, or made whole.

import Foundation
import GRDB
import Glibc
import Orders

/// Where a ledger's file is, or is to be. All it does throws `LedgerFailure`, or SQLite's error.
struct LedgerFile {
    /// Without links: by another name a second run would take another lock.
    let path: String
    private let attempting: String
    private let hint: String

    private static let pathHint =
        "check the path and its permissions, or choose another place with --ledger PATH (for a "
        + "rehearsal, with --output)"
    private static let readingHint =
        "check the path, and look as the user whose runs keep that ledger; --ledger PATH names "
        + "another"

    /// Finds the place, and makes its folder (mode 0700) where it is missing.
    init(_ path: String, _ attempting: String) throws {
        self.attempting = attempting
        hint = Self.pathHint
        let folder = parentFolder(of: path)
        if let folder { try Self.makeFolder(folder, attempting) }
        if let resolved = Self.resolved(path) {
            self.path = resolved
            return
        }
        // A link may be there before the file is.
        guard let target = Self.followed(path) else {
            throw LedgerFailure(
                .inaccessible, attempting: attempting, cause: systemError(ELOOP),
                hint: Self.pathHint)
        }
        guard let place = Self.resolved(parentFolder(of: target) ?? "."),
            let name = target.split(separator: "/").last
        else {
            throw LedgerFailure(
                .inaccessible, attempting: attempting, cause: systemError(errno),
                hint: Self.pathHint)
        }
        self.path = (place == "/" ? "" : place) + "/" + name
    }

    /// Where links lead that lead to no file yet; nil if they lead on and on.
    private static func followed(_ path: String) -> String? {
        var place = path
        for _ in 0...LedgerLimits.linksFollowed {
            let files = FileManager.default
            guard let target = try? files.destinationOfSymbolicLink(atPath: place) else {
                return place
            }
            place = target.hasPrefix("/") ? target : (parentFolder(of: place) ?? ".") + "/" + target
        }
        return nil
    }

    /// A file that is there; nil when there is surely none. Of one that cannot be reached nobody
    /// knows whether it is there.
    init?(existing path: String) throws {
        attempting = "reading the ledger \(path)"
        hint = Self.readingHint
        guard let resolved = Self.resolved(path) else {
            guard errno != ENOENT, errno != ENOTDIR else { return nil }
            throw LedgerFailure(
                .inaccessible, attempting: attempting, cause: systemError(errno),
                hint: hint)
        }
        self.path = resolved
        try requireFile()
    }

    func open(readOnly: Bool = false) throws -> DatabaseQueue { try Self.open(path, readOnly) }

    private static func open(_ path: String, _ readOnly: Bool = false) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = readOnly
        if !readOnly { configuration.journalMode = .wal }
        configuration.busyMode = .timeout(LedgerLimits.busySeconds)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Makes the file with its tables where it is missing. It gets its name only once it is whole:
    /// an empty file is then never a ledger that has just been begun. To be called under the lock.
    func makeIfMissing() throws {
        guard isMissing else { return }
        try requireNoLog()
        try requireNothingKept()
        try make { staged in
            let database = try Self.open(staged)
            try database.inDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try database.write { try Schema.prepare($0, path: path) }
            // Takes the log into the file; closing would do so too, and not say if there is no
            // room.
            try database.inDatabase { _ = try $0.checkpoint(.truncate) }
            try database.close()
        }
    }

    /// Gives the ledger's name, over no other file, to one that `fill` has made whole.
    func make(filledBy fill: (_ staged: String) throws -> Void) throws {
        let staged = "\(folder)/\(Self.stagedPrefix)\(UUID().uuidString)"
        // Made first with its mode: SQLite gives its log files the mode of the database.
        let descriptor = unsafe Glibc.open(staged, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw inaccessible(systemError(errno))
        }
        defer { close(descriptor) }
        var isPlaced = false
        defer { if !isPlaced { discard(staged) } }
        try fill(staged)
        guard fsync(descriptor) == 0, place(staged) else {
            throw LedgerFailure(
                .storage, attempting: attempting, cause: systemError(errno), hint: Self.pathHint)
        }
        isPlaced = true
        try syncFolder()
    }

    /// Takes away what could not be made whole.
    private func discard(_ staged: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] { _ = unsafe unlink(staged + suffix) }
    }

    private static let stagedPrefix = ".esimbatch-"

    var folder: String { parentFolder(of: path) ?? "." }

    /// Takes away the first name of a ledger whose making was cut short after it got its own.
    private func dropStagedName(of ledger: FileIdentity) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasPrefix(Self.stagedPrefix) {
            var status = stat()
            guard UUID(uuidString: String(name.dropFirst(Self.stagedPrefix.count))) != nil,
                "\(folder)/\(name)" != path,
                unsafe lstat("\(folder)/\(name)", &status) == 0, FileIdentity(status) == ledger
            else { continue }
            _ = unsafe unlink("\(folder)/\(name)")
        }
    }

    /// Surely nothing there; a file that cannot be reached is not missing.
    var isMissing: Bool {
        var status = stat()
        return unsafe lstat(path, &status) != 0 && errno == ENOENT
    }

    /// Gives a file the ledger's name, over no other.
    func place(_ staged: String) -> Bool {
        if unsafe link(staged, path) == 0 { return unsafe unlink(staged) == 0 }
        // A file system without hard links.
        guard [EPERM, ENOTSUP, ENOSYS].contains(errno), isMissing else { return false }
        return unsafe rename(staged, path) == 0
    }

    /// A log whose file is gone holds what was last bought; SQLite would put it into a new file.
    private func requireNoLog() throws {
        try Self.requireNoLog(of: path, attempting)
        _ = unsafe unlink(path + "-wal")
    }

    static func requireNoLog(of named: String, _ attempting: String) throws {
        let path = followed(named) ?? named
        var status = stat()
        guard unsafe stat(path + "-wal", &status) == 0, status.st_size > 0 else { return }
        throw LedgerFailure(
            .corrupt, attempting: attempting,
            cause: "the file is gone, and its log is still there: \(path)-wal",
            hint: "restore the ledger's newest copy; only to begin anew, remove the log too")
    }

    func syncFolder() throws {
        let opened = unsafe Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if opened >= 0 { close(opened) } }
        guard opened >= 0, fsync(opened) == 0 else {
            throw LedgerFailure(
                .storage, attempting: attempting, cause: systemError(errno), hint: Self.pathHint)
        }
    }

    /// Refuses a file that cannot be a ledger's, or that runs under other names or elsewhere would
    /// not know of.
    func check() throws {
        var status = stat()
        guard unsafe access(path, R_OK | W_OK) == 0, unsafe stat(path, &status) == 0 else {
            throw inaccessible(systemError(errno))
        }
        try requireFile()
        if status.st_nlink == 2 {
            dropStagedName(of: FileIdentity(status))
            guard unsafe stat(path, &status) == 0 else {
                throw inaccessible(systemError(errno))
            }
        }
        guard status.st_nlink <= 1 else {
            throw LedgerFailure(
                .inaccessible, attempting: attempting,
                cause: "the file has \(status.st_nlink) names (hard links), and a run under each "
                    + "would buy without knowing of the others",
                hint:
                    "keep one name and remove the others (find -samefile finds them); make backups "
                    + "as copies, not as links")
        }
        guard !isMountPoint else {
            throw LedgerFailure(
                .inaccessible, attempting: attempting,
                cause: "the file is mounted alone, without the folder in which its lock and its "
                    + "log are, and a run elsewhere would not know of them",
                hint: "mount the folder that the ledger is in, and name it there with --ledger")
        }
        try requireContent()
    }

    private func requireFile() throws {
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
        throw inaccessible("it is not a file")
    }

    private func inaccessible(_ cause: String) -> LedgerFailure {
        LedgerFailure(.inaccessible, attempting: attempting, cause: cause, hint: hint)
    }

    /// A ledger is never empty: what has been cut off knows of nothing that was bought.
    func requireContent() throws {
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_size == 0 else { return }
        throw LedgerFailure(
            .corrupt, attempting: attempting, cause: "the file is empty, which a ledger never is",
            hint: "restore its newest copy; only if there never was a ledger here, remove the file")
    }

    /// Whether another file system's file, or the same one's from elsewhere, is put in that place.
    private var isMountPoint: Bool {
        guard let table = FileManager.default.contents(atPath: "/proc/self/mountinfo") else {
            return false
        }
        // The fifth field; blanks and the like are written as octal numbers.
        let written = path.utf8.flatMap { byte -> [UInt8] in
            guard byte <= 0x20 || byte == UInt8(ascii: "\\") else { return [byte] }
            let digits = [byte >> 6, byte >> 3 & 7, byte & 7].map { $0 + UInt8(ascii: "0") }
            return [UInt8(ascii: "\\")] + digits
        }
        return table.split(separator: UInt8(ascii: "\n")).contains { line in
            let fields = line.split(separator: UInt8(ascii: " "))
            return fields.count > 4 && fields[4].elementsEqual(written)
        }
    }

    private static func resolved(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    private static func makeFolder(_ folder: String, _ attempting: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw LedgerFailure(
                .inaccessible, attempting: attempting,
                cause: "the folder \(folder) cannot be created: " + systemError(behind: error),
                hint: Self.pathHint)
        }
    }
}

/// The folder that a path names, nil for a bare file name. (Foundation's own way traps on a path of
/// one character.)
func parentFolder(of path: String) -> String? {
    path.lastIndex(of: "/").map { slash in
        slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
