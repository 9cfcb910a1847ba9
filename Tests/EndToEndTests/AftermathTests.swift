// Tagging and revoking with the built program against the sandbox.

import Testing

@Suite struct AftermathTests {
    @Test func `published eSIMs are tagged, and a rerun asks nothing`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.orders(("TOUR-17", Sheet.british, 3)))
            let report = try await place.buy(sheet, "--tag-esims")
            #expect(report["notes"].elements.contains("3 eSIMs tagged at the provider."))
            let requests = try await place.sandbox.truth()["requests"]
            #expect(requests["PUT /esims"] == 3)
            try await place.buy(sheet, "--tag-esims")
            #expect(try await place.sandbox.truth()["requests"] == requests)
            try await place.run(
                "run", sheet, "--yes", exits: 8, environment: ["ESIMBATCH_TAG_ESIMS": "both"])
        }
    }

    @Test func `resume tags what a run without the flag did not`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.orders(("TOUR-17", Sheet.british, 2)))
            try await place.buy(sheet)
            let resumed = try await place.run(
                "resume", environment: ["ESIMBATCH_TAG_NAMES": "true"])
            #expect(resumed.stdout.contains("2 eSIMs tagged"))
        }
    }

    @Test func `revoking needs consent of its own, and is not done while eSIMs are to come`()
        async throws
    {
        try await withSandbox("--assignment-delay", "1h") { place in
            let sheet = try place.write("fleet.csv", Sheet.orders(("A", Sheet.british, 2)))
            try await place.buy(sheet, "--assignment-timeout", "1s", exits: 6)
            let file = try place.write("c.yaml", "yes: true\n")
            try await place.run("revoke", "A", "--config", file, exits: 64)
            let early = try await place.run("revoke", "A", "--yes", "--json", exits: 6).json
            #expect(early["outcome"] == "pending")
            #expect(early["revoked"] == 0)
            try await place.sandbox.set(["assignment-delay": "0s"])
            try await place.run("resume")
            #expect(
                try await place.run("revoke", "A", "--yes", "--json").json["revoked"] == 2)
        }
    }

    @Test func `a name that is a batch's and that of any number of orders revokes nothing`()
        async throws
    {
        try await withSandbox { place in
            let sheet = try place.write(
                "TOUR.csv", Sheet.orders(("TOUR", Sheet.british, 1), ("B", Sheet.french, 1)))
            for batch in ["TOUR", "second", "third"] {
                try await place.buy(sheet, "--batch", batch, "--allow-repeats")
                let refused = try await place.run("revoke", "TOUR", "--yes", exits: 64)
                #expect(refused.stderr.contains("is the name of a batch and of an order"))
            }
            let one = try await place.run("revoke", "second/TOUR", "--yes", "--json").json
            #expect(one["revoked"] == 1)
        }
    }

    @Test func `revoking shows a plan, needs consent, and is done once`() async throws {
        try await withSandbox { place in
            let sheet = try place.write(
                "fleet.csv", Sheet.orders(("A", Sheet.british, 2), ("B", Sheet.french, 1)))
            try await place.buy(sheet)
            try await place.run("revoke", "A", exits: 64)
            let declined = try await place.runAtTerminal("revoke", "A", typing: "n\n", exits: 130)
            #expect(declined.stdout.contains("leaves the account"))
            #expect(declined.stdout.contains("nothing was revoked"))
            let done = try await place.run("revoke", "A", "--yes", "--json").json
            #expect(done["outcome"] == "complete")
            #expect(done["revoked"] == 2)
            #expect(done["esims"].elements.allSatisfy { $0["leavesAccount"] == true })
            #expect(try await place.sandbox.truth()["requests"]["DELETE transaction"] == 2)
            let again = try await place.run("revoke", "fleet", "--yes", "--json").json
            #expect(again["esims"].elements.count { $0["result"] == "already-revoked" } == 2)
            #expect(try await place.sandbox.truth()["requests"]["DELETE transaction"] == 3)
            #expect(try place.text("fleet/A/order.json").contains("\"revocations\""))
            let shown = try place.text("fleet/report.html")
            #expect(shown.contains("<dt>eSIMs revoked</dt><dd>3</dd>"))
            #expect(try await place.run("status", "fleet").stdout.contains("revoked: 2 of 2"))
            #expect(try await place.run("show", "A").stdout.contains("left the account"))
            let rerun = try await place.buy(sheet)
            #expect(rerun["outcome"] == "nothing-to-do")
            // The page still tells of the run that bought.
            let page = try place.text("fleet/report.html")
            #expect(page.contains("Balance before that run"))
            #expect(page.contains("The books close"))
            #expect(try await place.sandbox.truth()["count"] == 2)
        }
    }

    @Test func `a killed revocation is finished by the next one, and nothing is sent twice`()
        async throws
    {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.orders(("A", Sheet.british, 4)))
            try await place.buy(sheet)
            // So slow that a busy machine sees two requests before the fourth is answered.
            try await place.sandbox.set(["latency": "1s"])
            try await place.run("revoke", "A", "--yes", exits: -9) { program in
                try await place.sandbox.waitForRequests("DELETE transaction", 2)
                try program.kill()
            }
            try await place.sandbox.set(["latency": "0s"])
            let finished = try await place.run("revoke", "A", "--yes", "--json")
            #expect(try finished.json["exitCode"] == 0)
            let requests = try await place.sandbox.truth()["requests"]
            #expect(requests["DELETE transaction"] == 4)
            let status = try await place.run("status", "fleet", "--json").json
            #expect(status["orders"][0]["revoked"] == 4)
        }
    }

    @Test func `an eSIM that was given back and is sold again is the new order's`() async throws {
        try await withSandbox { place in
            let first = try place.write("first.csv", Sheet.orders(("A", Sheet.british, 1)))
            try await place.buy(first, "--tag-esims")
            try await place.run("revoke", "A", "--yes")
            try await place.sandbox.set(["faults": "seed=1,reissue=1"])
            let second = try place.write("second.csv", Sheet.orders(("B", Sheet.british, 1)))
            let report = try await place.buy(second, "--tag-esims")
            #expect(report["outcome"] == "complete")
            let old = try place.publishedICCIDs(of: "first")
            #expect(try place.publishedICCIDs(of: "second") == old)
            #expect(try await place.sandbox.truth()["requests"]["PUT /esims"] == 2)
            // The one that is alive can be given back too.
            let revoked = try await place.run("revoke", "B", "--yes", "--json").json
            #expect(revoked["revoked"] == 1)
        }
    }

    @Test func `a lost answer is looked up, not repeated`() async throws {
        try await withSandbox("--faults", "seed=1,drop-after-revoking=1") { place in
            let sheet = try place.write("fleet.csv", Sheet.orders(("A", Sheet.british, 1)))
            try await place.buy(sheet)
            let done = try await place.run("revoke", "A", "--yes", "--json").json
            #expect(done["outcome"] == "complete")
            #expect(try await place.sandbox.truth()["requests"]["DELETE transaction"] == 1)
        }
    }
}
