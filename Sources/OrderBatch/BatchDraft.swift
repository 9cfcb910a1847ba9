// A sheet on its way into the ledger: identified, packed, quoted, and not yet admitted.

import Orders

/// What a run of a sheet would do, before it does it.
struct BatchDraft: Sendable {
    let batch: BatchName
    let sheet: OrderSheet
    var findings: FindingLog
    let identified: IdentifiedSheet
    /// The packed API orders of every order that is new or replaced, by the order's key.
    let packed: [OrderKey: [PlannedOrder]]
    var quotes: [Fingerprint: Quote] = [:]
    private let takenFolders: Set<String>
    private let hasStranded: Bool
    private let allowsRepeats: Bool

    /// Identifies and packs; no network.
    init(
        _ sheet: OrderSheet, as batch: BatchName, findings: FindingLog, runner: BatchRunner
    ) async throws {
        let settings = runner.settings
        var findings = findings
        let recorded = try await runner.ledger.batch(batch)
        // Lines with an error are not among the lines: nothing is told of orders that only seem to
        // be removed, nor of sums.
        let isWhole = !findings.hasErrors
        var comparison = isWhole ? findings : FindingLog()
        let identified = identify(sheet.lines, in: recorded, into: &comparison)
        if isWhole {
            findings = comparison
        } else {
            for finding in comparison.findings where finding.rule != .orderRemoved {
                findings.add(finding)
            }
        }
        var packed: [OrderKey: [PlannedOrder]] = [:]
        for order in identified.orders.compactMap(\.toPlan) {
            packed[order.key] = pack(order.lines.map(\.content), upTo: settings.maxPerOrder)
        }
        if !settings.allowRepeats {
            let names = identified.orders.compactMap { $0.unboughtName }
            let earlier = try await runner.ledger.boughtElsewhere(names, than: batch)
            for order in identified.orders {
                guard let name = order.unboughtName, let before = earlier[name],
                    let line = order.firstLine
                else { continue }
                let day = before.at.description.prefix(10)
                findings.error(
                    .orderRepeated, at: SheetPosition(line: line, column: 1), field: "order",
                    before.isUnknown
                        ? "\"\(name)\" may have been bought in the batch \"\(before.batch)\" on "
                            + "\(day), which is not known yet: see esimbatch status "
                            + "\(before.batch.text.shellWord) first, or give it another name"
                        : "\"\(name)\" was bought in the batch \"\(before.batch)\" on \(day); give "
                            + "it another name, or pass --allow-repeats to buy it again")
            }
        }
        self.batch = batch
        self.sheet = sheet
        allowsRepeats = settings.allowRepeats
        self.identified = identified
        self.packed = packed
        // The batch's own files stand beside the orders' folders.
        takenFolders = Set(
            ["summary.csv", "summary.json", "report.html", "exports"]
                + (recorded?.orders ?? []).map { folderKey($0.folder) })
        hasStranded =
            (recorded?.orders ?? []).contains(where: \.isStranded)
            || identified.removed.contains(where: \.isUnfinished)
        self.findings = findings
        if isWhole { checkControlTotals(settings) }
    }

    private mutating func checkControlTotals(_ settings: BatchSettings) {
        if let expected = settings.expectedOrders, expected != identified.orders.count {
            findings.error(
                .expectedOrders, at: nil,
                "its number of orders is \(identified.orders.count), and --expect-orders says "
                    + "\(expected)")
        }
        let esims = sheet.lines.quantity
        if let expected = settings.expectedESIMs, expected != esims {
            findings.error(
                .expectedESIMs, at: nil,
                "its number of eSIMs is \(esims), and --expect-esims says \(expected)")
        }
    }

    /// The orders of the sheet that the ledger knows, in sheet order.
    var recordedOrders: [RecordedSheetOrder] {
        identified.orders.compactMap { if case .known(let order, _) = $0 { order } else { nil } }
    }

    /// An order of the batch waits for a person, in the sheet or out of it.
    var isDoubtful: Bool {
        (recordedOrders + identified.removed).flatMap(\.orders).contains {
            $0.state == .unconfirmed || $0.state == .failed
        }
    }

    /// Every order of the sheet is bought and published, and none that left it is unfinished.
    var isFinished: Bool {
        recordedOrders.count == identified.orders.count
            && recordedOrders.allSatisfy(\.isPublished)
            && !hasStranded
    }

    /// Sheet orders of which earlier runs bought everything.
    var boughtOrders: Set<SheetOrderID> {
        Set(recordedOrders.filter(\.isBought).map(\.id))
    }

    /// Admitted API orders that are still, or again, to be bought.
    var waiting: [RecordedOrder] {
        recordedOrders.flatMap(\.orders).filter(\.isToBeBought)
    }

    /// Every API order that a run would buy.
    var purchases: [PlannedOrder] {
        identified.orders.flatMap { order -> [PlannedOrder] in
            switch order {
            case .new(let order), .replaced(_, by: let order): packed[order.key] ?? []
            case .known(let recorded, _):
                recorded.orders.filter(\.isToBeBought).map(\.planned)
            }
        }
    }

    /// The items of every distinct payload.
    var items: [Fingerprint: [OrderItem]] {
        Dictionary(
            purchases.map { ($0.fingerprint, $0.items) }, uniquingKeysWith: { first, _ in first })
    }

    /// The distinct payloads to ask a price for.
    var fingerprints: Set<Fingerprint> { Set(purchases.map(\.fingerprint)) }

