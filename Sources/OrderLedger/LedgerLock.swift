// The lock that keeps two buyers off one ledger: an flock, so that it dies with its holder.

import Foundation
import Glibc
import Orders

/// Holds an exclusive `flock` on a file beside the ledger until it is released by `deinit`.
///
/// The kernel drops the lock when the process ends, however it ends; so there is nothing stale to
/// clean up, and no process number that could be reused.
final class LedgerLock: Sendable {
    private let descriptor: CInt
    private let path: String

    /// Throws `LedgerFailure.locked` when another process holds it.
    init(besideLedgerAt path: String) throws {
        let attempting = "locking the ledger \(path)"
        let opened = unsafe open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else {
            throw LedgerFailure(
                .inaccessible, attempting: attempting, cause: systemError(errno),
                hint: "check that the folder exists and is writable, or choose --ledger PATH")
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let cause = errno
            close(opened)
            if cause == EWOULDBLOCK {
                throw LedgerFailure(
                    .locked, attempting: attempting, cause: "another run holds it",
                    hint: "wait for the other run to end, then run the same command again")
            }
            throw LedgerFailure(
                .inaccessible, attempting: attempting, cause: systemError(cause),
                hint: "the ledger needs a file system with working locks")
        }
        descriptor = opened
        self.path = "\(path).lock"
    }

    /// Whether another process that wants the ledger would find this lock.
    var isKept: Bool {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return false }
        return FileIdentity.look(at: path).mayBe(FileIdentity(status))
    }

    deinit {
        // Unlocked first: a child process that is just being started shares the descriptor.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}

extension SQLiteLedger {
    /// Whether a run or a resume holds the ledger at a path: then what has no answer yet is on its
    /// way. Where that cannot be told, as in another container, it is taken for none.
    package static func isRunOn(path: String) -> Bool {
        guard let holder = holder(path: path),
            let words = FileManager.default.contents(atPath: "/proc/\(holder)/cmdline")
        else { return false }
        let command = words.split(separator: 0).dropFirst().first
            .map { String(decoding: $0, as: UTF8.self) }
        return command == "run" || command == "resume"
    }

    /// The process that holds the ledger; nil for none that can be told. The system is asked for
    /// its list of locks: trying to take this one would keep a run from starting.
    static func holder(path: String) -> Int? {
        guard let file = try? LedgerFile(existing: path),
            let lock = FileIdentity.look(at: "\(file.path).lock").identity,
            let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8)
        else { return nil }
        // `1: FLOCK  ADVISORY  WRITE 1234 08:01:131090 0 EOF`, the device in hexadecimal.
        for line in locks.split(separator: "\n") {
            let fields = line.split(separator: " ")
            if fields.count > 5, fields[1] == "FLOCK", fields[5] == lock.inLockTable {
                return Int(fields[4]).flatMap { $0 > 0 ? $0 : nil }
            }
        }
        return nil
    }
}

extension FileIdentity {
    /// As the system's list of locks names it: the device's two numbers, out of what the C library
    /// packs them into, and the inode.
    fileprivate var inLockTable: String {
        let major = device >> 8 & 0xFFF | device >> 32 & ~0xFFF
        let minor = device & 0xFF | device >> 12 & ~0xFF
        let numbers = [major, minor].map { number in
            let digits = String(number, radix: 16)
            return digits.count < 2 ? "0" + digits : digits
        }
        return (numbers + ["\(inode)"]).joined(separator: ":")
    }
}

/// The system's words for an error number.
func systemError(_ number: CInt) -> String {
    unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
}

/// What the system said behind an error of Foundation's, which itself may only say that it failed.
func systemError(behind error: any Error) -> String {
    let cause = (error as? CocoaError)?.underlying as? POSIXError
    return cause.map { systemError($0.code.rawValue) } ?? error.localizedDescription
}
