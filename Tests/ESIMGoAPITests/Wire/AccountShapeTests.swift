// The account and the catalogue in every shape that the provider is known to use.

import Orders
import RawPeer
import Testing

@testable import ESIMGoAPI

@Suite struct AccountShapeTests {
    private func account(_ body: String) async throws -> Account {
        try await withServer { _ in
            .answer(200, body)
        } _: { peer, _ in
            try await peer.client.account()
        }
    }

    private static let flat =
        #"{"name":"Acme","apiKey":"abc","balance":497.72,"currency":"USD","users":[{"a":1}]}"#

    @Test(arguments: [
        flat, #"{"organisations":[\#(flat)]}"#, #"{"organisation":\#(flat)}"#,
        #"{"organisations":[null,\#(flat)]}"#,
        #"{"name":"Acme","balance":"497.72","currency":"usd","testCredit":null}"#,
        #"{"name":"Acme","balance":497.7200000000001,"currency":"USD"}"#,
        #"{"name":"Acme","balance":497.729,"currency":"USD"}"#,
    ])
    func `an account is read from every shape`(_ body: String) async throws {
        let account = try await account(body)
        #expect(account.name == "Acme")
        #expect(account.balance.description == "497.72 USD")
    }

    @Test(arguments: [
        (#"{"name":"A","balance":10000,"currency":"JPY"}"#, "10000 JPY"),
        (#"{"name":"A","balance":-1.5,"currency":"EUR"}"#, "-1.50 EUR"),
        (#"{"name":"A","balance":"0","currency":"GBP"}"#, "0.00 GBP"),
        (#"{"name":"A","balance":12.345,"currency":"KWD"}"#, "12.345 KWD"),
    ])
    func `a balance is exact in its own currency`(_ body: String, _ balance: String) async throws {
        #expect(try await account(body).balance.description == balance)
    }

    @Test(arguments: [
        "", "{}", "[]", "<html></html>", #"{"organisations":[]}"#,
        #"{"name":"A","currency":"USD"}"#, #"{"name":"A","balance":1}"#,
        #"{"balance":1,"currency":"USD"}"#, #"{"name":"A","balance":1,"currency":"dollars"}"#,
        #"{"name":"A","balance":"much","currency":"USD"}"#,
        #"{"name":"A","balance":1e30,"currency":"USD"}"#,
    ])
    func `an account that lacks anything is unreadable`(_ body: String) async {
        #expect(await failure { try await account(body) }?.kind == .unreadable)
    }
}

@Suite struct CatalogueShapeTests {
    private static let one = """
        {"name":"esim_1GB_7D_GB_V2","description":"eSIM, 1GB","groups":["Standard"],
         "countries":[{"name":"United Kingdom","region":"Europe","iso":"GB"},null],
         "dataAmount":1000,"duration":7,"speed":["4G"],"autostart":true,"unlimited":false,
         "roamingEnabled":null,"price":2.28,"billingType":"FixedCost","allowances":[]}
        """
    private static let nested = """
        {"name":"esim_UL_7D_FR_V2","description":"eSIM, Unlimited",
         "countries":[{"country":{"name":"France","iso":"FR"},"networks":[]}],
         "dataAmount":-1,"duration":"7","speed":{"a":1},"price":"19.90"}
        """

    private func bundles(
        _ body: String, _ filter: CatalogueFilter = .everything
    ) async throws -> [CatalogueBundle] {
        try await withServer { _ in
            .answer(200, body)
        } _: { peer, _ in
            try await peer.client.catalogue(filter)
        }
    }

    @Test(arguments: [
        #"{"bundles":[\#(one),\#(nested)],"pageCount":1,"pageSize":200,"rows":2}"#,
        #"[\#(nested),null,\#(one)]"#, #"{"bundles":[\#(nested),\#(one),{"price":1}]}"#,
    ])
    func `bundles are read from every shape and sorted by name`(_ body: String) async throws {
        let expected = [
            CatalogueBundle(
                name: "esim_1GB_7D_GB_V2", description: "eSIM, 1GB", price: ExactDecimal("2.28"),
                countries: ["GB"], data: .megabytes(1_000), days: 7),
            CatalogueBundle(
                name: "esim_UL_7D_FR_V2", description: "eSIM, Unlimited",
                price: ExactDecimal("19.9"), countries: ["FR"], data: .unlimited, days: 7),
        ]
        #expect(try await bundles(body) == expected)
    }

    @Test(
        arguments: [
            (#""unlimited":true"#, .unlimited), (#""dataAmount":0"#, .unlimited),
            (#""dataAmount":"500""#, .megabytes(500)), (#""dataAmount":null"#, nil),
            (#""unlimited":false"#, nil),
        ] as [(String, BundleContents.Allowance?)])
    func `what the catalogue does not say of a bundle's data is not made up`(
        _ member: String, _ data: BundleContents.Allowance?
    ) async throws {
        let found = try await bundles(#"[{"name":"b",\#(member)}]"#)
        #expect(found.map(\.data) == [data])
    }

    @Test(arguments: [
        (["fr"], nil, ["esim_UL_7D_FR_V2"]), (["GB", "FR"], "UNLIMITED", ["esim_UL_7D_FR_V2"]),
        ([], "esim_1gb", ["esim_1GB_7D_GB_V2"]), (["US"], nil, []), ([], "nothing", []),
    ])
    func `a filter that the server ignores is applied here`(
        _ countries: [String], _ search: String?, _ expected: [String]
    ) async throws {
        let filter = CatalogueFilter(countries: countries, search: search)
        let found = try await bundles("[\(Self.one),\(Self.nested)]", filter)
        #expect(found.map(\.name) == expected)
    }

    @Test(arguments: ["", "<html></html>", "null", "17"])
    func `what is no catalogue is unreadable`(_ body: String) async {
        #expect(await failure { try await bundles(body) }?.kind == .unreadable)
    }
}
