// `retry-sheet`: what was refused is corrected and bought, and nothing else with it.

import Testing

@Suite struct RetrySheetTests {
    private static let header = "order,bundle,quantity,name\n"
    private static let bought = "A,\(Sheet.british),2,\n,\(Sheet.french),1,Ann\n"
    private static let refused = "B,\(Sheet.british),1,Bob\n,\(Sheet.british),3,\"Carl, C.\"\n"

    /// A batch `fleet` of two orders that are bought and two that were refused.
    private func withRefusedOrders(_ body: (Workplace) async throws -> Void) async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Self.header + Self.bought)
            try await place.buy(sheet, "--batch", "fleet")
            try await place.sandbox.set(["faults": "seed=1,failed-order=1"])
            try place.write("fleet.csv", Self.header + Self.bought + Self.refused)
            let result = try await place.buy(sheet, "--batch", "fleet", exits: 4)
            #expect(result["counts"]["refused"] == 2)
            try await place.sandbox.set(["faults": ""])
            try await body(place)
        }
    }

    @Test func `corrected and run, it buys the refused orders once and nothing else`()
        async throws
    {
        try await withRefusedOrders { place in
            let made = try await place.run("retry-sheet", "fleet")
            #expect(
                made.stdout == "order,bundle,quantity,name\r\nB,\(Sheet.british),1,Bob\r\n"
                    + ",\(Sheet.british),3,\"Carl, C.\"\r\n")
            let corrected = made.stdout.replacing("B,\(Sheet.british)", with: "B,\(Sheet.french)")
            let again = try place.write("again.csv", corrected)
            let result = try await place.buy(again, "--batch", "fleet")
            #expect(result["outcome"] == "complete")
            // 2 + 1 of the first run, 1 + 3 of the corrected sheet.
            #expect(try await place.sandbox.truth()["esims"] == 7)
            #expect(try place.orderFolders(of: "fleet").count == 4)
            for sheet in ["again.csv", "again.csv"] {
                let rerun = try await place.buy(sheet, "--batch", "fleet")
                #expect(rerun["outcome"] == "nothing-to-do")
            }
            // The old sheet still asks for what B was before.
            let old = try await place.buy("fleet.csv", "--batch", "fleet", exits: 2)
            #expect(old["findings"].elements.contains { $0["rule"] == "order-changed" })
            #expect(try await place.sandbox.truth()["esims"] == 7)
            let none = try await place.run("retry-sheet", "fleet")
            #expect(none.stdout.isEmpty)
            #expect(none.stderr.contains("no order is refused"))
        }
    }

    @Test func `a sheet whose columns stand otherwise has its retry sheet recognised`()
        async throws
    {
        try await withSandbox { place in
            let header = "bundle,note,group\n"
            let first = "\(Sheet.british),n1,g1\n"
            let sheet = try place.write("fleet.csv", header + first)
            try await place.buy(sheet, "--batch", "fleet")
            try await place.sandbox.set(["faults": "seed=1,failed-order=1"])
            try place.write(
                "fleet.csv", header + first + "\(Sheet.british),,g2\n\(Sheet.british),n3,g3\n")
            try await place.buy(sheet, "--batch", "fleet", exits: 4)
            try await place.sandbox.set(["faults": ""])
            let made = try await place.run(
                "retry-sheet", "fleet", "--output-file", "again.csv", "--json"
            ).json
            #expect(
                made["notes"].elements.contains {
                    $0.string?.contains("esimbatch run again.csv --batch fleet") ?? false
                })
            let again = try await place.buy("again.csv", "--batch", "fleet")
            #expect(again["outcome"] == "complete")
            #expect(try await place.sandbox.truth()["count"] == 3)
        }
    }

    @Test func `run as it is, it tries the refused orders again`() async throws {
        try await withRefusedOrders { place in
            let made = try await place.run(
                "retry-sheet", "fleet", "--output-file", "again.csv", "--json")
            #expect(try made.json["orders"] == 2)
            #expect(try made.json["file"] == "again.csv")
            try await place.buy("again.csv", "--batch", "fleet")
            #expect(try await place.sandbox.truth()["esims"] == 7)
            let old = try await place.buy("fleet.csv", "--batch", "fleet")
            #expect(old["outcome"] == "nothing-to-do")
            #expect(try await place.sandbox.truth()["esims"] == 7)
        }
    }

    @Test func `it is never written over a file, and its batch has to be there`() async throws {
        try await withRefusedOrders { place in
            let path = try place.write("again.csv", "mine")
            try await place.run("retry-sheet", "fleet", "--output-file", path, exits: 8)
            #expect(try place.ownText("again.csv") == "mine")
            let unknown = try await place.run("retry-sheet", "flete", exits: 1)
            #expect(unknown.stderr.contains("did you mean fleet?"))
            try await place.run("retry-sheet", "fleet", "--json", exits: 64)
        }
    }
}
