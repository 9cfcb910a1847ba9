// What survives a restart.

import Foundation
import Testing

@testable import ESIMGoSandbox

@Suite struct StateFileTests {
    private func options(_ path: String, _ clock: ManualClock = ManualClock()) -> SandboxOptions {
        var options = clock.options
        options.stateFile = path
        return options
    }

    /// Everything of the account that HTTP shows.
    private func picture(_ client: SandboxClient) async throws -> [String] {
        [
            try await client.get("/orders?limit=100").text, try await client.get("/esims").text,
            try await client.get("/organisation").text,
            try await client.get("/catalogue/bundle/esim_1GB_7D_FR_V2").text,
        ]
    }

    @Test func `a restart gives back the same account`() async throws {
        try await withFile(nil) { path in
            let before = try await withSandbox(options(path)) { client in
                let order = try await client.buy(2).json
                let iccid = try #require(
                    order["order"]?.elements?[0]["iccids"]?.elements?[0].text)
                _ = try await client.put(
                    "/esims", #"{"iccid":"\#(iccid)","customerRef":"Tab\t\"7\" é"}"#)
                _ = try await client.own("/topup", #"{"amount":"0.01"}"#)
                _ = try await client.own(
                    "/price", #"{"bundle":"esim_1GB_7D_FR_V2","price":"9.99"}"#)
                _ = try await client.own("/orders", SandboxClient.order(6))
                return try await picture(client)
            }
            var again = options(path)
            again.balance = "1.00"
            again.currency = "EUR"
            let after = try await withSandbox(again) { try await picture($0) }
            #expect(before == after)
        }
    }

    @Test func `identifiers go on where they stopped`() async throws {
        try await withFile(nil) { path in
            var seen: Set<String> = []
            for _ in 0..<3 {
                let order = try await withSandbox(options(path)) { try await $0.buy().json }
                seen.insert(try #require(order["orderReference"]?.text))
                seen.insert(try #require(order["order"]?.elements?[0]["iccids"]).serialised)
            }
            #expect(seen.count == 6)
        }
    }

    @Test(arguments: [
        #"{"event":"ordered","reference":"x"#, "{", "\u{0}\u{0}\u{0}", "\u{0}\u{0}\n",
    ])
    func `a torn last line is dropped`(_ torn: String) async throws {
        try await withFile(nil) { path in
            let before = try await withSandbox(options(path)) { client in
                _ = try await client.buy()
                return try await picture(client)
            }
            let handle = try #require(FileHandle(forWritingAtPath: path))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(torn.utf8))
            try handle.close()
            let after = try await withSandbox(options(path)) { client in
                let picture = try await picture(client)
                _ = try await client.buy()
                return picture
            }
            let count = try await withSandbox(options(path)) { try await $0.truth()["count"] }
            #expect(before == after)
            #expect(count == .number("2"))
        }
    }

    @Test func `a damaged line before the last is an error that names it`() async throws {
        try await withFile(nil) { path in
            try await withSandbox(options(path)) { client in
                for _ in 0..<2 { _ = try await client.buy() }
            }
            var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            lines[1] = "{}"
            try Data((lines.joined(separator: "\n") + "\n").utf8)
                .write(to: URL(fileURLWithPath: path))
            #expect(
                throws: SandboxError.badState(
                    path: path, line: 2, reason: "it is not a sandbox event")
            ) { _ = try Sandbox(options(path)) }
        }
    }

    @Test(arguments: [
        "Dear diary,", "Dear diary,\n", "{}\n", "[]", #"{"event":"bought"}"#,
        #"{"event":"bought"}"# + "\n", #"{"event":"struck","sequence":1}"# + "\n", "\u{0}x",
    ])
    func `a file that no sandbox has begun is refused, and keeps its bytes`(
        _ content: String
    ) async throws {
        try await withFile(content) { path in
            #expect(throws: SandboxError.self) { _ = try Sandbox(options(path)) }
            let kept = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(kept == Data(content.utf8))
        }
    }

    @Test(arguments: ["", "\n", "\u{0}\u{0}\u{0}", "\u{0}\u{0}\n"])
    func `half of the first line that a sandbox wrote is dropped`(
        _ end: String
    ) async throws {
        try await withFile(nil) { path in
            _ = try Sandbox(options(path))
            let first = try Data(contentsOf: URL(fileURLWithPath: path))
            for size in [1, 9, first.count / 2] {
                try (first.prefix(size) + Data(end.utf8)).write(to: URL(fileURLWithPath: path))
                let count = try await withSandbox(options(path)) { client in
                    _ = try await client.buy()
                    return try await client.truth()["count"]
                }
                #expect(count == .number("1"))
                let again = try await withSandbox(options(path)) { try await $0.truth()["count"] }
                #expect(again == .number("1"))
            }
        }
    }

    @Test func `a purchase struck before buying uses up its draw for good`() async throws {
        try await withFile(nil) { path in
            // Each run tries once: without a durable number, every run would draw the first again.
            var statuses: [Int] = []
            for _ in 0..<12 {
                var options = options(path)
                options.faults = try SandboxFaults(parsing: "seed=7,error-500=0.5")
                statuses.append(try await withSandbox(options) { try await $0.buy().status })
            }
            #expect(Set(statuses) == [200, 500])
        }
    }

    @Test func `a file in a folder that does not exist is an error in words`() throws {
        #expect(
            throws: SandboxError.file(
                path: "/nowhere/state", action: "open", reason: "No such file or directory")
        ) { _ = try Sandbox(options("/nowhere/state")) }
    }

    @Test func `the file is for its owner alone`() async throws {
        try await withFile(nil) { path in
            _ = try Sandbox(options(path))
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }
}
