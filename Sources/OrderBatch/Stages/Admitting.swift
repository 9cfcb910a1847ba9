// Finds each order a folder of its own before it is bought, and takes what stands there for what it
// may be: an order that was bought before with another ledger.

import Orders

extension BatchRunner {
    /// The draft's admission, with folders for its new orders that nobody holds.
    ///
    /// A folder with an order that the ledger does not know means that the order was bought before
    /// with another ledger: nothing is bought. A person who says that the ledger can be trusted
    /// gets another folder for what is new.
    func admission(of draft: BatchDraft) async throws -> Admission {
        try await requireFreeFolders(of: draft.recordedOrders, in: draft.batch)
        var held: Set<String> = []
        while true {
            let admission = draft.admission(avoiding: held)
            var found: (folder: String, holder: String)?
            for new in admission.new {
                guard let holder = await publisher.holder(of: new.folder, in: draft.batch) else {
                    continue
                }
                found = (new.folder, holder)
                held.insert(folderKey(new.folder))
            }
            guard let found else { return admission }
            guard settings.trustsLedger else {
                throw heldFolder(
                    found.folder, in: draft.batch, by: found.holder,
                    orElse: "; only if the folder means nothing, run again with --trust-ledger")
            }
        }
    }

    /// Throws if the folder of an order of which something would be bought stands already. Its name
    /// is in the ledger, so it can have no other.
    func requireFreeFolders(
        of orders: [RecordedSheetOrder], in batch: BatchName
    ) async throws {
        for order in orders where order.orders.contains(where: \.isToBeBought) {
            if let holder = await publisher.holder(of: order.folder, in: batch) {
                throw heldFolder(order.folder, in: batch, by: holder, orElse: "")
            }
        }
    }

    private func heldFolder(
        _ folder: String, in batch: BatchName, by holder: String, orElse last: String
    ) -> LedgerFailure {
        LedgerFailure(
            .outdated,
            attempting: "preparing the folder \(batchFolder(batch))/\(folder)",
            cause: "it holds \(holder), which this ledger does not know: the order may have been "
                + "bought before with another ledger",
            hint: "use that ledger; if it is nothing of that kind, move it away; for a rehearsal, "
                + "or if it is to be bought once more, choose another --output" + last)
    }
}