    /// The sheet lines that each of these payloads comes from.
    func linesByPayload(_ wanted: [Fingerprint]) -> [Fingerprint: [OrderLine]] {
        var found = Dictionary(uniqueKeysWithValues: wanted.map { ($0, [OrderLine]()) })
        guard !found.isEmpty else { return [:] }
        for order in identified.orders {
            switch order {
            case .new(let order), .replaced(_, by: let order):
                for planned in packed[order.key] ?? [] {
                    found[planned.fingerprint]? += Set(planned.allotments.map(\.line)).sorted()
                        .map { order.lines[$0] }
                }
            case .known(let recorded, let pairs):
                let lines = Dictionary(
                    pairs.map { ($0.recorded.id, $0.line) }, uniquingKeysWith: { first, _ in first }
                )
                for one in recorded.orders {
                    found[one.planned.fingerprint]? += Set(one.planned.allotments.map(\.line))
                        .sorted().compactMap { lines[recorded.lines[$0].id] }
                }
            }
        }
        return found
    }

    /// The cost of all purchases; nil without any, before they are quoted, or in mixed currencies.
    var cost: Money? {
        let totals = purchases.compactMap { quotes[$0.fingerprint]?.total }
        return totals.count == purchases.count ? Money.sum(totals) : nil
    }

    func preview(balance: Money, _ settings: BatchSettings) -> Preview {
        let purchases = purchases
        let buying = identified.orders.filter { order in
            switch order {
            case .new, .replaced: true
            case .known(let recorded, _):
                recorded.orders.contains(where: \.isToBeBought)
            }
        }
        return Preview(
            batch: batch, orders: buying.count, purchases: purchases.count,
            esims: purchases.reduce(0) { $0 + $1.quantity },
            cost: cost ?? .zero(balance.currency), balance: balance,
            alreadyBought: boughtOrders.count,
            leastTime: settings.pace * max(0, purchases.count - 1), findings: findings)
    }

    /// The changes to commit before anything is bought.
    func admission(avoiding held: Set<String> = []) -> Admission {
        var taken = TakenFolders(takenFolders.union(held))
        var new: [Admission.NewOrder] = []
        var withdrawn: [SheetOrderID] = []
        for order in identified.orders {
            guard let toPlan = order.toPlan else { continue }
            if case .replaced(let old, _) = order {
                withdrawn.append(old.id)
                taken.release(old.folder)
            }
            let folder = taken.take(for: toPlan.key.folderBase)
            let purchases = (packed[toPlan.key] ?? []).map { planned in
                guard let quote = quotes[planned.fingerprint] else {
                    preconditionFailure("what is admitted was quoted")
                }
                return QuotedOrder(planned: planned, quote: quote)
            }
            new.append(.init(order: toPlan, folder: folder, purchases: purchases))
        }
        func requotes(_ state: OrderState) -> [Admission.Requote] {
            waiting.filter { $0.state == state }.compactMap { order in
                quotes[order.planned.fingerprint].map { .init(order: order.id, quote: $0) }
            }
        }
        return Admission(
            batch: batch, sheet: identity, new: new, updates: updates, withdrawn: withdrawn,
            removed: identified.removed.map(\.id), askedAgain: requotes(.refused),
            requoted: requotes(.ready), allowsRepeats: allowsRepeats)
    }

    private var updates: [Admission.LineUpdate] {
        identified.orders.flatMap { order -> [Admission.LineUpdate] in
            guard case .known(_, let pairs) = order else { return [] }
            return pairs.map { pair in
                .init(
                    line: pair.recorded.id, number: pair.line.number,
                    // In the order in which it is recorded, as long as it says the same.
                    carried: pair.isCarriedChanged
                        ? Array(pair.line.carried) : pair.recorded.carried)
            }
        }
    }

    private var identity: SheetIdentity { SheetIdentity(sheet) }

    /// A report of a sheet that was not admitted.
    func report(_ outcome: RunOutcome, note: String? = nil) -> BatchReport {
        var report = BatchReport(outcome: outcome, batch: batch, sheet: identity)
        report.findings = findings
        report.cost = cost
        report.alreadyBought = boughtOrders.count
        report.notes = note.map { [$0] } ?? []
        report.orders = identified.orders.map { order in
            switch order {
            case .known(let recorded, let pairs):
                BatchReport.OrderReport(
                    recorded, in: batch, isAskedAgain: true,
                    numbers: Dictionary(
                        pairs.map { ($0.recorded.id, $0.line.number) },
                        uniquingKeysWith: { first, _ in first }))
            case .new(let new), .replaced(_, by: let new): draftReport(new)
            }
        }
        return report
    }

    private func draftReport(_ order: SheetOrder) -> BatchReport.OrderReport {
        let totals = (packed[order.key] ?? []).map { quotes[$0.fingerprint]?.total }
        let cost = totals.contains(nil) ? nil : Money.sum(totals.compactMap { $0 })
        return BatchReport.OrderReport(order, cost: cost)
    }
}

extension IdentifiedOrder {
    /// The order to plan afresh; nil when the ledger's plan stands.
    var toPlan: SheetOrder? {
        switch self {
        case .new(let order), .replaced(_, by: let order): order
        case .known: nil
        }
    }

    /// The order's own name while nothing of it is bought in this batch.
    fileprivate var unboughtName: OrderName? {
        switch self {
        case .new(let order), .replaced(_, by: let order): order.name
        case .known(let recorded, _):
            recorded.mayBeBought ? nil : recorded.name
        }
    }

    fileprivate var firstLine: Int? {
        switch self {
        case .new(let order), .replaced(_, by: let order): order.lines.first?.number
        case .known(_, let pairs): pairs.first?.line.number
        }
    }
}

extension RecordedOrder {
    /// Not bought, and a run of its sheet buys it.
    var isToBeBought: Bool {
        state == .ready || state == .refused
    }
}
