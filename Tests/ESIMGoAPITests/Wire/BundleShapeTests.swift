// One bundle of the catalogue, in the shapes in which it comes.

import Orders
import RawPeer
import Testing

@testable import ESIMGoAPI

@Suite struct BundleShapeTests {
    private func contents(
        _ body: String, status: Int = 200, of name: String = "esim_1GB"
    ) async throws -> BundleContents? {
        let bundle = try #require(BundleName(name))
        return try await withServer { _ in
            .answer(status, body)
        } _: { peer, _ in
            try await peer.client.contents(of: bundle)
        }
    }

    private static let britain = BundleContents.Place(code: "GB", name: "United Kingdom")

    @Test(arguments: [
        #"{"iso":"GB","name":"United Kingdom","region":"Europe"}"#,
        #"{"country":{"iso":"GB","name":"United Kingdom"},"networks":[]}"#,
    ])
    func `data, days and countries are read in both versions' shapes`(
        _ country: String
    ) async throws {
        let body = """
            {"name":"esim_1GB","dataAmount":1000,"duration":7,"unlimited":false,
             "countries":[\(country),null],"speed":["4G"],"price":2.28}
            """
        #expect(
            try await contents(body)
                == BundleContents(data: .megabytes(1_000), days: 7, places: [Self.britain]))
    }

    @Test(arguments: [
        (#""dataAmount":-1,"unlimited":true"#, BundleContents.Allowance.unlimited),
        (#""dataAmount":0"#, .unlimited), (#""unlimited":true"#, .unlimited),
        (#""dataAmount":"500""#, .megabytes(500)), (#""price":1"#, nil),
    ])
    func `without a limit is not without a word`(
        _ member: String, _ data: BundleContents.Allowance?
    ) async throws {
        let found = try await contents("{\"name\":\"esim_1GB\",\(member)}")
        #expect(found == BundleContents(data: data, days: nil, places: []))
    }

    @Test(arguments: [400, 404])
    func `a bundle that the catalogue does not have is none`(_ status: Int) async throws {
        #expect(try await contents(#"{"message":"not found"}"#, status: status) == nil)
    }

    @Test(arguments: ["", "[]", "<html>", #"{"name":"esim_2GB"}"#, #"{"message":"hm"}"#])
    func `an answer about something else is unreadable`(_ body: String) async {
        #expect(await failure { try await contents(body) }?.kind == .unreadable)
    }

    @Test(arguments: [401, 403, 429, 500, 503])
    func `a failing catalogue is asked once, and no more`(_ status: Int) async throws {
        let bundle = try #require(BundleName("esim_1GB"))
        try await withServer { _ in
            .answer(status, "{}")
        } _: { peer, server in
            let found = await failure { try await peer.client.contents(of: bundle) }
            #expect(found?.kind == .unavailable)
            #expect(server.requests.count == 1)
        }
    }

    @Test func `a name is asked for as one part of the address`() async throws {
        let bundle = try #require(BundleName("a/b ?c#d"))
        try await withServer { _ in
            .answer(404, "{}")
        } _: { peer, server in
            _ = try await peer.client.contents(of: bundle)
            #expect(server.requests.first?.target == "/v2.4/catalogue/bundle/a%2Fb%20%3Fc%23d")
        }
    }

    @Test func `the look-alike's catalogue tells what a bundle holds`() async throws {
        let bundle = try #require(BundleName("esim_1GB_7D_GB_V2"))
        let unknown = try #require(BundleName("esim_9GB"))
        try await withSandbox { peer in
            let found = try await peer.client.contents(of: bundle)
            #expect(
                found == BundleContents(data: .megabytes(1_000), days: 7, places: [Self.britain]))
            let none = try await peer.client.contents(of: unknown)
            #expect(none == nil)
        }
    }
}
