// `esimbatch settle`: a person decides what the evidence could not.

import ArgumentParser
import OrderArtifacts
import OrderLedger
import Orders

struct SettleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract: "Decides an unconfirmed order: it was bought, or it was not.",
        discussion: """
            Look the order up in the provider's portal or list of orders first. Afterwards \
            esimbatch resume collects it, or buys it. BATCH/ with --not-bought means all orders of \
            a batch that were sent twice and are not in the provider's list, as after an outage \
            in which nothing was sold.
            """)

    @Argument(
        help: """
            The order's name or folder, or BATCH/ORDER; with #PART for one of several. BATCH/ for \
            all that were sent twice and are not listed; BATCH/FOLDER/ for an order whose name \
            looks like another one's part.
            """)
    var order: String

    @Option(help: "It was bought: the provider's reference.")
    var bought: String?

    @Flag(help: "It was not bought.")
    var notBought = false

    @Option(help: "Why, for the record.")
    var reason: String

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (bought == nil) == notBought else {
            throw ValidationError("Say either --bought REFERENCE or --not-bought.")
        }
        if let bought, OrderReference(bought) == nil {
            throw ValidationError("\"\(bought)\" cannot be an order reference.")
        }
        // As the next step of a run prints them: a person has still to fill them in.
        guard bought != "REFERENCE" else {
            throw ValidationError("Put the provider's own order reference in REFERENCE's place.")
        }
        guard reason != "TEXT" else {
            throw ValidationError("Say in TEXT's place why, for the record.")
        }
        guard !reason.trimmed.isEmpty else {
            throw ValidationError("Say why with --reason TEXT.")
        }
        // The order's story has an event in a line: a reason must not look like another one.
        guard !reason.contains(where: \.isNewline), !reason.utf8.contains(where: { $0 < 0x20 })
        else { throw ValidationError("Write the reason in one line of plain text.") }
    }

    func run() async throws {
        try await ending(output, ledger) { context in
            let paths = try LedgerSettings(ledger, context.source)
            // Looked up where nothing is made: a mistyped path is not to become an empty ledger.
            let seen = try existingLedger(paths)
            if try await seen.isBatch(order) {
                guard bought == nil else {
                    throw CommandFailure.usage(
                        "one reference is one order's, and \(order) is a batch",
                        hint: "name the order: BATCH/ORDER")
                }
                return try await settleBatch(paths, context)
            }
            _ = try await OrderDirectory(of: seen).find(order)
            let book = try SQLiteLedger(path: paths.ledgerPath)
            let directory = try await OrderDirectory(of: book)
            let found = try directory.find(order)
            let part = try unconfirmedPart(of: found, directory)
            let settlement = bought.flatMap(OrderReference.written).map(Settlement.bought)
            try await book.settle(
                part.id, as: settlement ?? .notBought, reason: reason, at: context.time.now())
            let which = found.order.orders.count > 1 ? "#\(part.part)" : ""
            context.show(
                .object([
                    ("order", .string(found.order.title)), ("batch", .string(found.batch.text)),
                    ("folder", .string("\(batchFolder(found.batch))/\(found.order.folder)")),
                    ("part", .int(part.part)),
                    ("settled", .string(settlement == nil ? "not-bought" : "bought")),
                    ("reference", .optional(bought)),
                ]),
                words: "\"\(found.order.title)\"\(which) of the batch \"\(found.batch)\" is "
                    + "settled as \(settlement == nil ? "not bought" : "bought"). "
                    + Self.next(after: settlement, of: part, found))
            return 0
        }
    }

    private static func next(
        after settlement: Settlement?, of part: RecordedOrder, _ found: FoundOrder
    ) -> String {
        let resume = resumeCommand(found.batch)
        guard settlement == nil else { return "Next: \(resume) collects its eSIMs." }
        let confirmed =
            part.state == .placed
            ? part.reference.map {
                "It was recorded as \($0): if the provider has that order for it, it is right "
                    + "to buy it again only if that was refunded. "
            } : nil
        let next =
            found.order.isInSheet
            ? "It is ready to be bought again. Next: \(resume), or run its sheet as the "
                + "batch \(found.batch)."
            : "It is no longer in its sheet, so nothing more is bought for it."
        return (confirmed ?? "") + next
    }

    private func unconfirmedPart(
        of found: FoundOrder, _ directory: OrderDirectory
    ) throws -> RecordedOrder {
        let parts = found.order.orders.filter { found.part == nil || found.part == $0.part }
        let unconfirmed = parts.filter { $0.state == .unconfirmed }
        // A person may also correct what was refused, called not bought, or settled wrongly; the
        // ledger says whether that is so.
        let others = parts.filter(\.state.isEverSettled)
        let open = unconfirmed.isEmpty ? others : unconfirmed
        if open.isEmpty, parts.contains(where: { $0.state == .placing }) {
            throw CommandFailure.interruptedRun(order, of: found.batch)
        }
        guard let first = open.first else {
            throw CommandFailure(
                outcome: .failed, message: "\"\(order)\" has nothing that is unconfirmed",
                hint: "esimbatch show \(directory.name(of: found).shellWord) tells its story")
        }
        guard open.count == 1 else {
            let names = open.map { part in
                directory.name(
                    of: FoundOrder(batch: found.batch, order: found.order, part: part.part)
                ).shellWord
            }.joined(separator: ", ")
            throw CommandFailure(
                outcome: .failed, message: "\(open.count) parts of \"\(order)\" are open",
                hint: "settle them one by one: \(names)")
        }
        return first
    }
}

extension CommandFailure {
    /// What is settled has to be looked up first.
    static func interruptedRun(_ name: String, of batch: BatchName) -> CommandFailure {
        CommandFailure(
            outcome: .failed,
            message: "a run that ended in the middle has not yet found out what became of "
                + "\"\(name)\"",
            hint:
                "\(resumeCommand(batch)) looks it up in the provider's list; what it cannot decide "
                + "is yours to settle then")
    }
}
