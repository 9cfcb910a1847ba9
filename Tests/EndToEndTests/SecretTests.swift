// The key and the activation codes stay where they belong, whatever goes wrong. Every run of the
// harness looks for the key in what is printed, every workplace in the files that are left.

import Foundation
import RawPeer
import Testing

@Suite struct SecretTests {
    /// One way to fail.
    struct Failure: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var sandbox: [String] = []
        var options: [String] = []
        var environment: [String: String?] = [:]
        var code: Int32
        /// Whether a rerun is to finish it.
        var isFinished = true

        static func faults(_ faults: String, _ code: Int32) -> Failure {
            Failure(
                testDescription: faults, sandbox: ["--faults", "seed=1,\(faults)=1"], code: code)
        }
    }

    private static let failures: [Failure] = [
        .faults("failed-order", 4), .faults("garbled", 0), .faults("drop-after-buying", 0),
        .faults("error-500-after-buying", 0), .faults("bad-zip", 0),
        // Twice absent from the list, and then a person's.
        Failure(
            testDescription: "html-403", sandbox: ["--faults", "seed=1,html-403=1"], code: 5,
            isFinished: false),
        .faults("error-assignments", 0), .faults("duplicate-rows", 0),
        Failure(
            testDescription: "install data pending", sandbox: ["--assignment-delay", "1h"],
            options: ["--assignment-timeout", "1s"], code: 6),
        Failure(
            testDescription: "too little money", sandbox: ["--balance", "1.00"], code: 3,
            isFinished: false),
        Failure(testDescription: "too dear", options: ["--max-cost", "0.01"], code: 3),
        Failure(testDescription: "control totals", options: ["--expect-esims", "9"], code: 2),
        Failure(
            testDescription: "wrong key",
            environment: ["ESIMGO_API_KEY": "wrong-0123456789abcdef"], code: 8),
        Failure(
            testDescription: "nobody there",
            environment: ["ESIMBATCH_BASE_URL": "http://127.0.0.1:1/v2.4"], code: 1),
        Failure(testDescription: "usage", options: ["--no-such-option"], code: 64),
    ]

    @Test(arguments: failures, ["text", "json"])
    func `a failure shows neither key nor codes`(_ failure: Failure, _ format: String) async throws
    {
        try await withSandbox(options: failure.sandbox) { place in
            let sheet = try place.write("fleet.csv", Sheet.single(2))
            let failed = try await place.run(
                arguments: ["run", sheet, "--yes", "--json", "-v", "--log-format", format]
                    + failure.options, exits: failure.code, environment: failure.environment)
            #expect(!(failed.stdout + failed.stderr).contains("wrong-0123456789abcdef"))
            try await place.sandbox.set(["faults": "", "assignment-delay": "0s"])
            guard failure.isFinished else { return }
            let finished = try await place.run("run", sheet, "--yes", "-v", "--log-format", format)
            let shown = try await place.run("show", "ORDER-1", "--json")
            #expect(try place.matchingIDs(of: "fleet").count == 2)
            try place.expectNoCodes(of: "fleet", in: [failed, finished, shown])
        }
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGKILL, SIGABRT, SIGSEGV, SIGQUIT])
    func `a run that ends by a signal shows neither key nor codes, and starts no program`(
        _ signal: Int32
    ) async throws {
        try await withSandbox("--assignment-delay", "1h") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(3))
            let backtrace = "enable=yes,threads=all,registers=all,symbolicate=off,color=no"
            let ended = try await place.run(
                "run", sheet, "--yes", "--json", "-v", exits: nil,
                environment: ["SWIFT_BACKTRACE": backtrace]
            ) { program in
                try await place.sandbox.waitForRequests("GET /esims/assignments", 3)
                #expect(try program.children == [])
                program.crash(by: signal)
            }
            #expect(ended.status != 0)
            // A crash report may show memory as hexadecimal bytes.
            let bytes = place.key.utf8.suffix(12).map { String(format: "%02x", $0) }
            #expect(!ended.stderr.contains(bytes.joined(separator: " ")))
            #expect(!ended.stderr.contains(bytes.joined()))
            #expect(!ended.stderr.contains(String(place.key.suffix(12))))
            try await place.sandbox.set(["assignment-delay": "0s"])
            let finished = try await place.run("resume", "-v")
            #expect(try place.matchingIDs(of: "fleet").count == 3)
            try place.expectNoCodes(of: "fleet", in: [ended, finished])
            let cores = try place.modes().filter { $0.path.contains("core") }
            #expect(cores.isEmpty, "a core file holds the key")
        }
    }

    @Test(arguments: [
        (400, #"{"message":"the key %K is bad for LPA:1$rsp.example.net$CODE-77"}"#),
        (403, #"{"message":"access denied for %K"}"#), (500, #"{"message":"%K"}"#),
        (200, #"{"status":"failed","statusMessage":"%K LPA:1$a.b$CODE-77","orderReference":"r"}"#),
        (200, #"{"message":"%K","apiKey":"%K"}"#), (503, "<html>%K CODE-77</html>"),
        (418, "%K LPA:1$rsp.example.net$CODE-77"),
    ])
    func `what the provider repeats of the key and of codes is not passed on`(
        _ status: Int, _ body: String
    ) async throws {
        // Readings that are not answered are asked for again, with growing pauses.
        for hitsPurchases in status >= 500 ? [true] : [false, true] {
            try await withSandbox { sandbox in
                try await withProxy(before: sandbox.port) { request, _ in
                    guard request.isPurchase || !hitsPurchases else { return nil }
                    let key = request.headers["x-api-key"] ?? "-"
                    return .answer(status, body.replacing("%K", with: key))
                } _: { _, port in
                    let place = sandbox.behind(port: port)
                    let sheet = try place.write("fleet.csv", Sheet.single(1))
                    let result = try await place.run(
                        "run", sheet, "--yes", "--json", "-v", exits: nil)
                    #expect(result.status != 0)
                    #expect(!(result.stdout + result.stderr).contains("CODE-77"))
                    if hitsPurchases {
                        let story = try await place.run("show", "ORDER-1", exits: nil)
                        #expect(!(story.stdout + story.stderr).contains("CODE-77"))
                    }
                    try place.expectNoKeyInFiles()
                }
            }
        }
    }
}
