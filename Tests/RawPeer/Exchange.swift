// Asks a server on loopback one thing, byte for byte.

import NIOCore
import NIOPosix

/// Sends these bytes to a loopback port and returns all that comes until the other side closes.
package func exchange(_ bytes: [UInt8], port: Int) async throws -> [UInt8] {
    let answered = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: [UInt8].self)
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(Collector(answered))
            }
        }
        .connect(host: "127.0.0.1", port: port).get()
    try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    return try await answered.futureResult.get()
}

/// Collects what comes until the end.
private final class Collector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let answered: EventLoopPromise<[UInt8]>
    private var bytes: [UInt8] = []

    init(_ answered: EventLoopPromise<[UInt8]>) { self.answered = answered }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes += unwrapInboundIn(data).readableBytesView
    }

    func channelInactive(context: ChannelHandlerContext) { answered.succeed(bytes) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answered.fail(error)
        context.close(promise: nil)
    }
}
