// Starting and stopping.

import Testing

@testable import ESIMGoSandbox

@Suite struct LifecycleTests {
    @Test func `it stops at once although a connection is kept alive`() async throws {
        let clock = ContinuousClock()
        let stopping = try await withSandbox { client in
            let answer = try await client.get("/organisation")
            #expect(answer.status == 200)
            return clock.now
        }
        #expect(clock.now - stopping < .seconds(30))
    }

    @Test func `it stops at once although a request is waiting`() async throws {
        let clock = ContinuousClock()
        var options = SandboxOptions()
        options.latency = .seconds(60)
        let (asked, continuation) = AsyncStream.makeStream(of: Void.self)
        let wait = options.sleep
        options.sleep = { duration in
            continuation.finish()
            try await wait(duration)
        }
        let stopping = try await withThrowingTaskGroup(of: Void.self) { group in
            let stopping = try await withSandbox(options) { client in
                group.addTask { _ = try? await client.get("/organisation") }
                for await _ in asked {}
                return clock.now
            }
            try await group.waitForAll()
            return stopping
        }
        #expect(clock.now - stopping < .seconds(30))
    }

    @Test func `a taken port is an error in words`() async throws {
        try await withSandbox { client in
            let port = try #require(client.root.split(separator: ":").last.flatMap { Int($0) })
            var options = SandboxOptions()
            options.port = port
            let second = try Sandbox(options)
            let error = await #expect(throws: SandboxError.self) {
                try await second.run { _ in }
            }
            #expect(error?.description.contains("port \(port)") == true)
        }
    }

    @Test(arguments: ["", "1,5", "1.2345678", "-1", "1e3", "99999999999999"])
    func `a balance that is no amount is an error`(_ text: String) {
        var options = SandboxOptions()
        options.balance = text
        #expect(throws: SandboxError.self) { _ = try Sandbox(options) }
    }
}
