// `esimbatch sandbox`: a local look-alike of the API, for rehearsal and tests.

import ArgumentParser
import ESIMGoSandbox
import OrderArtifacts
import Orders

struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Serves a local look-alike of the API; no real money is ever spent.",
        discussion: """
            GET http://127.0.0.1:PORT/__sandbox/orders tells what was really bought. Kinds of \
            faults: \(FaultKind.allCases.map(\.rawValue).joined(separator: ", ")).
            """)

    @Option(help: "The port on the loopback address; 0 for any.")
    var port = 0

    @Option(help: "The opening balance.")
    var balance = "1000.00"

    @Option(help: "The account's currency.")
    var currency = "USD"

    @Option(help: "A catalogue as JSON instead of the built-in one.")
    var catalogue: String?

    @Option(help: "A file that keeps what was bought over a restart.")
    var state: String?

    @Option(help: "How long every answer takes, such as 100ms.")
    var latency = "0ms"

    @Option(help: "How long install data takes to appear.")
    var assignmentDelay = "0ms"

    @Option(help: "How long an order takes to appear in the list.")
    var listDelay = "0ms"

    @Option(help: "Requests a second, 429 beyond; without it there is no limit.")
    var rate: Int?

    @Option(help: "Kinds of faults with probabilities and a seed, such as seed=7,error-500=0.01.")
    var faults = ""

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await ending(output) { context in
            guard (0...65_535).contains(port) else {
                throw CommandFailure.usage(
                    "there is no port \(port)", hint: "give --port 0 for any, or 1…65535")
            }
            guard rate ?? 1 >= 1 else {
                throw CommandFailure.usage(
                    "a rate of \(rate ?? 0) would answer nothing",
                    hint: "give --rate 1 or more, or leave it out for no limit")
            }
            var options = SandboxOptions()
            options.port = port
            options.balance = balance
            options.currency = currency
            options.catalogueFile = catalogue
            options.stateFile = state
            options.latency = try duration("latency", latency)
            options.assignmentDelay = try duration("assignment-delay", assignmentDelay)
            options.listDelay = try duration("list-delay", listDelay)
            options.rate = rate
            do {
                options.faults = try SandboxFaults(parsing: faults)
                let sandbox = try Sandbox(options)
                try await context.interruption.guarding(
                    context.console, stopping: "the sandbox closes"
                ) {
                    try await sandbox.run { url in
                        context.console.result(
                            JSONValue.object([("baseURL", .string(url))]).compact)
                    }
                }
            } catch let error as SandboxError {
                throw CommandFailure.usage(error.description, hint: "esimbatch help sandbox")
            }
            return context.interruption.signal.map { 128 + $0 } ?? 0
        }
    }

    private func duration(_ name: String, _ text: String) throws -> Duration {
        guard let duration = parseDuration(text) else {
            throw CommandFailure.usage(
                "--\(name) is \"\(text)\", and should be a time such as 500ms, 3s or 15m",
                hint: "esimbatch help sandbox")
        }
        return duration
    }
}
