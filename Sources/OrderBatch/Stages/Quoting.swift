// Asks the provider what everything would cost, and checks it against the money: the last stop
// before anything is bought.

import Orders
import Synchronization

extension BatchRunner {
    /// Quotes every distinct payload of a draft that has no `early` answer, and checks the budget.
    /// Returns the report that ends the run, or nil when everything is in order.
    func quoteAndCheck(
        _ draft: inout BatchDraft, account: Account,
        _ early: [Fingerprint: QuoteAnswer] = [:]
    ) async throws -> BatchReport? {
        progress.update { $0.phase = .validating }
        let items = draft.items
        let answers = try await quotes(of: items.filter { early[$0.key] == nil })
            .merging(early.filter { items[$0.key] != nil }) { new, _ in new }
        var neighbours: BundleNeighbours?
        let lines = draft.linesByPayload(answers.filter { $0.value.quote == nil }.map(\.key))
        var unaffordable: (message: String, of: Fingerprint)?
        for (fingerprint, answer) in answers.sorted(by: { $0.key.text < $1.key.text }) {
            switch answer {
            case .valid(let quote):
                draft.quotes[fingerprint] = quote
            case .unaffordable(let message):
                unaffordable = (message, fingerprint)
            case .unpriced(let message):
                for line in lines[fingerprint, default: []].prefix(1) {
                    draft.findings.error(.priceMissing, at: position(line), message)
                }
            case .invalid(let message):
                if neighbours == nil { neighbours = BundleNeighbours(try await catalogueNames()) }
                explain(
                    message, lines[fingerprint, default: []], &neighbours, &draft.findings)
            }
        }
        let currencies = Set(draft.quotes.values.map(\.total.currency))
        if currencies.count > 1 {
            draft.findings.error(
                .currencyMixed, at: nil,
                "the provider quotes in \(currencies.map(\.code).sorted().joined(separator: ", "))")
        }
        func report(_ outcome: RunOutcome, _ note: String? = nil) -> BatchReport {
            var report = draft.report(outcome, note: note)
            report.balanceBefore = account.balance
            return report
        }
        if draft.findings.hasErrors { return report(.invalid) }
        let refusal =
            if let unaffordable {
                tooDear(
                    unaffordable.message, unaffordable.of, account,
                    costing: await catalogueCost(of: draft, in: account.balance.currency),
                    Self.runAgain)
            } else {
                draft.cost.flatMap { overBudget($0, account: account, Self.runAgain) }
            }
        // What waits for a person is graver than what is too dear.
        return refusal.map { report(draft.isDoubtful ? .needsAPerson : .overBudget, $0) }
    }

    /// Quotes admitted orders again before a resume buys them. What was agreed to is what was
    /// admitted: a higher price needs a person, or a `--max-cost` that covers it. Returns why they
    /// are held back; nil when they may be bought.
    func requote(_ batches: [BatchName], account: Account) async throws -> BrakeReason? {
        var ready: [(batch: BatchName, order: RecordedOrder)] = []
        var waiting: [OrderName: BatchName] = [:]
        for name in batches {
            let owners = try await ownersToResume(name)
            if let repeated = try await boughtMeanwhile(owners, name) { return repeated }
            for order in owners.compactMap(\.name) where !settings.allowRepeats {
                if let other = waiting.updateValue(name, forKey: order) {
                    if try await ledger.isAgreedRepeat(order, in: name) { continue }
                    if try await ledger.isAgreedRepeat(order, in: other) { continue }
                    return .heldBack(
                        .invalid,
                        "\"\(order)\" waits in the batch \"\(other)\" and in \"\(name)\", so it "
                            + "would be bought twice. Resume the one that is right with --batch; "
                            + "pass --allow-repeats if it is wanted twice.")
                }
            }
            ready += owners.flatMap(\.orders).filter { $0.state == .ready }.map { (name, $0) }
        }
        guard let first = ready.first else { return nil }
        var items: [Fingerprint: [OrderItem]] = [:]
        for (_, order) in ready { items[order.planned.fingerprint] = order.planned.items }
        let answers = try await quotes(of: items)
        var cost = Money.zero(first.order.quote.total.currency)
        var admitted = cost
        for (batch, order) in ready {
            let bundles = order.planned.items.map(\.bundle.text).joined(separator: ", ")
            switch answers[order.planned.fingerprint] {
            case .valid(let quote)
            where quote.total.currency == cost.currency
                && order.quote.total.currency == cost.currency:
                cost = cost + quote.total
                admitted = admitted + order.quote.total
            case .unaffordable(let message):
                return .heldBack(
                    .overBudget,
                    tooDear(message, order.planned.fingerprint, account, Self.resumeLater))
            case .invalid(let message), .unpriced(let message):
                return .heldBack(
                    .invalid,
                    "The provider would refuse \(bundles) of the batch \"\(batch)\" now "
                        + "(\(message)). Run its sheet without that as the same batch. "
                        + Self.othersAlone)
            case .valid, nil:
                return .heldBack(
                    .overBudget,
                    "The provider's currency has changed since the orders were "
                        + "admitted. Run the sheet again.")
            }
        }
        if let refusal = overBudget(cost, account: account, Self.resumeLater) {
            return .heldBack(.overBudget, refusal)
        }
        if settings.ceiling == nil, cost.minorUnits > admitted.minorUnits {
            return .heldBack(
                .overBudget,
                "What is left costs \(cost) now and was admitted at \(admitted). "
                    + "Agree with --max-cost \(cost.amount), or run the sheet again.")
        }
        try await ledger.requote(
            ready.map(\.order).compactMap { order in
                guard case .valid(let quote) = answers[order.planned.fingerprint] else {
                    return nil
                }
                return Admission.Requote(order: order.id, quote: quote)
            })
        return nil
    }

