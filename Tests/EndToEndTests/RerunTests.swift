// Identity: what a second run of a sheet buys, and what it refuses.

import Testing

@Suite struct RerunTests {
    /// Which of its lines are whose nobody can tell, and who joins by line is not to be misled.
    @Test func `a sheet with errors leaves the summary what was admitted`() async throws {
        try await withSandbox { place in
            let sheet = try place.write(
                "fleet.csv", Sheet.orders(("A", Sheet.british, 1), ("B", Sheet.british, 1)))
            try await place.buy(sheet)
            let before = try place.ownText("orders/fleet/summary.csv")
            let admitted = try place.document("fleet/summary.json")["sheet"]
            try place.write(
                "fleet.csv",
                Sheet.orders(
                    ("X", Sheet.french, 2), ("B", Sheet.british, 1), ("A", Sheet.british, 2)))
            let refused = try await place.buy(sheet, exits: 2)
            #expect(refused["sheet"]["lines"] == 3)
            #expect(try place.ownText("orders/fleet/summary.csv") == before)
            let summary = try place.document("fleet/summary.json")
            #expect(summary["outcome"] == "invalid")
            #expect(summary["sheet"]["sha256"] == admitted["sha256"])
            #expect(summary["notes"][0].string?.contains("not taken: fleet.csv, 3 lines") == true)
        }
    }

    @Test func `the same sheet twice buys once`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(3))
            try await place.buy(sheet)
            let again = try await place.buy(sheet)
            #expect(again["outcome"] == "nothing-to-do")
            #expect(again["counts"]["alreadyBought"] == 3)
            #expect(again["counts"]["published"] == 3)
            #expect(again["cost"] == "0.00")
            #expect(try await place.sandbox.truth()["count"] == 3)
        }
    }

    @Test func `reordered lines buy nothing, and a new line buys itself`() async throws {
        try await withSandbox { place in
            let british = Sheet.british
            let sheet = try place.write(
                "fleet.csv", Sheet.orders(("A", british, 1), ("B", Sheet.french, 2)))
            try await place.buy(sheet)
            try place.write(
                "fleet.csv",
                Sheet.orders(("C", british, 3), ("B", Sheet.french, 2), ("A", british, 1)))
            let again = try await place.buy(sheet)
            let truth = try await place.sandbox.truth()
            #expect(again["counts"]["alreadyBought"] == 2)
            #expect(again["cost"] == "6.84")
            #expect(truth.boughtQuantities.sorted() == [1, 2, 3])
            #expect(Set(try place.publishedICCIDs(of: "fleet")) == Set(truth.boughtICCIDs))
        }
    }

    @Test func `two rows of one bundle are two orders, and a third is one more`() async throws {
        try await withSandbox { place in
            let rows = "bundle,name\n\(Sheet.british),Ada\n\(Sheet.british),Ben\n"
            let sheet = try place.write("fleet.csv", rows)
            let first = try await place.buy(sheet, "--batch", "fleet")
            #expect(first["counts"]["orders"] == 2)
            try place.write("fleet.csv", rows + "\(Sheet.british),Cleo\n")
            try await place.buy(sheet, "--batch", "fleet")
            #expect(try await place.sandbox.truth().boughtQuantities == [1, 1, 1])
            #expect(
                try place.orderFolders(of: "fleet") == (1...3).map { "\(Sheet.british)-x1-\($0)" })
        }
    }

    @Test func `a removed traveller's eSIM is not handed to the next`() async throws {
        try await withSandbox { place in
            let header = "bundle,name\n"
            let rows = ["Ada", "Ben", "Cleo"].map { "\(Sheet.british),\($0)\n" }
            let sheet = try place.write("fleet.csv", header + rows.joined())
            let before = try await place.buy(sheet, "--batch", "fleet")
            try place.write("fleet.csv", header + rows[1] + rows[2])
            let after = try await place.buy(sheet, "--batch", "fleet")
            #expect(after["outcome"] == "nothing-to-do")
            #expect(after.reportedICCIDs == Array(before.reportedICCIDs.dropFirst()))
            #expect(after["findings"][0]["rule"] == "order-removed")
            #expect(after["findings"][0]["severity"] == "warning")
        }
    }

    @Test func `2 when what a bought order buys has changed`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.orders(("A", Sheet.british, 1)))
            try await place.buy(sheet)
            try place.write(
                "fleet.csv", Sheet.orders(("A", Sheet.british, 2), ("B", Sheet.french, 1)))
            let again = try await place.buy(sheet, exits: 2)
            #expect(again["findings"][0]["rule"] == "order-changed")
            #expect(again["findings"][0]["message"].string?.contains("\"A\"") == true)
            #expect(try await place.sandbox.truth()["count"] == 1)
        }
    }

    @Test func `a changed carried column is in the results, and buys nothing`() async throws {
        try await withSandbox { place in
            let row = "A,\(Sheet.british)"
            let sheet = try place.write("fleet.csv", "order,bundle,name\n\(row),Ada\n")
            try await place.buy(sheet)
            let before = try place.table("fleet/A/esims.csv")
            try place.write("fleet.csv", "order,bundle,name\n\(row),Ada Archer\n")
            let again = try await place.buy(sheet)
            let after = try place.table("fleet/A/esims.csv")
            #expect(again["findings"][0]["rule"] == "column-changed")
            #expect(after[0]["name"] == "Ada Archer")
            #expect(after[0]["iccid"] == before[0]["iccid"])
            #expect(try place.text("fleet/summary.csv").contains("Ada Archer"))
            #expect(try await place.sandbox.truth()["count"] == 1)
        }
    }

    @Test func `2 when another batch bought the order, unless repeats are allowed`()
        async throws
    {
        try await withSandbox { place in
            let sheet = try place.write("monday.csv", Sheet.single(1))
            try await place.buy(sheet)
            let repeated = try await place.buy(sheet, "--batch", "tuesday", exits: 2)
            let message = repeated["findings"][0]["message"].string ?? ""
            #expect(repeated["findings"][0]["rule"] == "order-repeated")
            #expect(message.contains("\"monday\""))
            try await place.buy(sheet, "--batch", "tuesday", "--allow-repeats")
            let next = try await place.run(
                "validate", sheet, "--batch", "wednesday", "--allow-repeats")
            #expect(next.stdout.contains("--batch wednesday"))
            #expect(next.stdout.contains("--allow-repeats"))
            #expect(try await place.sandbox.truth()["count"] == 2)
            #expect(try place.orderFolders(of: "tuesday") == ["ORDER-1"])
        }
    }

    @Test func `lines without an order are bought again under another batch name`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("nightly.csv", "bundle\n\(Sheet.british)\n")
            try await place.buy(sheet, "--batch", "2026-05-01")
            try await place.buy(sheet, "--batch", "2026-05-01")
            try await place.buy(sheet, "--batch", "2026-05-02")
            #expect(try await place.sandbox.truth()["count"] == 2)
        }
    }

    @Test func `a folder that was removed is rendered again, and nothing bought`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(2))
            try await place.buy(sheet)
            let before = try place.table("fleet/ORDER-1/esims.csv")
            try place.removeOutput("fleet/ORDER-1")
            try await place.buy(sheet)
            #expect(try place.table("fleet/ORDER-1/esims.csv") == before)
            #expect(try await place.sandbox.truth()["count"] == 2)
        }
    }
}
