// Where settings come from: flag before environment before file.

import Foundation
import Testing

@Suite struct ConfigurationTests {
    @Test func `a flag beats the environment, and the environment the file`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(2))
            let file = try place.write("c.yaml", "max-cost: 1.00\n")
            func validate(_ environment: String?, _ flag: [String], exits code: Int32) async throws
            {
                try await place.run(
                    arguments: ["validate", sheet, "--config", file] + flag, exits: code,
                    environment: ["ESIMBATCH_MAX_COST": environment])
            }
            try await validate(nil, [], exits: 3)
            try await validate("100.00", [], exits: 0)
            try await validate("100.00", ["--max-cost", "2"], exits: 3)
            try await validate("2", ["--max-cost", "100USD"], exits: 0)
        }
    }

    @Test func `the file has a key for every flag`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.orders(("A", Sheet.british, 3)))
            try place.write("key", "a-key-in-a-file\n")
            let file = try place.write(
                "c.yaml",
                """
                # A nightly job's settings.
                base-url: \(place.baseURL)
                api-key-file: \(place.folder)/key
                ledger: \(place.folder)/other/l.sqlite
                output: \(place.folder)/out
                batch: nightly
                concurrency: 2
                pace: 0s
                max-per-order: 2
                max-cost: "50.00"
                expect-orders: 1
                expect-esims: 3
                assignment-timeout: 20s
                settle-after: 1s
                request-timeout: 5s
                json: true
                yes: true

                """)
            let bare = place.environment.mapValues { _ in nil as String? }
                .merging(["HOME": place.folder]) { $1 }
            let result = try await place.run(
                arguments: ["run", sheet, "--config", file], exits: 0, environment: bare
            ).json
            #expect(result["batch"] == "nightly")
            #expect(try await place.sandbox.truth().boughtQuantities.sorted() == [1, 2])
            let paths = try place.modes().map(\.path)
            #expect(paths.contains("out/nightly/A/qr.txt"))
            #expect(paths.contains("other/l.sqlite"))
        }
    }

    @Test func `every path in the configuration file may be in the home directory`() async throws {
        try await withSandbox { place in
            try place.write("key", "a-key-in-a-file\n")
            try place.makeFolder("cards")
            try place.write("cards/words.yaml", "page-title: Reise\n")
            let file = try place.write(
                "c.yaml",
                """
                base-url: \(place.baseURL)
                api-key-file: ~/key
                ledger: ~/l.sqlite
                output: ~/out
                template: ~/cards

                """)
            let sheet = try place.write("fleet.csv", "order,bundle\nA,\(Sheet.british)\n")
            let bare = place.environment.mapValues { _ in nil as String? }
                .merging(["HOME": place.folder]) { $1 }
            _ = try await place.run(
                arguments: ["run", sheet, "--config", file, "--yes"], exits: 0, environment: bare)
            let paths = try place.modes().map(\.path)
            #expect(paths.contains("l.sqlite"))
            let cards = try #require(paths.first { $0.hasSuffix("out/fleet/A/cards.html") })
            #expect(
                try String(contentsOfFile: "\(place.folder)/\(cards)", encoding: .utf8).contains(
                    "Reise"))
        }
    }

    @Test func `the file of XDG_CONFIG_HOME is read without being named`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(2))
            try place.makeFolder("esimbatch")
            try place.write("esimbatch/config.yaml", "max-cost: 1.00\n")
            let environment = ["XDG_CONFIG_HOME": place.folder]
            try await place.run("validate", sheet, exits: 3, environment: environment)
            try await place.run("validate", sheet)
            // Shut out by whoever wants none.
            try await place.run(
                "validate", sheet, "--config", "/dev/null", environment: environment)
        }
    }

    @Test(arguments: [
        "max-csot: 5\n", "max-cost: lots\n", "concurrency: 99\n", "allow-repeats: perhaps\n",
        "max-cost: [1, 2\n", "max-cost:\n  amount: 5\n", "max-cost: [5]\n", "max-cost:\n",
    ])
    func `8 for a file that does not say what it means`(_ text: String) async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let file = try place.write("c.yaml", text)
            try await place.run("run", sheet, "--yes", "--config", file, exits: 8)
            #expect(try await place.sandbox.truth()["count"] == 0)
        }
    }

    @Test(arguments: [
        ("ESIMBATCH_CONCURRENCY", "0"), ("ESIMBATCH_PACE", "soon"),
        ("ESIMBATCH_MAX_COST", "lots"), ("ESIMBATCH_MAX_COST", ""),
        ("ESIMBATCH_MAX_PER_ORDER", "-1"),
        ("ESIMBATCH_CONFIG", "/no/such/file.yaml"), ("ESIMBATCH_LOG_FORMAT", "xml"),
    ])
    func `8 for a variable that cannot be read`(_ name: String, _ value: String) async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let result = try await place.run(
                "run", sheet, "--yes", exits: 8, environment: [name: value])
            #expect(result.stdout.isEmpty)
            #expect(try await place.sandbox.truth()["count"] == 0)
        }
    }

    @Test(arguments: [["ESIMBATCH_LOG_FORMAT": "xml"], ["ESIMBATCH_MAX_COST": "lots"]])
    func `with --json a bad configuration is a document too`(
        _ variables: [String: String]
    ) async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let result = try await place.buy(sheet, exits: 8, environment: variables)
            #expect(result["outcome"] == "misconfigured")
            #expect(result["exitCode"] == 8)
        }
    }

    @Test func `the log is JSON when asked, a document per line`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let result = try await place.run(
                "run", sheet, "--yes", "--json", "-v", "--log-format", "json")
            let logged = result.stderr.split(separator: "\n").filter { $0.hasPrefix("{") }
            #expect(!logged.isEmpty)
            for line in logged {
                let entry = try JSON(reading: String(line))
                #expect(entry["level"].kind == "string")
                #expect(entry["message"].kind == "string")
            }
        }
    }

    @Test func `quiet says nothing of a run that went well but its result`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let result = try await place.run("run", sheet, "--yes", "-q")
            #expect(result.stderr.isEmpty)
            #expect(result.stdout.contains("1 published"))
        }
    }
}
