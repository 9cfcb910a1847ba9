// The local look-alike of the eSIM Go API: the account, the routes and the server that joins them.

import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// A look-alike of eSIM Go API 2.4 on a loopback port. It shares no code with the client, so it
/// does not share the client's misreadings. Beside the API it serves `/__sandbox`, which tells
/// what was really bought.
package struct Sandbox: Sendable {
    private let options: SandboxOptions
    private let account: SandboxAccount

    /// Reads the catalogue and the state file.
    package init(_ options: SandboxOptions) throws(SandboxError) {
        self.options = options
        account = try SandboxAccount(options)
    }

    /// Serves until the task is cancelled, then returns; open connections are closed, not awaited.
    /// - Parameter onListening: called once with the base URL, `http://127.0.0.1:PORT/v2.4`. The
    ///   port is open then, but requests are answered only after this call has returned.
    /// - Throws: `SandboxError.cannotListen` when the port is taken.
    package func run(
        onListening: @escaping @Sendable (_ baseURL: String) async -> Void
    ) async throws {
        let logger = Logger(label: "esimgo-sandbox") { _ in SwiftLogNoOpLogHandler() }
        let account = account
        let responder = Self.router(account: account, options: options).buildResponder()
        let channel = HTTP1Channel { request, writer, channel in
            let context = SandboxContext(source: .init(channel: channel, logger: logger))
            // An error here, a dropped connection above all, closes the channel unanswered.
            var response = try await responder.respond(to: request, context: context)
            response.headers[.date] = account.now.httpText
            try await writer.write(response: response.head, body: response.body)
        }
        let server = Server(
            childChannelSetup: channel,
            configuration: ServerConfiguration(
                address: .hostname("127.0.0.1", port: options.port)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? 0
                await onListening("http://127.0.0.1:\(port)/v2.4")
            },
            eventLoopGroup: EventLoopGroupProvider.singleton.eventLoopGroup,
            logger: logger)
        do {
            try await server.run()
        } catch {
            if Task.isCancelled { return }
            throw SandboxError.cannotListen(
                port: options.port,
                reason: options.port == 0 ? "\(error)" : "it is taken, or not yours to use")
        }
    }

    private static func router(
        account: SandboxAccount, options: SandboxOptions
    ) -> Router<SandboxContext> {
        let router = Router(context: SandboxContext.self)
        router.add(middleware: GateMiddleware(account: account, sleep: options.sleep))
        router.add(middleware: RefusalMiddleware())
        router.add(middleware: KeyMiddleware(apiKey: options.apiKey))
        let api = router.group("v2.4")
        CatalogueRoutes(account: account).add(to: api)
        OrderRoutes(account: account, sleep: options.sleep).add(to: api)
        AssignmentRoutes(account: account).add(to: api)
        ESIMRoutes(account: account).add(to: api)
        RevocationRoutes(account: account).add(to: api)
        SandboxRoutes(account: account).add(to: router.group("__sandbox"))
        return router
    }
}
