// Keeps a run from buying what the next one would not know of, and puts a ledger back that was
// taken away.

import Foundation
import GRDB
import Glibc
package import Orders

/// What became of a ledger that was taken away while it was open.
package struct Displacement: Sendable {
    package let failure: LedgerFailure
    /// The next run finds all that was recorded.
    package let isSafe: Bool
}

extension SQLiteLedger {
    /// Whether the next run would open this ledger, and wait for this one to end.
    package var isInItsPlace: Bool { place?.isKept ?? true && lock?.isKept ?? true }

    /// To be asked before a purchase.
    func requireItsPlace() throws {
        guard !isInItsPlace, let place else { return }
        throw LedgerFailure(
            .displaced, attempting: "recording an attempt",
            cause: "\(place.name) was removed or replaced in the middle of the run",
            hint: "see what became of it before anything else is bought")
    }

    /// Ends the use of a ledger that is no longer in its place, and puts a copy of all that it
    /// holds there, or as near as can be. Nil for one that is where it was. To be called once.
    package func putBack() -> Displacement? {
        guard !isInItsPlace, let place else { return nil }
        func displacement(_ cause: String, hint: String, isSafe: Bool = false) -> Displacement {
            Displacement(
                failure: LedgerFailure(
                    .displaced, attempting: "keeping the ledger \(place.name)", cause: cause,
                    hint: hint), isSafe: isSafe)
        }
        if place.isKept {
            return displacement(
                "its lock, \(place.file.path).lock, was removed in the middle of the run, so "
                    + "another one may have begun",
                hint: "wait until no other run is on, then run the same command again: nothing "
                    + "is bought twice", isSafe: true)
        }
        if place.isThere {
            return displacement(
                "it leads elsewhere now; what this run has recorded is in \(place.file.path)",
                hint: "let it lead there again before anything else is bought")
        }
        let copy: LedgerFile
        do {
            copy = try copyAll(of: place)
        } catch {
            place.file.leaveNoRoom()
            return displacement(
                "it was removed in the middle of the run, and no copy of what it held can be "
                    + "made: \(LedgerFailure(error, attempting: "copying").cause)",
                hint: "buy nothing more of this batch before you have compared the order folders "
                    + "with the provider's list: what was bought is recorded nowhere else")
        }
        // A log that is still in use would be put into the copy.
        let isClosed = (try? database.close()) != nil
        if isClosed { place.dropLog() }
        if isClosed, copy.isBeside(place.file), place.file.isMissing,
            copy.take(theNameOf: place.file)
        {
            return displacement(
                "it was removed in the middle of the run; all that it held is back in its place",
                hint: "see to it that nothing removes it, then run the same command again: nothing "
                    + "is bought twice", isSafe: true)
        }
        place.file.leaveNoRoom()
        return displacement(
            "it was removed or replaced in the middle of the run; all that this run has recorded "
                + "is in \(copy.path)",
            hint: "before anything else is bought, move what is at \(place.file.path) now away, "
                + "with its -wal and -shm if it has them, and put \(copy.path) there; another run "
                + "may have bought the same meanwhile, which the provider's list tells")
    }

    /// A whole copy, durable, beside the ledger's place or else among the temporary files.
    private func copyAll(of place: LedgerPlace) throws -> LedgerFile {
        do {
            return try copyAll(beside: place.file.path)
        } catch {
            let name = place.file.path.split(separator: "/").last ?? "ledger"
            let folder = FileManager.default.temporaryDirectory.path
            return try copyAll(beside: "\(folder)/\(name)")
        }
    }

    private func copyAll(beside path: String) throws -> LedgerFile {
        let copy = try LedgerFile.kept(of: path)
        try copy.make { try database.vacuum(into: $0) }
        return copy
    }
}

extension LedgerFile {
    private static let keptSuffix = ".kept-"

    /// A free name for what is kept of a ledger.
    fileprivate static func kept(of path: String) throws -> LedgerFile {
        let attempting = "keeping the ledger"
        for number in 1...LedgerLimits.keptNames {
            let kept = try LedgerFile("\(path)\(keptSuffix)\(number)", attempting)
            if kept.isMissing { return kept }
        }
        throw LedgerFailure(
            .storage, attempting: attempting,
            cause: "\(path)\(keptSuffix)1 and all further names are taken",
            hint: "move them elsewhere")
    }

    fileprivate func isBeside(_ file: LedgerFile) -> Bool {
        path.hasPrefix(file.path + Self.keptSuffix)
    }

    /// Gives a kept copy the ledger's name, over no other file.
    fileprivate func take(theNameOf file: LedgerFile) -> Bool {
        guard file.place(path) else { return false }
        // A name that a power loss takes back leaves the copy under its own.
        try? file.syncFolder()
        return true
    }

    /// Puts an empty file where a ledger is missing that cannot be put back: it is no ledger, so no
    /// run begins anew in its place.
    fileprivate func leaveNoRoom() {
        guard isMissing else { return }
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
        let descriptor = unsafe Glibc.open(path, flags, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }

    /// What an earlier run has kept of a ledger that is gone: with a new one nobody would know of
    /// what was bought.
    func requireNothingKept() throws {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        guard let kept = names.sorted().last(where: { $0.hasPrefix(name + Self.keptSuffix) })
        else { return }
        throw LedgerFailure(
            .displaced, attempting: "opening the ledger \(path)",
            cause: "the file is gone, and what a run has kept of it is there: \(folder)/\(kept)",
            hint: "put that in its place; only to begin anew, move it elsewhere")
    }
}