    /// An order that was left in this batch and is bought in another, and was not to be repeated.
    private func boughtMeanwhile(
        _ owners: [RecordedSheetOrder], _ batch: BatchName
    ) async throws -> BrakeReason? {
        guard !settings.allowRepeats else { return nil }
        let unbought = owners.filter { !$0.mayBeBought }
        let found = try await ledger.boughtElsewhere(unbought.compactMap(\.name), than: batch)
        guard let (name, earlier) = found.min(by: { $0.key.text < $1.key.text }) else {
            return nil
        }
        return .heldBack(
            .invalid,
            "\"\(name)\" of the batch \"\(batch)\" "
                + "\(earlier.isUnknown ? "may have been" : "was") bought in the batch "
                + "\"\(earlier.batch)\" meanwhile. Pass --allow-repeats to buy it again, or run "
                + "the sheet of \"\(batch)\" without it. \(Self.othersAlone)")
    }

    func quotes(
        of items: [Fingerprint: [OrderItem]]
    ) async throws -> [Fingerprint: QuoteAnswer] {
        let answers = QuoteBook()
        let sorted = items.sorted { $0.key.text < $1.key.text }
        try await forEachConcurrently(sorted, limit: settings.concurrency) { fingerprint, items in
            answers.note(fingerprint, try await self.quote(items, answers))
        }
        return answers.all
    }

    /// A quote, with the provider's ambiguous 403 sorted out: it says "access denied" to a wrong
    /// key and to an order it does not understand alike, and what the catalogue says tells them
    /// apart.
    private func quote(_ items: [OrderItem], _ book: QuoteBook) async throws -> QuoteAnswer {
        do {
            return try await api.quote(items)
        } catch let failure as APIFailure where failure.kind == .credentials {
            let known: Set<String>
            if let read = book.bundles {
                known = read
            } else {
                known = Set(try await catalogueNames())
                book.note(bundles: known)
            }
            guard items.contains(where: { !known.contains($0.bundle.text) }) else { throw failure }
            return .invalid(message: failure.cause)
        }
    }

    private func catalogueNames() async throws -> [String] {
        try await api.catalogue(.everything).map(\.name)
    }

    /// Turns a failed validation into findings: an unknown bundle names its nearest neighbour.
    private func explain(
        _ message: String, _ lines: [OrderLine], _ neighbours: inout BundleNeighbours?,
        _ findings: inout FindingLog
    ) {
        let strange = lines.filter { neighbours?.knows($0.content.bundle.text) == false }
        for line in strange {
            let name = line.content.bundle.text
            let near =
                neighbours?.nearest(to: name).map { near in
                    "; did you mean \(near)?"
                        + (near.lowercased() == name.lowercased()
                            ? " Upper and lower case count" : "")
                } ?? ""
            findings.error(
                .bundleUnknown, at: position(line), field: "bundle",
                "\"\(name)\" is not in the account's catalogue\(near)")
        }
        if strange.isEmpty, let line = lines.first {
            findings.error(
                .validationFailed, at: position(line), "the provider would refuse it: \(message)")
        }
    }

