// Settings, names and files that could be misread: refused in words that help, and nothing of a
// password shown.

import Foundation
import Testing

@Suite struct MisreadSettingsTests {
    @Test(arguments: [
        "  max-cost: 100.00\n  max-csot: 5\n", "\tmax-csot: 5\n",
        "# A ceiling.\n\n    concurrency: 1\n    # And more.\n    max-csot: 5\n",
    ])
    func `8 for a misspelt key, however far in all keys of the file stand`(
        _ text: String
    ) async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let file = try place.write("c.yaml", text)
            let result = try await place.run("run", sheet, "--yes", "--config", file, exits: 8)
            #expect(result.stderr.contains("the unknown key max-csot"))
            #expect(try await place.sandbox.truth()["count"] == 0)
        }
    }

    @Test func `keys that are all as far in count like others`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(2))
            let file = try place.write("c.yaml", "  max-cost: 1.00\n  concurrency: 1\n")
            try await place.run("validate", sheet, "--config", file, exits: 3)
        }
    }

    @Test(arguments: ["25h", "61m", "3601s"])
    func `a request timeout beyond an hour is refused, and the limit named`(
        _ text: String
    ) async throws {
        try await withoutSandbox { place in
            let flag = try await place.run("balance", "--request-timeout", text, exits: 64)
            #expect(flag.stderr.contains("--request-timeout is \"\(text)\""))
            #expect(flag.stderr.contains("at most 60m"))
            #expect(flag.stdout.isEmpty)
            let variable = try await place.run(
                "balance", exits: 8, environment: ["ESIMBATCH_REQUEST_TIMEOUT": text])
            #expect(variable.stderr.contains("at most 60m"))
        }
    }

    @Test func `a request timeout of an hour is taken`() async throws {
        try await withSandbox { place in
            let result = try await place.run("balance", "--request-timeout", "60m")
            #expect(result.stdout == "1000.00 USD\n")
        }
    }

    @Test(arguments: [
        "https://jo3nas:s3same@example.com/v2.4", "http://jo3nas:s3same@127.0.0.1:1/v2.4",
        "https://s3same@example.com/v2.4",
    ])
    func `8 for an address with a user's name or a password, and neither is shown`(
        _ address: String
    ) async throws {
        try await withoutSandbox { place in
            let file = try place.write("c.yaml", "base-url: \"\(address)\"\n")
            let variables = ["ESIMBATCH_BASE_URL": address]
            let unset = ["ESIMBATCH_BASE_URL": nil] as [String: String?]
            let refused = [
                try await place.run("balance", "--base-url", address, exits: 8),
                try await place.run("balance", "--base-url", address, "--json", exits: 8),
                try await place.run("balance", "-v", exits: 8, environment: variables),
                try await place.run("balance", "--config", file, exits: 8, environment: unset),
            ]
            for result in refused {
                let shown = result.stdout + result.stderr
                #expect(!shown.contains("s3same"))
                #expect(!shown.contains("jo3nas"))
                #expect(shown.contains("a user's name or a password"))
            }
        }
    }

    @Test func `a name that is a folder's and another order's title is told apart by what is said`()
        async throws
    {
        try await withSandbox { place in
            let sheet = try place.write(
                "fleet.csv",
                Sheet.orders(("TOUR", Sheet.british, 1), ("fleet/TOUR", Sheet.french, 2)))
            try await place.buy(sheet)
            let ambiguous = try await place.run("show", "fleet/TOUR", exits: 1)
            #expect(ambiguous.stderr.contains("is the name of several orders"))
            let hint = try #require(ambiguous.stderr.components(separatedBy: "say which: ").last)
            let words = hint.prefix { !$0.isNewline }.split(separator: ", ")
            #expect(words.count == 2)
            var found: Set<String?> = []
            // As a person copies them into a shell.
            let program = try ProgramFile.path
            for word in words {
                let result = try await place.shell("'\(program)' show --json \(word)")
                #expect(result.status == 0, "\(result)")
                found.insert(try result.json["order"].string)
            }
            #expect(found == ["TOUR", "fleet/TOUR"])
        }
    }

    /// Whoever settles the wrong one buys what was bought.
    @Test func `an order whose name looks like another one's part is not taken for it`()
        async throws
    {
        try await withSandbox("--faults", "seed=1,error-500=1") { place in
            let sheet = try place.write(
                "t.csv",
                Sheet.orders(("TOUR#2", Sheet.british, 1), ("TOUR", Sheet.french, 12)))
            try await place.buy(sheet, exits: 5)
            let decision = ["--not-bought", "--reason", "not in the portal"]
            for name in ["TOUR#2", "t/TOUR#2"] {
                let wrong = try await place.run(
                    arguments: ["settle", name] + decision, exits: 1)
                #expect(wrong.stderr.contains("say which: 't/TOUR#02', 't/TOUR#2/'"))
                try await place.run("show", name, exits: 1)
            }
            let single = try await place.run(
                arguments: ["settle", "t/TOUR#2/"] + decision + ["--json"], exits: 0)
            #expect(try single.json["order"] == "TOUR#2")
            let part = try await place.run(
                arguments: ["settle", "t/TOUR#02"] + decision + ["--json"], exits: 0)
            #expect(try part.json["order"] == "TOUR")
            #expect(try part.json["part"] == 2)
            // With one part only, the other one is meant.
            #expect(try await place.run("show", "t/TOUR#1", "--json").json["order"] == "TOUR")
        }
    }

    @Test(arguments: ["", " ", "   ", "\t", "\u{A0}"])
    func `64 for a decision without a reason`(_ reason: String) async throws {
        try await withoutSandbox { place in
            let result = try await place.run(
                "settle", "ORDER-1", "--not-bought", "--reason", reason, exits: 64)
            #expect(result.stdout.isEmpty)
            #expect(result.stderr.contains("--reason TEXT"))
        }
    }

    @Test func `a corrected copy is never written over a file, which stays as it is`()
        async throws
    {
        try await withoutSandbox { place in
            try place.write("sheet.csv", "order,bundle,quantity\n\u{200B}A,b,1\n")
            try place.write("fixed.csv", "mine\n")
            for options in [[], ["--json"]] {
                let result = try await place.run(
                    arguments: ["check", "sheet.csv", "--fix", "fixed.csv"] + options, exits: 8)
                let shown = result.stdout + result.stderr
                #expect(shown.contains("fixed.csv is there already"))
            }
            #expect(try place.ownText("fixed.csv") == "mine\n")
            let left = try place.modes().map(\.path).filter { $0.contains("fixed") }
            #expect(left == ["fixed.csv"])
        }
    }
}
