// A client and somebody for it to talk to.

import ESIMGoSandbox
import Logging
import NIOSSL
import Orders
import RawPeer
import Testing

@testable import ESIMGoAPI

/// The key of every test's client; to be found nowhere but in a request's header.
let testKey = "key-0f3e9a71"

/// The time limit of a request whose outcome is not about time: longer than a loaded machine
/// ever needs.
let ampleTime: Duration = .seconds(120)

/// The client of one test, with the clock it lives by.
struct Peer: Sendable {
    let client: ESIMGoClient
    let time: ManualTime
}

/// Makes a client for a base URL and shuts it down after the body.
func withClient<Result>(
    _ baseURL: String, key: String = testKey, timeout: Duration = ampleTime,
    tls: TLSConfiguration? = nil, time: ManualTime = ManualTime(), log: Logger? = nil,
    _ body: (Peer) async throws -> Result
) async throws -> Result {
    let client = ESIMGoClient(
        baseURL: baseURL, key: try #require(APIKey(key)),
        transport: Transport(requestTimeout: timeout, tls: tls), bundleTimeout: timeout, time: time,
        log: log ?? Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    do {
        let result = try await body(Peer(client: client, time: time))
        try await client.shutdown()
        return result
    } catch {
        try? await client.shutdown()
        throw error
    }
}

/// A client that talks to a scripted server.
func withServer<Result>(
    timeout: Duration = ampleTime, log: Logger? = nil,
    _ script: @escaping RawServer.Script,
    _ body: (Peer, RawServer) async throws -> Result
) async throws -> Result {
    try await RawServer.running(script) { server, port in
        try await withClient("http://127.0.0.1:\(port)/v2.4", timeout: timeout, log: log) {
            try await body($0, server)
        }
    }
}

/// A client that talks to a sandbox; both live by one clock.
func withSandbox<Result: Sendable>(
    key: String = testKey, configure: (inout SandboxOptions) throws -> Void = { _ in },
    _ body: (Peer) async throws -> Result
) async throws -> Result {
    let time = ManualTime()
    return try await withSandboxAddress(time, configure: configure) { url in
        try await withClient(url, key: key, time: time, body)
    }
}

/// A sandbox alone, and its base URL.
func withSandboxAddress<Result: Sendable>(
    _ time: ManualTime, configure: (inout SandboxOptions) throws -> Void = { _ in },
    _ body: (String) async throws -> Result
) async throws -> Result {
    var options = SandboxOptions()
    options.seed = 1
    options.now = { time.nanoseconds }
    options.sleep = { time.advance(by: $0) }
    try configure(&options)
    let sandbox = try Sandbox(options)
    let (urls, continuation) = AsyncStream.makeStream(of: String.self)
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            defer { continuation.finish() }
            try await sandbox.run { continuation.yield($0) }
        }
        var iterator = urls.makeAsyncIterator()
        let url = try #require(await iterator.next(), "the sandbox listens")
        let result = try await body(url)
        group.cancelAll()
        try await group.waitForAll()
        return result
    }
}

/// One item of an order.
func item(_ bundle: String, _ quantity: Int = 1) throws -> OrderItem {
    OrderItem(bundle: try #require(BundleName(bundle)), quantity: quantity)
}

/// What an operation failed with, as the port words it.
func failure(of operation: () async throws -> some Any) async -> APIFailure? {
    do {
        _ = try await operation()
        return nil
    } catch {
        return error as? APIFailure
    }
}
