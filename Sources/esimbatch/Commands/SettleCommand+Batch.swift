// `esimbatch settle BATCH/ --not-bought`: one decision for everything that an outage left open.

import OrderArtifacts
import OrderLedger
import Orders

extension SettleCommand {
    /// One part of an order that is unconfirmed.
    private struct Doubt {
        let name: String
        let id: OrderID
        /// It was sent twice, and nothing like it is in the provider's list.
        let isAbsent: Bool
    }

    /// Settles as not bought what was sent twice and is not listed. Whatever else is unconfirmed
    /// takes a look: something could be it, or nobody has looked yet.
    func settleBatch(_ paths: LedgerSettings, _ context: CommandContext) async throws -> Int32 {
        let name = String(order.dropLast())
        _ = try await findBatch(name, in: try existingLedger(paths))
        let book = try SQLiteLedger(path: paths.ledgerPath)
        let batch = try await findBatch(name, in: book)
        let doubts = Self.doubts(in: batch, try await OrderDirectory(of: book))
        let isCutShort = batch.orders.flatMap(\.orders).contains { $0.state == .placing }
        if doubts.isEmpty, isCutShort {
            throw CommandFailure.interruptedRun("\(batch.name)/", of: batch.name)
        }
        guard !doubts.isEmpty else {
            throw CommandFailure(
                outcome: .failed, message: "\"\(batch.name)\" has nothing that is unconfirmed",
                hint: "esimbatch status \(batch.name.text.shellWord) shows its orders")
        }
        let settled = doubts.filter(\.isAbsent)
        for doubt in settled {
            try await book.settle(
                doubt.id, as: .notBought, reason: reason, at: context.time.now())
        }
        let left = doubts.filter { !$0.isAbsent }
        context.show(
            .object([
                ("batch", .string(batch.name.text)), ("settled", .string("not-bought")),
                ("orders", .array(settled.map { .string($0.name) })),
                ("left", .array(left.map { .string($0.name) })),
            ]), words: Self.words(settled, left, batch.name))
        return left.isEmpty ? 0 : RunOutcome.needsAPerson.exitCode
    }

    private static func doubts(
        in batch: RecordedBatch, _ directory: OrderDirectory
    ) -> [Doubt] {
        batch.orders.flatMap { owner in
            owner.orders.filter { $0.state == .unconfirmed }.map { part in
                Doubt(
                    name: directory.name(
                        of: FoundOrder(
                            batch: batch.name, order: owner,
                            part: owner.orders.count > 1 ? part.part : nil)),
                    id: part.id, isAbsent: part.isAbsentTwice)
            }
        }
    }

    private static func words(_ settled: [Doubt], _ left: [Doubt], _ batch: BatchName) -> String {
        var lines: [String] = []
        if !settled.isEmpty {
            let are = settled.count == 1 ? "is" : "are"
            lines.append(
                "\(counted(settled.count, "purchase")) of the batch \"\(batch)\" \(are) settled as "
                    + "not bought and ready to be bought again, as far as the sheet still has what "
                    + "they are for. Next: \(resumeCommand(batch)), or run the sheet again.")
        }
        if !left.isEmpty {
            let names = left.map(\.name.shellWord).joined(separator: ", ")
            lines.append(
                "Left for you to decide one by one, since the provider lists what could be these, "
                    + "or its list does not tell: \(names). esimbatch show ORDER says why, "
                    + "\(resumeCommand(batch)) looks again, and esimbatch settle ORDER decides, "
                    + "with one of these names in ORDER's place.")
        }
        return lines.joined(separator: "\n")
    }
}
