// What a command has to say of a batch: the one shape behind the JSON result, the summary and the
// text on a terminal.

/// The result of `run`, `validate` or `resume`. Holds no activation code.
package struct BatchReport: Sendable {
    /// Nil when a resume worked on several batches.
    package var batch: BatchName?
    package var sheet: SheetIdentity?
    package var outcome: RunOutcome
    /// What this run bought, or would buy; nil when not known.
    package var cost: Money?
    package var balanceBefore: Money?
    package var balanceAfter: Money?
    /// Whether opening − closing balance is what was bought; nil when that cannot be known.
    package var booksClose: Bool?
    package var orders: [OrderReport]
    /// What there is to say of the sheet.
    package var findings = FindingLog()
    /// It was play money.
    package var isRehearsal = false
    /// Sentences for people: what happened that the numbers do not show, and what to do next.
    package var notes: [String]
    /// What the output folder says of it is up to date.
    package var isSummarised = true
    /// A person was asked, and did not want it.
    package var isDeclined = false
    /// How many orders and eSIMs a sheet has that was only counted; nil where `orders` has them.
    package var sheetCounts: (orders: Int, esims: Int)?
    /// How many orders were bought by earlier runs.
    package var alreadyBought: Int
    /// When the newest of them was bought; nil when there are none.
    package var boughtAt: Timestamp?
    /// When the run began and when this was written; nil when no run worked on the batch.
    package var startedAt: Timestamp?
    package var endedAt: Timestamp?

    package init(outcome: RunOutcome, batch: BatchName? = nil, sheet: SheetIdentity? = nil) {
        self.outcome = outcome
        self.batch = batch
        self.sheet = sheet
        orders = []
        notes = []
        alreadyBought = 0
    }

    /// One order of the sheet.
    package struct OrderReport: Sendable {
        package let order: String
        /// Relative to the output folder: `fleet/TOUR-17`; nil while it has none.
        package let folder: String?
        package let state: State
        /// What it cost or, as far as it is not bought, would cost; what was refused costs nothing.
        package let cost: Money?
        package fileprivate(set) var reason: String?
        package let references: [OrderReference]
        package let lines: [LineReport]
        /// The sheet no longer has it.
        package var isRemoved = false
        /// A part of it was sent twice, and neither is in the provider's list.
        package private(set) var isAbsentTwice = false
        /// The numbers of its parts of which nobody knows whether they were bought.
        package private(set) var openParts: [Int] = []
        /// The provider does not know a reference of it.
        package private(set) var hasUnknownReference = false
        /// What those of its parts would have cost of which nobody knows whether they were bought.
        package private(set) var uncertain: Money?

        package init(
            order: String, folder: String?, state: State, cost: Money?, reason: String?,
            references: [OrderReference], lines: [LineReport]
        ) {
            self.order = order
            self.folder = folder
            self.state = state
            self.cost = cost
            self.reason = reason
            self.references = references
            self.lines = lines
        }
    }

    /// One line of the sheet.
    package struct LineReport: Sendable {
        package let line: Int
        package let bundle: BundleName
        package let quantity: Int
        package let iccids: [ICCID]
        package let carried: [CarriedValue]

        package init(
            line: Int, bundle: BundleName, quantity: Int, iccids: [ICCID], carried: [CarriedValue]
        ) {
            self.line = line
            self.bundle = bundle
            self.quantity = quantity
            self.iccids = iccids
            self.carried = carried
        }
    }

    /// What a whole sheet order comes to: that of its worst part.
    package enum State: String, CaseIterable, Sendable {
        case unconfirmed, refused, pending, ready, published

        /// For people.
        package var words: String {
            switch self {
            case .published: "published"
            case .pending: "bought, not published yet"
            case .ready: "not bought"
            case .refused: "refused"
            case .unconfirmed: "unconfirmed"
            }
        }
    }

    /// How many orders the provider has refused that the sheet still has.
    package var refusedInSheet: Int {
        orders.reduce(0) { $0 + ($1.state == .refused && !$1.isRemoved ? 1 : 0) }
    }

    package func count(_ state: State) -> Int {
        orders.reduce(0) { $0 + ($1.state == state ? 1 : 0) }
    }

    /// The eSIMs that the orders are for.
    package var eSIMCount: Int {
        sheetCounts?.esims ?? orders.reduce(0) { $0 + $1.lines.reduce(0) { $0 + $1.quantity } }
    }

    package var orderCount: Int { sheetCounts?.orders ?? orders.count }

    /// The same with its notes and its orders' reasons worded anew, as with commands completed.
    package func rewording(_ reworded: (String) -> String) -> BatchReport {
        var report = self
        report.notes = notes.map(reworded)
        for index in orders.indices {
            report.orders[index].reason = orders[index].reason.map(reworded)
        }
        return report
    }
}

