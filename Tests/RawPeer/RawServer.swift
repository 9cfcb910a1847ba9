// A server that says byte for byte what a test tells it to, and counts what it is asked.

import NIOCore
import NIOPosix
package import NIOSSL
import Synchronization

/// Listens on a loopback port of the system's choice and reacts to each request as scripted.
package final class RawServer: Sendable {
    /// What a server does with a request that has arrived whole.
    package typealias Script = @Sendable (RawRequest) async -> Reaction

    /// How a server differs from a plain one that waits for whole requests.
    package struct Setup: Sendable {
        /// What happens on a new connection before anything is read; nil waits for a request.
        package var greeting: Reaction?
        /// The one moment at which it does not wait.
        package var cut: Cut?
        /// Bytes taken at a time up to a cut.
        package var bytesAtATime = 1
        /// With it the server speaks TLS.
        package var tls: NIOSSLContext?

        package init() {}
    }

    private struct Seen {
        var connections = 0
        var begun = 0
        var requests: [RawRequest] = []
        var reactions: [Task<Void, Never>] = []
        var isClosed = false
    }

    private let seen = Mutex(Seen())
    private let script: Script
    let setup: Setup

    private init(_ setup: Setup, script: @escaping Script) {
        self.setup = setup
        self.script = script
    }

    /// The requests that arrived whole.
    package var requests: [RawRequest] { seen.withLock { $0.requests } }
    package var purchases: Int { requests.count(where: \.isPurchase) }
    package var connections: Int { seen.withLock { $0.connections } }
    /// The requests of which at least a byte was read.
    package var begun: Int { seen.withLock { $0.begun } }

    /// Takes no more requests, and returns once every script that was started has ended.
    package func settle() async {
        let reactions = seen.withLock { seen in
            seen.isClosed = true
            return seen.reactions
        }
        for reaction in reactions { await reaction.value }
    }

    /// Runs a server for the length of the body, which gets it and its port.
    package static func running<Result>(
        greeting: Reaction? = nil, _ script: @escaping Script,
        _ body: (RawServer, Int) async throws -> Result
    ) async throws -> Result {
        var setup = Setup()
        setup.greeting = greeting
        return try await running(setup, script, body)
    }

    package static func running<Result>(
        _ setup: Setup, _ script: @escaping Script,
        _ body: (RawServer, Int) async throws -> Result
    ) async throws -> Result {
        let server = RawServer(setup, script: script)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.autoRead, value: setup.cut == nil)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls = setup.tls {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLServerHandler(context: tls))
                    }
                    try channel.pipeline.syncOperations.addHandler(Conversation(server))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        do {
            let result = try await body(server, port)
            try await channel.close()
            return result
        } catch {
            try? await channel.close()
            throw error
        }
    }

    func connected() -> Int {
        seen.withLock { seen in
            seen.connections += 1
            return seen.connections
        }
    }

    /// Counts a request by its first byte.
    func begin() -> Int {
        seen.withLock { seen in
            seen.begun += 1
            return seen.begun
        }
    }

    /// Takes a request that is here whole, and has `react` carry out what the script says to it;
    /// false while it is not whole.
    func take(
        _ text: String, on connection: Int,
        react: @escaping @Sendable (RawRequest, Reaction) -> Void
    ) -> Bool {
        seen.withLock { seen in
            guard !seen.isClosed else { return false }
            let number = seen.requests.count + 1
            guard let request = RawRequest(text, connection: connection, number: number) else {
                return false
            }
            seen.requests.append(request)
            seen.reactions.append(Task { react(request, await self.script(request)) })
            return true
        }
    }
}
