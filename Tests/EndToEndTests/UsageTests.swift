// 64 for wrong use, help, completion scripts, and the question at a terminal.

import Foundation
import Testing

@Suite struct UsageTests {
    private static let commands = [
        "check", "validate", "run", "resume", "status", "show", "settle", "catalogue", "balance",
        "sandbox",
    ]

    @Test(arguments: [
        ["help", "nope"],
        ["frobnicate"], ["run"], ["run", "fleet.csv", "--yes", "--frobnicate"],
        ["run", "fleet.csv", "--yes", "--concurrency", "0"],
        ["run", "fleet.csv", "--yes", "--concurrency", "65"],
        ["run", "fleet.csv", "--yes", "--pace", "soon"],
        ["run", "fleet.csv", "--yes", "--max-per-order", "0"],
        ["run", "fleet.csv", "--yes", "--log-format", "xml"],
        ["run", "fleet.csv", "--max-cost", "lots"], ["run", "-", "--yes"],
        ["run", "fleet.csv"], ["settle", "A", "--reason", "x"],
        ["settle", "A", "--bought", "x", "--not-bought", "--reason", "x"],
        ["settle", "A", "--not-bought"], ["settle", "A", "--not-bought", "--reason", "TEXT"],
        ["settle", "A", "--bought", "REFERENCE", "--reason", "x"],
        ["sandbox", "--faults", "gremlins=1"],
        ["sandbox", "--latency", "long"], ["run", "fleet.csv", "--yes", "--output", ""],
        ["run", "fleet.csv", "--yes", "--ledger", ""], ["status", "--config", ""],
        ["check", "fleet.csv", "--fix", ""], ["run", "-dash.csv", "--yes"], ["-x"],
    ])
    func `64 for wrong use, and nothing on stdout`(_ arguments: [String]) async throws {
        try await withSandbox { place in
            try place.write("fleet.csv", Sheet.single(1))
            let result = try await place.run(arguments: arguments, exits: 64)
            #expect(result.stdout.isEmpty)
            #expect(!result.stderr.isEmpty)
            #expect(try await place.sandbox.truth()["count"] == 0)
        }
    }

    @Test func `the commands that talk to the API take one list of options`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let options = [
                "--yes", "--pace", "0s", "--concurrency", "4", "--max-per-order", "5",
                "--max-cost", "100", "--assignment-timeout", "1m", "--settle-after", "1m",
                "--request-timeout", "1m", "--batch", "fleet",
            ]
            for command in [["validate", sheet], ["run", sheet], ["resume"], ["balance"]] {
                try await place.run(arguments: command + options, exits: 0)
            }
            try await place.run(arguments: ["catalogue", "--country", "gb"] + options, exits: 0)
            #expect(try await place.sandbox.truth()["count"] == 1)
        }
    }

    @Test func `a sheet called like an option is written with its folder`() async throws {
        try await withSandbox { place in
            try place.write("-dash.csv", Sheet.single(1))
            let misread = try await place.run("run", "-dash.csv", "--yes", exits: 64)
            #expect(misread.stderr.contains("./-dash.csv"))
            let valid = try await place.run("validate", "./-dash.csv")
            #expect(valid.stdout.contains("esimbatch run ./-dash.csv buys it"))
            let after = try await place.run("validate", "--", "-dash.csv")
            #expect(after.stdout.contains("esimbatch run ./-dash.csv buys it"))
        }
    }

    @Test func `64 for lines without an order when nobody named the batch`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", "bundle\n\(Sheet.british)\n")
            let result = try await place.run("run", sheet, "--yes", exits: 64)
            #expect(result.stderr.contains("--batch"))
            #expect(try await place.sandbox.truth()["count"] == 0)
            try await place.run("run", sheet, "--yes", "--batch", "monday")
        }
    }

    @Test func `help names every command, and each has help of its own`() async throws {
        try await withoutSandbox { place in
            let help = try await place.run("--help")
            for command in Self.commands {
                #expect(help.stdout.contains("\n  \(command) "), "\(command) is not in the help")
                let own = try await place.run("help", command)
                #expect(own.stdout.contains("USAGE: esimbatch \(command)"))
            }
            #expect(help.stdout.contains("Exit codes"))
            #expect(try await place.run("--version").stdout.split(separator: ".").count == 3)
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `a completion script names every command`(_ shell: String) async throws {
        try await withoutSandbox { place in
            let script = try await place.run("--generate-completion-script", shell).stdout
            for command in Self.commands { #expect(script.contains(command)) }
        }
    }

    @Test func `64 for control totals of a resume, which reads no sheet`() async throws {
        try await withSandbox { place in
            for total in ["--expect-orders", "--expect-esims"] {
                let wrong = try await place.run("resume", total, "3", exits: 64)
                #expect(wrong.stderr.contains("Unknown option"))
            }
        }
    }

    @Test(arguments: [("y\n", 0, 2), ("n\n", 130, 0), ("\n", 130, 0)] as [(String, Int32, Int)])
    func `at a terminal a person is asked before anything is bought`(
        _ answer: String, _ code: Int32, _ bought: Int
    ) async throws {
        try await withSandbox { place in
            let sheet = try place.write(
                "fleet.csv", "bundle\n\(Sheet.british)\n\(Sheet.french)\n")
            let shown = try await place.runAtTerminal(
                "run", sheet, typing: answer, exits: code
            ).stdout
            #expect(shown.contains("Buy? [y/N]"))
            #expect(shown.contains("4.38 USD"))
            #expect(try await place.sandbox.truth()["count"].int == bought)
        }
    }

    @Test(arguments: [("y\n", 0), ("n\n", 130)] as [(String, Int32)])
    func `who is asked has read the warnings before, and does not read them again`(
        _ answer: String, _ code: Int32
    ) async throws {
        try await withSandbox { place in
            let sheet = try place.write(
                "fleet.csv", "bundle,quantity,name\n\(Sheet.british),2,Anna\n")
            let shown = try await place.runAtTerminal(
                "run", sheet, typing: answer, exits: code
            ).stdout
            let parts = shown.components(separatedBy: "Buy? [y/N]")
            #expect(parts.count == 2)
            #expect(parts.map { $0.contains("[personal-quantity]") } == [true, false])
        }
    }

    @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
    func `a plain terminal gets no control sequences`(_ variables: [String: String]) async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let shown = try await place.runAtTerminal(
                "run", sheet, "--yes", typing: "", exits: 0, environment: variables)
            #expect(!shown.stdout.contains("\u{1B}"))
        }
    }

    @Test func `a pipe gets no control sequences`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let result = try await place.run("run", sheet, "--yes")
            #expect(!(result.stdout + result.stderr).contains("\u{1B}"))
        }
    }
}
