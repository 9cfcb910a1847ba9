// The catalogue and the organisation.

import Foundation
import Testing

@testable import ESIMGoSandbox

@Suite struct CatalogueTests {
    private func names(_ answer: Answer) -> [String] {
        (answer.json["bundles"]?.elements ?? []).compactMap { $0["name"]?.text }
    }

    @Test func `pages cover every bundle once`() async throws {
        try await withSandbox { client in
            let all = try await client.get("/catalogue")
            var collected: [String] = []
            for page in 1...5 {
                collected += names(try await client.get("/catalogue?page=\(page)&perPage=9"))
            }
            let first = try await client.get("/catalogue?perPage=9").json
            #expect(first["pageCount"] == .number("5"))
            #expect(first["rows"] == .number("41"))
            #expect(first["pageSize"] == .number("9"))
            #expect(collected == names(all))
            #expect(Set(collected).count == 41)
            #expect(names(try await client.get("/catalogue?page=6&perPage=9")).isEmpty)
        }
    }

    @Test(arguments: [
        ("countries=US&perPage=100", 5), ("countries=us,CA", 7), ("region=oceania", 2),
        ("description=*unlimited*france*", 1), ("description=1GB&countries=GB", 1),
        ("group=Standard%20Unlimited", 4), ("countries=ZZ", 0),
    ])
    func `filters select bundles`(_ query: String, _ count: Int) async throws {
        try await withSandbox { client in
            let found = try await client.get("/catalogue?\(query)")
            #expect(names(found).count == count)
        }
    }

    @Test func `bundles can be sorted`() async throws {
        try await withSandbox { client in
            let rising = names(try await client.get("/catalogue?orderBy=bundleName"))
            let falling = names(
                try await client.get("/catalogue?orderBy=bundleName&direction=desc"))
            #expect(rising == rising.sorted())
            #expect(falling == rising.reversed())
        }
    }

    @Test func `one bundle is found by its exact, escaped name`() async throws {
        try await withSandbox { client in
            let found = try await client.get("/catalogue/bundle/esim%5F1GB_7D_GB_V2")
            let missing = try await client.get("/catalogue/bundle/esim_1gb_7d_gb_v2")
            #expect(found.json["name"] == .string("esim_1GB_7D_GB_V2"))
            #expect(found.json["price"] == .number("2.28"))
            #expect(found.json["dataAmount"] == .number("1000"))
            #expect(found.json["billingType"] == .string("FixedCost"))
            #expect(missing.status == 404)
            #expect(missing.message == "bundle not found")
        }
    }

    @Test(arguments: [
        ("esim_1GB_7D_GB_V2", "2.28"), ("esim_3GB_30D_GB_V2", "6.1"),
        ("esim_1GB_7D_FR_V2", "2.1"), ("esim_5GB_30D_US_V2", "13.25"),
        ("esim_10GB_30D_EU_V2", "19.8"), ("esim_UL_7D_FR_V2", "19.9"),
    ])
    func `the built-in catalogue has the bundles that examples use`(
        _ name: String, _ price: String
    ) throws {
        #expect(BuiltInCatalogue.catalogue[name]?.price.text == price)
    }

    @Test func `a price changed while running is the one that is charged`() async throws {
        try await withSandbox { client in
            let change = try await client.own(
                "/price", #"{"bundle":"esim_1GB_7D_GB_V2","price":"2.5"}"#)
            let unknown = try await client.own("/price", #"{"bundle":"none","price":"2.5"}"#)
            #expect(change.status == 200)
            #expect(unknown.status == 400)
            #expect(try await client.buy(2).json["total"] == .number("5"))
        }
    }

    @Test func `the organisation comes in its wrapper and echoes the key`() async throws {
        var options = SandboxOptions()
        options.balance = "497.50"
        options.currency = "EUR"
        try await withSandbox(options) { client in
            let answer = try await client.get("/organisation")
            let organisation = try #require(answer.json["organisations"]?.elements?.first)
            #expect(organisation["apiKey"] == .string("a-key"))
            #expect(organisation["balance"] == .number("497.5"))
            #expect(organisation["currency"] == .string("EUR"))
        }
    }

    @Test(arguments: [
        #"{"bundles":[{"name":"a bundle","price":1.25}],"rows":1}"#,
        #"[{"name":"a bundle","price":"1.25"}]"#,
    ])
    func `a catalogue file may be an envelope or an array`(_ content: String) async throws {
        try await withFile(content) { path in
            var options = SandboxOptions()
            options.catalogueFile = path
            try await withSandbox(options) { client in
                let answer = try await client.get("/catalogue/bundle/a%20bundle")
                #expect(answer.status == 200)
                #expect(try await client.buy(2, "a bundle").json["total"] == .number("2.5"))
            }
        }
    }

    @Test(arguments: [
        ("{", "expected a member's name at byte 1"),
        ("{}", "it holds no list of bundles"),
        (
            #"[{"name":"b","price":1.00000001}]"#,
            "bundle b lacks a name or a price of at most six decimals"
        ),
    ])
    func `a bad catalogue file says why`(_ content: String, _ reason: String) async throws {
        try await withFile(content) { path in
            var options = SandboxOptions()
            options.catalogueFile = path
            #expect(throws: SandboxError.badCatalogue(path: path, reason: reason)) {
                _ = try Sandbox(options)
            }
        }
    }
}

/// Writes a file into a folder of its own for the length of the body.
func withFile(_ content: String?, _ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("sandbox-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("file").path
    if let content { try Data(content.utf8).write(to: URL(fileURLWithPath: path)) }
    try await body(path)
}
