// One connection of a scripted server.

import Glibc
import NIOCore

/// Reads requests and carries out reactions.
final class Conversation: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let server: RawServer
    private var connection = 0
    private var received: [UInt8] = []
    private var headLength: Int?
    /// Which request is being read, by its first byte.
    private var request: Int?
    /// A cut has struck: nothing more is read here.
    private var isOver = false

    init(_ server: RawServer) { self.server = server }

    func channelActive(context: ChannelHandlerContext) {
        connection = server.connected()
        if let cut = server.setup.cut {
            // Up to the cut nothing is read that is not needed, so that the rest stays in the way.
            let size = server.setup.bytesAtATime
            try? context.channel.syncOptions?.setOption(
                .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: size))
            try? context.channel.syncOptions?.setOption(.maxMessagesPerRead, value: 1)
            if cut.moment == .connection, cut.request == connection, connection == 1 {
                return strike(cut, context.channel)
            }
        }
        if let greeting = server.setup.greeting { Self.react(greeting, context.channel) }
        if server.setup.cut != nil { context.read() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        received += unwrapInboundIn(data).readableBytesView
        if headLength == nil {
            headLength = received.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound
        }
        let number = request ?? server.begin()
        request = number
        if let cut = server.setup.cut, cut.request == number,
            cut.strikes(received, headLength: headLength)
        {
            return strike(cut, context.channel)
        }
        defer { if server.setup.cut != nil { context.read() } }
        guard headLength != nil else { return }
        let channel = context.channel
        let next = server.setup.cut.flatMap { cut in
            cut.moment == .connection && cut.request == number + 1 ? cut : nil
        }
        let isWhole = server.take(String(decoding: received, as: UTF8.self), on: connection) {
            Self.react($1, channel)
            if let next, !$0.closesConnection { Self.react(next.reaction, channel) }
        }
        guard isWhole else { return }
        if next != nil { isOver = true }
        received = []
        headLength = nil
        request = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // The client is done with us: nothing that it can still read.
        if event as? ChannelEvent == .inputClosed { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    private func strike(_ cut: Cut, _ channel: any Channel) {
        isOver = true
        Self.react(cut.reaction, channel)
    }

    private static func react(_ reaction: Reaction, _ channel: any Channel) {
        switch reaction {
        case .send(let bytes):
            write(bytes, channel)
        case .sendAndClose(let bytes):
            write(bytes, channel)
            channel.close(promise: nil)
        case .sendAndHalfClose(let bytes):
            write(bytes, channel)
            channel.close(mode: .output, promise: nil)
            hangUpLater(channel)
        case .sendAndReset(let bytes):
            write(bytes, channel)
            _ = (channel as? any SocketOptionProvider)?
                .setSoLinger(linger(l_onoff: 1, l_linger: 0))
                .always { _ in channel.close(promise: nil) }
        case .stall(let bytes):
            write(bytes, channel)
            hangUpLater(channel)
        case .drip(let bytes, let count, let pause):
            // On the loop itself: a timer that is due may overtake what comes from outside.
            channel.eventLoop.execute {
                write(Array(bytes.prefix(count)), channel)
                drip(bytes.dropFirst(count), every: TimeAmount(pause), channel)
            }
        }
    }

    private static func write(_ bytes: [UInt8], _ channel: any Channel) {
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }

    private static func hangUpLater(_ channel: any Channel) {
        channel.eventLoop.scheduleTask(in: .seconds(60)) { channel.close(promise: nil) }
    }

    private static func drip(
        _ rest: ArraySlice<UInt8>, every pause: TimeAmount, _ channel: any Channel
    ) {
        guard let first = rest.first, channel.isActive else { return }
        write([first], channel)
        channel.eventLoop.scheduleTask(in: pause) {
            drip(rest.dropFirst(), every: pause, channel)
        }
    }
}
