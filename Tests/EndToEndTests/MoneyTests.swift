// Money: ceilings, short balances, rising prices, and books that do not close.

import Testing

@Suite struct MoneyTests {
    @Test func `3 when the balance covers single orders but not their sum`() async throws {
        try await withSandbox("--balance", "4.55") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(2))
            let result = try await place.buy(sheet, exits: 3)
            #expect(result["outcome"] == "over-budget")
            #expect(result["cost"] == "4.56")
            #expect(result["balance"]["before"] == "4.55")
            try await place.run("validate", sheet, exits: 3)
            try await place.sandbox.topUp("0.01")
            let bought = try await place.buy(sheet)
            #expect(bought["balance"]["after"] == "0.00")
        }
    }

    /// Each order's cost is kept rounded up; what was bought is what is gone.
    @Test func `a script that compares the cost with the balance finds it right to the cent`()
        async throws
    {
        try await withSandbox { place in
            let sheet = try place.write(
                "fleet.csv",
                Sheet.orders(
                    ("A", "esim_1GB_7D_TH_V2", 1), ("B", "esim_1GB_7D_TH_V2", 1),
                    ("C", "esim_1GB_7D_TH_V2", 1), ("D", "esim_1GB_7D_TH_V2", 1)))
            let result = try await place.buy(sheet)
            #expect(result["cost"] == "9.03")
            #expect(result["balance"]["before"] == "1000.00")
            #expect(result["balance"]["after"] == "990.97")
            #expect(result["booksClose"] == true)
            #expect(try place.document("fleet/summary.json")["cost"] == "9.03")
        }
    }

    @Test func `3 when the balance does not cover a single order`() async throws {
        try await withSandbox("--balance", "1.00") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let result = try await place.buy(sheet, exits: 3)
            #expect(result["outcome"] == "over-budget")
            // The provider tells no price of what the balance does not cover.
            #expect(
                result["notes"][0].string?.contains(
                    "all of it costs about 2.28 USD, 1.28 USD more.") == true)
            #expect(try await place.sandbox.truth()["count"] == 0)
        }
    }

    @Test(
        arguments: [
            ("4.55", 3), ("4.55USD", 3), ("4.56EUR", 3), ("4.56", 0), ("4.56USD", 0), ("5", 0),
        ] as [(String, Int32)])
    func `the ceiling is compared to the cent`(_ ceiling: String, _ code: Int32) async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(2))
            // A ceiling is consent enough without a terminal.
            try await place.run("run", sheet, "--max-cost", ceiling, exits: code)
            #expect(try await place.sandbox.truth()["count"] == (code == 0 ? 2 : 0))
        }
    }

    @Test func `the plan is printed before it buys, and the balance afterwards`() async throws {
        try await withSandbox("--balance", "100.00") { place in
            let sheet = try place.write(
                "fleet.csv", Sheet.orders(("A", Sheet.british, 2), ("B", Sheet.french, 1)))
            let result = try await place.run("run", sheet, "--yes")
            #expect(result.stderr.contains("2 orders, 3 eSIMs"))
            #expect(result.stderr.contains("6.66 USD"))
            #expect(result.stderr.contains("100.00 USD, afterwards 93.34 USD"))
            #expect(result.stdout.contains("93.34 USD"))
            #expect(result.stdout.contains("the books close"))
        }
    }

    @Test func `5 when money is gone that no listed order explains`() async throws {
        try await withSandbox("--assignment-delay", "1h", "--list-delay", "1h") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let result = try await place.buy(sheet, exits: 5) { _ in
                try await place.sandbox.waitUntilBought(1)
                try await place.sandbox.buyForSomebodyElse(Sheet.french, from: "203.0.113.9")
                // By the second look the balance that was read at the purchase is too old.
                try await place.sandbox.waitForRequests("GET /esims/assignments", 2)
                try await place.sandbox.set(["assignment-delay": "0s"])
            }
            #expect(result["outcome"] == "needs-a-person")
            #expect(result["booksClose"] == false)
            #expect(result["counts"]["published"] == 1)
            #expect(result["cost"] == "2.28")
            #expect(result["balance"]["after"] == "995.62")
        }
    }

    @Test func `somebody else's listed order explains the difference`() async throws {
        try await withSandbox("--assignment-delay", "1h") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let result = try await place.buy(sheet) { _ in
                try await place.sandbox.waitUntilBought(1)
                try await place.sandbox.buyForSomebodyElse(Sheet.french, from: "203.0.113.9")
                // By the second look the balance that was read at the purchase is too old.
                try await place.sandbox.waitForRequests("GET /esims/assignments", 2)
                try await place.sandbox.set(["assignment-delay": "0s"])
            }
            #expect(result["booksClose"] == true)
            #expect(result["balance"]["after"] == "995.62")
        }
    }

    @Test func `5 and no further purchase when a price rises under way`() async throws {
        // The pace leaves time to act between two purchases.
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(4))
            let result = try await place.buy(
                sheet, "--pace", "2s", "--concurrency", "1", exits: 5
            ) { _ in
                try await place.sandbox.waitUntilBought(1)
                try await place.sandbox.reprice(Sheet.british, at: "9.00")
            }
            #expect(result["outcome"] == "needs-a-person")
            #expect(result["counts"]["published"] == 2)
            #expect(result["counts"]["ready"] == 2)
            #expect(result["cost"] == "11.28")
            #expect(result["booksClose"] == true)
            let truth = try await place.sandbox.truth()
            #expect(truth["count"] == 2)
            // What is left is admitted at the old price, so resume needs the person's word.
            try await place.run("resume", exits: 3)
            try await place.run("resume", "--max-cost", "18.00")
            #expect(try await place.sandbox.truth()["esims"] == 4)
        }
    }
}