extension BatchReport.OrderReport {
    /// An order as the ledger holds it. `isAskedAgain` tells what it would cost if what of it is
    /// refused were bought now; `numbers` are its lines' in a sheet that is not admitted yet.
    package init(
        _ order: RecordedSheetOrder, in batch: BatchName, isAskedAgain: Bool = false,
        numbers: [LineID: Int] = [:]
    ) {
        let states = order.orders.map { BatchReport.State($0.state) }
        let worst = BatchReport.State.allCases.first { states.contains($0) } ?? .ready
        let reasons = zip(order.orders, states).filter { $1 == worst }.compactMap(\.0.reason)
        let esims = order.orders.flatMap(\.esims)
        let byLine = Dictionary(grouping: esims, by: \.line)
        self.init(
            order: order.title, folder: "\(batchFolder(batch))/\(order.folder)", state: worst,
            cost: Money.sum(order.orders.map { isAskedAgain ? $0.cost : $0.charge }),
            reason: worst == .published
                ? order.revocationWords(in: batch)
                : [
                    reasons.words(of: states.count), order.shareWords,
                    order.strandedReason(in: batch),
                ].joinedWords,
            references: order.orders.compactMap(\.reference),
            lines: order.lines.enumerated().map { index, line in
                BatchReport.LineReport(
                    line: numbers[line.id] ?? line.number, bundle: line.content.bundle,
                    quantity: line.content.quantity,
                    iccids: (byLine[index] ?? []).map(\.esim.iccid), carried: line.carried)
            }.sorted { $0.line < $1.line })
        isRemoved = !order.isInSheet
        isAbsentTwice = order.orders.contains(where: \.isAbsentTwice)
        openParts = zip(order.orders, states).filter { $1 == .unconfirmed }.map(\.0.part)
        hasUnknownReference = order.orders.contains(where: \.hasUnknownReference)
        uncertain = Money.sum(
            zip(order.orders, states).filter { $1 == .unconfirmed }.map(\.0.cost))
    }
}

extension RecordedSheetOrder {
    /// How many of its eSIMs were given back.
    package var revokedCount: Int {
        orders.reduce(0) { $0 + $1.revocations.count { $0.state == .revoked } }
    }

    /// How much of it was given back; nil while nothing was tried.
    package func revocationWords(in batch: BatchName) -> String? {
        let all = orders.flatMap(\.revocations)
        guard !all.isEmpty else { return nil }
        let unknown = all.count { $0.state == .unconfirmed || $0.state == .sending }
        var words = "revoked: \(revokedCount) of \(orders.reduce(0) { $0 + $1.esims.count }) eSIMs"
        if unknown > 0 {
            let order = "\(batch)/\(folder)".shellWord
            words += "; \(unknown) unknown, esimbatch revoke \(order) looks them up"
        }
        return words
    }

    /// How many of its eSIMs are surely bought.
    package var boughtCount: Int {
        orders.filter { $0.state.isBought }.reduce(0) { $0 + $1.planned.quantity }
    }

    /// How much of it is bought while the rest is not; nil for all or nothing.
    fileprivate var shareWords: String? {
        let all = orders.reduce(0) { $0 + $1.planned.quantity }
        guard boughtCount > 0, boughtCount < all else { return nil }
        return "\(boughtCount) of its \(all) eSIMs are bought"
    }

    fileprivate func strandedReason(in batch: BatchName) -> String? {
        if isInSheet { return nil }
        let export =
            boughtCount == 0
            ? ""
            : ", or take what was bought with esimbatch export \(batch.text.shellWord) --format csv"
        return "removed from the sheet before it was finished; put it back to finish it\(export)"
    }
}

extension RecordedOrder {
    /// What it cost, or would. A refused order was not charged.
    fileprivate var charge: Money { state == .refused ? .zero(cost.currency) : cost }
}

extension [String] {
    /// The reasons of some of an order's parts: what one of several says of itself is not the
    /// order's.
    fileprivate func words(of parts: Int) -> String? {
        guard parts > 1, !isEmpty else { return first }
        let equal = Dictionary(grouping: indices) { self[$0] }
        return equal.sorted { $0.value[0] < $1.value[0] }
            .map { "\(counted($0.value.count, "part")): \($0.key)" }
            .joined(separator: "; ")
    }
}

extension [String?] {
    /// What is said of these, as one text; nil for nothing.
    fileprivate var joinedWords: String? {
        let words = compactMap(\.self)
        return words.isEmpty ? nil : words.joined(separator: "; ")
    }
}

extension BatchReport.State {
    package init(_ state: OrderState) {
        switch state {
        // Whether a failed order was charged is as open as an unconfirmed one.
        case .unconfirmed, .placing, .failed: self = .unconfirmed
        case .refused: self = .refused
        case .placed, .assigned: self = .pending
        case .ready: self = .ready
        case .published: self = .published
        }
    }
}

/// The folder of a batch inside the output folder. A name that has to be changed to be safe gets a
/// mark of its own, so that two batches never share a folder.
package func batchFolder(_ batch: BatchName) -> String {
    let safe = folderName(for: batch.text)
    guard safe != batch.text else { return safe }
    // FNV-1a: short, stable over versions, and not meant to withstand malice.
    var hash: UInt32 = 2_166_136_261
    for byte in batch.text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    let digits = String(hash, radix: 16)
    return safe + "~" + String(repeating: "0", count: 8 - digits.count) + digits
}