    private func position(_ line: OrderLine) -> SheetPosition {
        SheetPosition(line: line.number, column: 1)
    }

    /// What to do once there is more money.
    private static let runAgain = ", or shorten the sheet, and run it again."
    private static let othersAlone =
        "Other batches can be resumed one by one: esimbatch resume --batch NAME."
    private static let resumeLater = ", then resume; or run a shorter sheet as the same batch."

    private func tooDear(
        _ message: String, _ order: Fingerprint, _ account: Account, costing all: Money? = nil,
        _ next: String
    ) -> String {
        let estimate =
            all.map { all in
                let short = all - account.balance
                return " By the catalogue's prices all of it costs about \(all)"
                    + (short.minorUnits > 0 ? ", \(short) more." : ".")
            } ?? ""
        return "The balance of \(account.balance) does not cover a purchase of \(order) (the "
            + "provider says: \(message))\(estimate) Top up\(next)"
    }

    /// What a draft costs, as near as can be told where the provider gives no price for a purchase
    /// that the balance does not cover; nil where the catalogue does not tell either.
    private func catalogueCost(of draft: BatchDraft, in currency: Currency) async -> Money? {
        guard let bundles = try? await api.catalogue(.everything) else { return nil }
        let prices = Dictionary(
            bundles.map { ($0.name, $0.price) }, uniquingKeysWith: { first, _ in first })
        var all = Money.zero(currency)
        for purchase in draft.purchases {
            if let total = draft.quotes[purchase.fingerprint]?.total {
                guard total.currency == currency else { return nil }
                all = all + total
                continue
            }
            for item in purchase.items {
                guard let price = prices[item.bundle.text] ?? nil,
                    let one = Money(price, currency, rounding: .up)
                else { return nil }
                all = all + one * item.quantity
            }
        }
        return all
    }

    private func overBudget(_ cost: Money, account: Account, _ next: String) -> String? {
        let budget = Budget(cost: cost, balance: account.balance, ceiling: settings.ceiling)
        switch budget.verdict {
        case .covered:
            return nil
        case .balanceShort(let short):
            return "It would cost \(cost) and the balance is \(account.balance): \(short) short. "
                + "Top up\(next)"
        case .overCeiling:
            return "It would cost \(cost), more than --max-cost "
                + "\(settings.ceiling?.description ?? ""). Raise it\(next)"
        case .currenciesDiffer(let difference):
            return "The amounts cannot be compared: \(difference). "
                + (cost.currency == account.balance.currency
                    ? "Give --max-cost in \(cost.currency)."
                    : "Ask the provider which currency the account has.")
        }
    }
}

/// Collects quotes from concurrent tasks.
private final class QuoteBook: Sendable {
    private let answers = Mutex<[Fingerprint: QuoteAnswer]>([:])
    private let names = Mutex<Set<String>?>(nil)

    /// The catalogue's bundles, once somebody had to ask for them.
    var bundles: Set<String>? { names.withLock { $0 } }

    func note(bundles: Set<String>) { names.withLock { $0 = bundles } }

    func note(_ fingerprint: Fingerprint, _ answer: QuoteAnswer) {
        answers.withLock { $0[fingerprint] = answer }
    }

    var all: [Fingerprint: QuoteAnswer] { answers.withLock { $0 } }
}

extension QuoteAnswer {
    fileprivate var quote: Quote? {
        if case .valid(let quote) = self { quote } else { nil }
    }
}

/// The bundles of the catalogue, and which of them a name that is none was meant as. A sheet may
/// have one wrong name on every line.
private struct BundleNeighbours {
    private let names: [String]
    private let known: Set<String>
    private var found: [String: String?] = [:]

    init(_ names: [String]) {
        self.names = names
        known = Set(names)
    }

    func knows(_ name: String) -> Bool { known.contains(name) }

    mutating func nearest(to name: String) -> String? {
        if let earlier = found[name] { return earlier }
        // What people call GB. By spelling alone US is nearer.
        let british = name.replacing("_UK_", with: "_GB_")
        let near =
            british != name && known.contains(british)
            ? british : Orders.nearest(to: name, among: names)
        found[name] = .some(near)
        return near
    }
}
