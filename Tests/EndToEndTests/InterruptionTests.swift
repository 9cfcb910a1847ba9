// Runs that are cut short, gently and not: the next one finishes them, and nothing is bought twice.

import Testing

@Suite struct InterruptionTests {
    /// So slow that a run is under way at the moment it is cut, however busy the machine.
    private static let pace = "--pace=1s"

    @Test func `130 for an interrupt in mid-run, and a rerun finishes`() async throws {
        try await withSandbox("--latency", "150ms") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(12))
            let cut = try await place.buy(
                sheet, "--concurrency", "1", Self.pace, exits: 130
            ) { program in
                try await place.sandbox.waitUntilBought(3)
                try program.interrupt()
            }
            #expect(cut["outcome"] == "interrupted")
            #expect(cut["exitCode"] == 130)
            // What was in flight was recorded first: nothing is unknown.
            #expect(cut["counts"]["unconfirmed"] == 0)
            let bought = try #require(try await place.sandbox.truth()["count"].int)
            #expect((3..<12).contains(bought))
            let again = try await place.buy(sheet)
            #expect(again["outcome"] == "complete")
            try await place.expectAllOnce(12)
        }
    }

    @Test func `130 for an interrupt at the question, with a document that says so`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(2))
            let shown = try await place.runAtTerminal(
                "run", sheet, "--json", typing: "\u{3}", exits: 130)
            let start = try #require(shown.stdout.firstIndex(of: "{"))
            let end = try #require(shown.stdout.lastIndex(of: "}"))
            let document = try JSON(reading: String(shown.stdout[start...end]))
            #expect(document["outcome"] == "interrupted")
            #expect(document["exitCode"] == 130)
            #expect(document["batch"] == "fleet")
            #expect(document["sheet"]["name"] == "fleet.csv")
            #expect(shown.stdout.contains("interrupted at the question: nothing was bought"))
            #expect(try await place.sandbox.truth()["count"] == 0)
        }
    }

    @Test func `143 for a termination in mid-run, and resume finishes`() async throws {
        try await withSandbox("--latency", "150ms") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(12))
            let cut = try await place.buy(
                sheet, "--concurrency", "2", Self.pace, exits: 143
            ) { program in
                try await place.sandbox.waitUntilBought(4)
                try program.terminate()
            }
            #expect(cut["outcome"] == "interrupted")
            #expect(cut["exitCode"] == 143)
            let resumed = try await place.run("resume", "--json").json
            #expect(resumed["outcome"] == "complete")
            try await place.expectAllOnce(12)
        }
    }

    @Test func `130 for an interrupt while install data is awaited`() async throws {
        try await withSandbox("--assignment-delay", "1h") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(2))
            let cut = try await place.buy(sheet, exits: 130) { program in
                try await place.sandbox.waitForRequests("GET /esims/assignments", 2)
                try program.interrupt()
            }
            #expect(cut["counts"]["pending"] == 2)
            try await place.sandbox.set(["assignment-delay": "0s"])
            try await place.run("resume")
            try await place.expectAllOnce(2)
        }
    }

    @Test(arguments: [1, 4, 9])
    func `after a kill in mid-run nothing is lost and nothing bought twice`(
        _ moment: Int
    ) async throws {
        try await withSandbox("--latency", "100ms") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(12))
            try await place.run(
                "run", sheet, "--yes", "--concurrency", "4", "--request-timeout", "1s",
                Self.pace, exits: -9
            ) { program in
                try await place.sandbox.waitUntilBought(moment)
                try program.kill()
            }
            try await place.run("resume", "--request-timeout", "1s")
            try await place.expectAllOnce(12)
            #expect(try await place.buy(sheet)["outcome"] == "nothing-to-do")
        }
    }

    @Test(arguments: [7, 8])
    func `after a kill amid faults nothing is lost and nothing bought twice`(
        _ seed: Int
    ) async throws {
        let faults =
            "seed=\(seed),drop-after-buying=0.15,drop-before-buying=0.15,"
            + "unavailable-after-accepting=0.1,error-500=0.1,garbled=0.1,rate-limited=0.1"
        try await withSandbox("--latency", "50ms", "--faults", faults) { place in
            let sheet = try place.write("fleet.csv", Sheet.single(16))
            try await place.run(
                "run", sheet, "--yes", "--concurrency", "4", "--request-timeout", "1s",
                Self.pace, exits: -9
            ) { program in
                try await place.sandbox.waitUntilBought(3)
                try program.kill()
            }
            try await place.sandbox.set(["faults": ""])
            try await place.run("resume", "--request-timeout", "1s")
            try await place.expectAllOnce(16)
        }
    }

    @Test func `after a kill the same sheet finishes what the run began`() async throws {
        try await withSandbox("--latency", "100ms") { place in
            let sheet = try place.write(
                "fleet.csv", Sheet.orders(("A", Sheet.british, 37), ("B", Sheet.french, 4)))
            try await place.run(
                "run", sheet, "--yes", "--concurrency", "2", "--request-timeout", "1s",
                Self.pace, exits: -9
            ) { program in
                try await place.sandbox.waitUntilBought(2)
                try program.kill()
            }
            let result = try await place.buy(sheet, "--request-timeout", "1s")
            #expect(result["outcome"] == "complete")
            try await place.expectAllOnce(41)
            let truth = try await place.sandbox.truth()
            #expect(truth.boughtQuantities.sorted() == [4, 7, 10, 10, 10])
        }
    }
}
