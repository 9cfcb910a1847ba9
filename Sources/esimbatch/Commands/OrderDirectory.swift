// Finds the order that a person names, and never takes one for another.

import OrderLedger
import Orders

/// An order with the batch it is in, and the part of it that was named, if one was.
struct FoundOrder: Sendable {
    let batch: BatchName
    let order: RecordedSheetOrder
    let part: Int?

    /// The folder that is this order's and no other's.
    fileprivate var folder: String { "\(batch)/\(order.folder)" }
}

/// The orders of a ledger by the names that a person may give them.
///
/// `ORDER` is a title or a folder, alone or behind `BATCH/`, and with `#PART` it is one purchase of
/// several. Several orders may have one title; a folder is one order's. `BATCH/FOLDER/` is the
/// order of that folder and nothing else, where `#` and a number are the end of a name.
struct OrderDirectory {
    private let entries: [(batch: BatchName, order: RecordedSheetOrder)]

    init(_ batches: [RecordedBatch]) {
        entries = batches.flatMap { batch in batch.orders.map { (batch.name, $0) } }
    }

    init(of book: SQLiteLedger) async throws {
        var batches: [RecordedBatch] = []
        for summary in try await book.batches() {
            if let batch = try await book.batch(summary.name) { batches.append(batch) }
        }
        self.init(batches)
    }

    /// Whether anything has that name.
    func has(_ text: String) -> Bool { !matches(text).isEmpty }

    /// The order of that name. Throws `CommandFailure` when there is none, or more than one.
    func find(_ text: String) throws -> FoundOrder {
        let matches = matches(text)
        if let found = only(among: matches, named: text) { return found }
        guard !matches.isEmpty else {
            let near = nearest(to: text, among: entries.map(\.order.title))
            throw CommandFailure(
                outcome: .failed, message: "the ledger has no order \"\(text)\"",
                hint: near.map { "did you mean \($0)?" }
                    ?? "esimbatch status BATCH lists the orders of a batch")
        }
        let names = Set(matches.map { name(of: $0).shellWord }).sorted()
        throw CommandFailure(
            outcome: .failed, message: "\"\(text)\" is the name of several orders",
            hint: "say which: \(names.joined(separator: ", "))")
    }

    /// A name that is this order's, or this part's, alone.
    func name(of found: FoundOrder) -> String {
        let candidates =
            if let part = found.part {
                // A number may have zeros before it; a name that ends so has none of them.
                ["", "0", "00"].map { "\(found.folder)#\($0)\(part)" }
            } else {
                [found.folder, found.folder + "/"]
            }
        return candidates.first { text in
            let only = only(among: matches(text), named: text)
            return only?.order.id == found.order.id && only?.part == found.part
        } ?? candidates[0]
    }

    private func matches(_ text: String) -> [FoundOrder] {
        entries.compactMap { batch, order in
            let folder = "\(batch)/\(order.folder)"
            let names = [order.title, order.folder, "\(batch)/\(order.title)", folder]
            if names.contains(text) || text == folder + "/" {
                return FoundOrder(batch: batch, order: order, part: nil)
            }
            for name in names where text.hasPrefix(name + "#") {
                let digits = text.dropFirst(name.count + 1)
                if digits.allSatisfy(\.isNumber), let part = Int(digits),
                    order.orders.contains(where: { $0.part == part })
                {
                    return FoundOrder(batch: batch, order: order, part: part)
                }
            }
            return nil
        }
    }

    /// The one that is meant: the only one, or the one whose folder it names, where the others only
    /// have its title, too.
    private func only(among matches: [FoundOrder], named text: String) -> FoundOrder? {
        if matches.count == 1 { return matches[0] }
        if let slashed = matches.first(where: { text == $0.folder + "/" }) { return slashed }
        let ofFolder = matches.first { match in
            text == match.folder || match.part != nil && text.hasPrefix(match.folder + "#")
        }
        guard let ofFolder,
            matches.allSatisfy({ $0.order.title == ofFolder.order.title })
        else { return nil }
        return ofFolder
    }
}
