// A server that says byte for byte what a test tells it to, and counts what it is asked.

import NIOCore
import NIOPosix
import Synchronization

/// Listens on a loopback port of the system's choice and reacts to each request as scripted.
final class RawServer: Sendable {
    private struct Seen {
        var connections = 0
        var requests: [RawRequest] = []
    }

    private let seen = Mutex(Seen())
    private let script: @Sendable (RawRequest) -> Reaction
    /// What happens on a new connection before anything is read; nil waits for a request.
    private let greeting: Reaction?

    private init(greeting: Reaction?, script: @escaping @Sendable (RawRequest) -> Reaction) {
        self.greeting = greeting
        self.script = script
    }

    var requests: [RawRequest] { seen.withLock { $0.requests } }
    var purchases: Int { requests.count(where: \.isPurchase) }
    var connections: Int { seen.withLock { $0.connections } }

    /// Runs a server for the length of the body, which gets it and its port.
    static func running<Result>(
        greeting: Reaction? = nil, _ script: @escaping @Sendable (RawRequest) -> Reaction,
        _ body: (RawServer, Int) async throws -> Result
    ) async throws -> Result {
        let server = RawServer(greeting: greeting, script: script)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
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

    private func connected() -> Int {
        seen.withLock { seen in
            seen.connections += 1
            return seen.connections
        }
    }

    private func take(_ text: String, on connection: Int) -> Reaction? {
        let request: RawRequest? = seen.withLock { seen in
            let number = seen.requests.count + 1
            let request = RawRequest(text, connection: connection, number: number)
            if let request { seen.requests.append(request) }
            return request
        }
        return request.map(script)
    }

    /// One connection.
    private final class Conversation: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let server: RawServer
        private var connection = 0
        private var received: [UInt8] = []

        init(_ server: RawServer) { self.server = server }

        func channelActive(context: ChannelHandlerContext) {
            connection = server.connected()
            if let greeting = server.greeting { react(greeting, context) }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received += unwrapInboundIn(data).readableBytesView
            let text = String(decoding: received, as: UTF8.self)
            guard let reaction = server.take(text, on: connection) else { return }
            received = []
            react(reaction, context)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }

        private func react(_ reaction: Reaction, _ context: ChannelHandlerContext) {
            let bytes: [UInt8]
            switch reaction {
            case .send(let some), .sendAndClose(let some), .stall(let some): bytes = some
            }
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
            switch reaction {
            case .send: break
            case .sendAndClose: context.close(promise: nil)
            case .stall:
                let channel = context.channel
                context.eventLoop.scheduleTask(in: .seconds(60)) { channel.close(promise: nil) }
            }
        }
    }
}
