// The exit codes that scripts rely on, each produced for real.

import Testing

@Suite struct ExitCodeTests {
    @Test func `0 when all is bought, and 0 again when nothing is left to do`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(2))
            let first = try await place.buy(sheet)
            let second = try await place.run("run", sheet, "--yes")
            #expect(first["outcome"] == "complete")
            #expect(second.stdout.contains("everything was bought before"))
            #expect(try await place.sandbox.truth()["count"] == 2)
        }
    }

    @Test func `1 when the provider cannot be reached`() async throws {
        try await withoutSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let result = try await place.buy(sheet, exits: 1)
            #expect(result["outcome"] == "failed")
            #expect(result["exitCode"] == 1)
        }
    }

    @Test func `2 when the sheet has errors`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.orders(("A", Sheet.british, 0)))
            let result = try await place.buy(sheet, exits: 2)
            #expect(result["outcome"] == "invalid")
            #expect(result["findings"][0]["rule"] == "quantity-range")
            #expect(try await place.sandbox.truth()["requests"].members.isEmpty)
        }
    }

    @Test(arguments: ["validate", "run"])
    func `2 when an order fails the provider's validation, with the bundle that was meant`(
        _ command: String
    ) async throws {
        try await withSandbox { place in
            let sheet = try place.write(
                "fleet.csv",
                Sheet.orders(("A", Sheet.french, 1), ("B", "esim_1GB_7D_BG_V2", 1)))
            let option = command == "run" ? "--yes" : "--verbose"
            let result = try await place.run(command, sheet, option, exits: 2)
            #expect(result.stdout.contains("bundle-unknown"))
            #expect(result.stdout.contains(Sheet.british))
            #expect(try await place.sandbox.truth()["count"] == 0)
        }
    }

    @Test(arguments: [
        ("--expect-orders", "3", "expected-orders"), ("--expect-esims", "9", "expected-esims"),
    ])
    func `2 when a control total differs`(
        _ option: String, _ number: String, _ rule: String
    ) async throws {
        try await withSandbox { place in
            let sheet = try place.write(
                "fleet.csv", Sheet.orders(("A", Sheet.british, 2), ("B", Sheet.french, 3)))
            let result = try await place.buy(sheet, option, number, exits: 2)
            #expect(result["findings"][0]["rule"].string == rule)
            #expect(try await place.sandbox.truth()["count"] == 0)
            try await place.buy(sheet, "--expect-orders", "2", "--expect-esims", "5")
        }
    }

    @Test func `4 when the provider refuses an order, and a rerun asks again`() async throws {
        try await withSandbox("--faults", "seed=1,failed-order=1") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(2))
            let refused = try await place.buy(sheet, exits: 4)
            #expect(refused["outcome"] == "some-refused")
            #expect(refused["counts"]["refused"] == 2)
            #expect(refused["orders"][0]["reason"].string?.contains("failed") == true)
            try await place.sandbox.set(["faults": ""])
            let again = try await place.buy(sheet)
            #expect(again["counts"]["published"] == 2)
            #expect(try await place.sandbox.truth()["esims"] == 2)
        }
    }

    @Test func `6 when install data is pending, and resume finishes it`() async throws {
        try await withSandbox("--assignment-delay", "1h") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(2))
            let pending = try await place.buy(sheet, "--assignment-timeout", "1s", exits: 6)
            #expect(pending["outcome"] == "pending")
            #expect(pending["counts"]["pending"] == 2)
            #expect(try place.orderFolders(of: "fleet") == [])
            try await place.sandbox.set(["assignment-delay": "0s"])
            let resumed = try await place.run("resume", "--json").json
            #expect(resumed["outcome"] == "complete")
            #expect(resumed["counts"]["published"] == 2)
            #expect(try place.orderFolders(of: "fleet") == ["ORDER-1", "ORDER-2"])
            #expect(try await place.sandbox.truth()["count"] == 2)
        }
    }

    @Test func `7 while another run holds the ledger, which then ends in peace`() async throws {
        try await withSandbox("--assignment-delay", "1h") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let first = try await place.buy(sheet) { _ in
                try await place.sandbox.waitUntilBought(1)
                let second = try await place.buy(sheet, exits: 7)
                #expect(second["outcome"] == "locked")
                try await place.run("resume", exits: 7)
                // Looking is always possible.
                let status = try await place.run("status")
                #expect(status.stdout.contains("fleet"))
                try await place.sandbox.set(["assignment-delay": "0s"])
            }
            #expect(first["outcome"] == "complete")
            #expect(try await place.sandbox.truth()["count"] == 1)
        }
    }

    @Test func `resume with nothing left says so`() async throws {
        try await withSandbox { place in
            try await place.run("resume", exits: 8)
            try await place.buy(try place.write("fleet.csv", Sheet.single(1)))
            let result = try await place.run("resume", "--json").json
            #expect(result["outcome"] == "nothing-to-do")
            #expect(result["exitCode"] == 0)
        }
    }
}
