// Turns a recorded batch into the files of an export, and says of every eSIM that is not in them
// why: pure, so that a format is decided without a disk.

package import Orders

/// The files of an export and what they do not hold.
package struct FleetExport: Sendable {
    /// One file: its name, its bytes, and how many eSIMs it holds.
    package struct File: Sendable {
        /// A file name that every file system takes.
        package let name: String
        package let bytes: [UInt8]
        package let esims: Int
    }

    /// Empty when nothing can be exported.
    package internal(set) var files: [File] = []
    /// What a format cannot carry is an error, what is not there to be carried a warning.
    package internal(set) var findings = FindingLog()
    /// eSIMs of the batch that are in the files.
    package internal(set) var carried = 0
    /// eSIMs of the batch with install data that are not.
    package internal(set) var leftOut = 0
    /// eSIMs that were, or may have been, bought and have no install data yet.
    package internal(set) var pending = 0
    /// Sentences for people about how the files are used.
    package internal(set) var notes: [String] = []

    /// How the export ended: 5 before 2 before 6, else complete.
    package internal(set) var outcome = RunOutcome.complete

    /// The export of a batch as the ledger holds it.
    package init(_ batch: RecordedBatch, _ request: ExportRequest) {
        let all = batch.exportRows
        let rows = all.filter { request.bundle == nil || $0.bundle == request.bundle }
        let stem = (request.isRehearsal ? "REHEARSAL-" : "") + batchFolder(batch.name)
        switch request.format {
        case .intune: writeIntune(rows, request, stem: stem)
        case .knox: writeKnox(rows, stem: stem)
        case .androidManagement: writeAndroidManagement(rows, request, stem: stem)
        case .csv: writeTable(rows, of: batch, stem: stem)
        case .json: writeDocument(rows, of: batch, stem: stem)
        }
        leftOut = rows.count - carried
        noteMissing(in: batch, request)
        if rows.isEmpty {
            // Each purchase that waits has its warning, and the outcome says the same.
            if pending == 0 {
                let what = request.bundle.map { "no eSIM of the bundle \($0)" } ?? "no eSIM yet"
                findings.error(.exportEmpty, at: nil, "the batch \(batch.name) has \(what)")
            }
        } else if files.isEmpty {
            findings.error(
                .exportEmpty, at: nil,
                "none of the \(rows.count) eSIMs can be carried, so nothing is written")
        }
        if outcome != .needsAPerson, findings.hasErrors { outcome = .invalid }
    }

    /// Purchases without install data: nothing of them can be in a file.
    private mutating func noteMissing(in batch: RecordedBatch, _ request: ExportRequest) {
        let bundle = request.bundle
        for order in batch.orders {
            let line = order.lines.map(\.number).min() ?? 0
            for part in order.orders where part.esims.isEmpty {
                let count = part.planned.items.filter { bundle == nil || $0.bundle == bundle }
                    .reduce(0) { $0 + $1.quantity }
                guard count > 0, order.isInSheet || part.state.mayBeBought else { continue }
                let name = "\(batch.name)/\(order.folder)".shellWord
                // What has no answer yet has one soon.
                let isOnItsWay = part.state == .placing && request.isRunOn
                let (words, next) =
                    isOnItsWay
                    ? ("on the way in a run that is on", "wait for its end, then export again")
                    : Self.words(for: part.state, of: name, in: batch.name)
                findings.warning(
                    .exportPending, at: SheetPosition(line: line, column: 1),
                    "\(order.title): \(count) eSIM\(count == 1 ? " is" : "s are") \(words), and "
                        + "not in the export; \(next)")
                guard part.state.mayBeBought else { continue }
                pending += count
                if part.state == .placed || isOnItsWay {
                    if outcome == .complete { outcome = .pending }
                } else {
                    outcome = .needsAPerson
                }
            }
        }
    }

    private static func words(
        for state: OrderState, of order: String, in batch: BatchName
    ) -> (String, next: String) {
        let resume = resumeCommand(batch)
        return switch state {
        case .ready: ("not bought", "run the sheet or \(resume), then export again")
        case .refused: ("refused by the provider", "correct the order and run the sheet again")
        case .placed:
            ("bought, but without install data", "run \(resume), then export again")
        case .placing, .unconfirmed, .failed, .assigned, .published:
            (
                "unconfirmed",
                "esimbatch show \(order) tells what is known, and what comes next"
            )
        }
    }
}

extension FleetExport {
    /// The rows that a device can be given: without those that were given back, and without those
    /// whose eSIM is there already, since an eSIM has one activation code, however many bundles are
    /// on it.
    mutating func distinct(_ rows: [ExportRow]) -> [ExportRow] {
        var seen: Set<ICCID> = []
        return rows.filter { row in
            guard !row.isRevoked else {
                findings.warning(
                    .exportRevoked, at: row.position, field: "iccid",
                    "eSIM \(row.esim.iccid) was revoked, so it is left out")
                return false
            }
            if seen.insert(row.esim.iccid).inserted { return true }
            findings.warning(
                .exportRepeated, at: row.position, field: "iccid",
                "eSIM \(row.esim.iccid) is there already, with another bundle of the batch; its "
                    + "one activation code is exported once")
            return false
        }
    }

    /// To be called for what is exported, and for nothing else.
    mutating func noteExisting(_ row: ExportRow) {
        guard row.dealt.existing else { return }
        findings.warning(
            .exportExisting, at: row.position, field: "iccid",
            "eSIM \(row.esim.iccid) existed before the order, so a device may have it already, and "
                + "its activation code be used up; it is exported all the same")
    }

    mutating func add(_ name: String, _ text: String, esims: Int) {
        files.append(File(name: name, bytes: Array(text.utf8), esims: esims))
    }

    mutating func add(_ name: String, _ bytes: [UInt8], esims: Int) {
        files.append(File(name: name, bytes: bytes, esims: esims))
    }
}
