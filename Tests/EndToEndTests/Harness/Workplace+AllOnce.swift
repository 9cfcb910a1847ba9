// Nothing bought twice and nothing lost, seen from the provider, the ledger and the folders.

import Testing

extension Workplace {
    /// Every eSIM of the batch `fleet` was bought once, is in the ledger once and in one folder
    /// once.
    func expectAllOnce(
        _ esims: Int, at location: SourceLocation = #_sourceLocation
    ) async throws {
        let truth = try await sandbox.truth()
        let bought = truth.boughtICCIDs.sorted()
        let published = try publishedICCIDs(of: "fleet").sorted()
        let summary = try document("fleet/summary.json")
        var known: [String] = []
        for order in summary["orders"].elements {
            let name = try #require(order["order"].string)
            let story = try await run("show", name, "--json").json
            known += story["purchases"].elements.flatMap { $0["esims"].elements }
                .compactMap { $0["iccid"].string }
        }
        #expect(bought.count == esims, sourceLocation: location)
        #expect(Set(bought).count == esims, sourceLocation: location)
        #expect(published == bought, sourceLocation: location)
        #expect(known.sorted() == bought, sourceLocation: location)
        #expect(summary.reportedICCIDs.sorted() == bought, sourceLocation: location)
    }
}
