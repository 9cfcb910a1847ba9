// What encryption does to a purchase: until it stands nothing was sent; afterwards all is open.

import NIOSSL
import Orders
import RawPeer
import Testing

@testable import ESIMGoAPI

@Suite struct TLSTests {
    private static let placed = #"{"orderReference":"ref-1","status":"completed"}"#

    /// What a purchase comes to over TLS, and how many requests the server read of it.
    private func purchase(
        trusting trust: Identity? = nil, timeout: Duration = ampleTime,
        _ configure: (inout RawServer.Setup) throws -> Void,
        _ script: @escaping RawServer.Script = { _ in .answer(200, placed) }
    ) async throws -> (outcome: PlacementOutcome, begun: Int) {
        var setup = RawServer.Setup()
        try configure(&setup)
        return try await RawServer.running(setup, script) { server, port in
            let outcome = try await withClient(
                "https://localhost:\(port)/v2.4", timeout: timeout, tls: trust?.trust
            ) { await $0.client.place([try item("esim_1GB")]).outcome }
            await server.settle()
            return (outcome, server.begun)
        }
    }

    private func isNeverConnected(_ outcome: PlacementOutcome) -> Bool {
        Heard(outcome) == .neverConnected
    }

    @Test func `a server that is trusted sells`() async throws {
        let server = try Identity.local.get()
        let (outcome, begun) = try await purchase(trusting: server) {
            $0.tls = try server.context()
        }
        #expect(Heard(outcome) == .placed && begun == 1, "\(outcome)")
    }

    @Test func `a certificate that nobody vouches for means that nothing was sent`() async throws {
        let server = try Identity.local.get()
        let (outcome, begun) = try await purchase { $0.tls = try server.context() }
        #expect(isNeverConnected(outcome) && begun == 0, "\(outcome)")
    }

    @Test func `a certificate for another name means that nothing was sent`() async throws {
        let server = try Identity.elsewhere.get()
        let (outcome, begun) = try await purchase(trusting: server) {
            $0.tls = try server.context()
        }
        #expect(isNeverConnected(outcome) && begun == 0, "\(outcome)")
    }

    @Test(arguments: [
        Reaction.sendAndClose("HTTP/1.1 400 Bad Request\r\n\r\n"),
        .sendAndClose([0x15, 3, 3, 0, 2, 2, 40]), .sendAndClose([0x16, 3, 3, 0xFF, 0xFF, 1]),
        .sendAndClose([UInt8](repeating: 0, count: 512)), .close, .sendAndHalfClose([]),
    ])
    func `a handshake that fails means that nothing was sent`(_ greeting: Reaction) async throws {
        let (outcome, begun) = try await purchase { $0.greeting = greeting }
        // A reset does not tell in which phase it came, so it is taken for the worse one.
        let isReset = Heard(outcome) == .unconfirmed && "\(outcome)".contains("reset by peer")
        #expect(isNeverConnected(outcome) || isReset, "\(outcome)")
        #expect(begun <= 1, "what a plain server reads is the handshake alone")
    }

    @Test func `a handshake that does not end means that nothing was sent`() async throws {
        let (outcome, _) = try await purchase(timeout: ClientLimits.connectTimeout * 3) {
            $0.greeting = .silence
        } _: { _ in
            .silence
        }
        #expect(isNeverConnected(outcome), "\(outcome)")
    }

    /// In TLS 1.3 the client is done before the server has looked at its certificate: the request
    /// may be on its way when the refusal comes.
    @Test func `a refusal after the handshake leaves a purchase unconfirmed`() async throws {
        let server = try Identity.local.get()
        let (outcome, _) = try await purchase(trusting: server) {
            $0.tls = try server.context(demandingCertificates: true)
        }
        #expect(Heard(outcome) == .unconfirmed, "\(outcome)")
    }

    @Test(arguments: Ending.allCases)
    func `an encrypted answer that is cut is unconfirmed`(_ ending: Ending) async throws {
        let server = try Identity.local.get()
        let head = Array("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"orderRef".utf8)
        let limit: Duration = ending.isSilent ? .milliseconds(800) : ampleTime
        let (outcome, begun) = try await purchase(trusting: server, timeout: limit) {
            $0.tls = try server.context()
        } _: { _ in
            ending.reaction(after: head)
        }
        #expect(Heard(outcome) == .unconfirmed, "\(outcome)")
        #expect(begun == 1)
    }
}
