// The client behind a proxy that spoils one exchange: each way at each moment. The look-alike
// behind the proxy tells what was really bought.

import ESIMGoSandbox
import OrderTestKit
import Orders
import RawPeer
import Testing

@testable import ESIMGoAPI

@Suite struct NetworkMatrixTests {
    private static let turns = Turnstile(6)
    /// Long enough for whatever answers at all.
    private static let patience: Duration = .seconds(30)
    /// For peers that do not answer.
    private static let shortLimit: Duration = .seconds(3)

    @Test(arguments: NetworkCase.purchases + NetworkCase.largePurchases)
    func `a purchase is sent once, and denied only if it did not happen`(
        _ one: NetworkCase
    ) async throws {
        try await within(one) { client, proxy, provider in
            if one.reuses { _ = try await client.account() }
            let heard = Heard((await client.place(try one.operation.items)).outcome)
            // A purchase that is passed on takes effect, even if the client has given up by then.
            while one.takesEffect, proxy.purchases == 0 { await Task.yield() }
            await proxy.settle()
            let truth = try await provider.truth()
            #expect(one.expectedPurchase.contains(heard), "\(heard)")
            #expect(truth.orders == (one.takesEffect ? 1 : 0))
            #expect(truth.purchaseRequests == (one.takesEffect ? 1 : 0))
            #expect(proxy.begun <= (one.reuses ? 2 : 1), "one request, whatever happens")
            #expect(!heard.deniesPurchase || truth.orders == 0)
            if heard == .neverConnected { #expect(proxy.begun == (one.reuses ? 1 : 0)) }
        }
    }

    @Test(arguments: NetworkCase.someReadings)
    func `a reading is repeated, or says why not, and buys nothing`(
        _ one: NetworkCase
    ) async throws {
        try await within(one) { client, proxy, provider in
            let reference = try await provider.buyTwo()
            let sound = try await withClient(provider.baseURL) {
                await one.operation.read($0.client, of: reference)
            }
            if one.reuses { _ = try await client.account() }
            let read = await one.operation.read(client, of: reference)
            #expect(one.expectedReading(sound).contains(read), "\(read)")
            let truth = try await provider.truth()
            #expect(truth.orders == 1 && truth.purchaseRequests == 0)
        }
    }

    @Test func `the tables hold what they promise`() {
        #expect(NetworkCase.purchases.count >= 150)
        #expect(NetworkCase.readings.count >= 600)
        #expect(NetworkCase.largePurchases.count >= 20)
    }

    private func within(
        _ one: NetworkCase,
        _ body: @Sendable (ESIMGoClient, RawServer, Provider) async throws -> Void
    ) async throws {
        await Self.turns.acquire()
        defer { Self.turns.release() }
        let limit = one.trouble.isSilent ? Self.shortLimit : Self.patience
        try await withSandboxAddress(ManualTime()) {
            $0.balance = "100000.00"
        } _: { url in
            let provider = try Provider(baseURL: url)
            try await withFaultProxy(
                before: provider.port, one.trouble.fault, on: one.reuses ? 2 : 1,
                bytesAtATime: [.largePurchase, .archive].contains(one.operation) ? 16 : 1
            ) { proxy, port in
                try await withClient("http://127.0.0.1:\(port)/v2.4", timeout: limit) {
                    try await body($0.client, proxy, provider)
                }
            }
        }
    }
}
