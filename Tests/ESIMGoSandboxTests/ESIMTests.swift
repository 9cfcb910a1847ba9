// The eSIM endpoints.

import Testing

@testable import ESIMGoSandbox

@Suite struct ESIMTests {
    @Test func `eSIMs are listed in pages of ten and can be filtered`() async throws {
        try await withSandbox { client in
            let order = try await client.buy(12).json
            let reference = try #require(order["orderReference"]?.text)
            let placed = try await client.get("/orders/\(reference)").json
            let iccids = try #require(placed["order"]?.elements?[0]["iccids"]?.elements)
            let first = try await client.get("/esims").json
            let second = try await client.get("/esims?page=2").json
            let listed = [first, second].flatMap { $0["esims"]?.elements ?? [] }
            let one = try #require(iccids[3].text)
            let found = try await client.get("/esims?filterBy=iccid&filter=\(one)").json
            let falling = try await client.get("/esims?direction=desc&orderBy=iccid").json
            #expect(listed.compactMap { $0["iccid"] } == iccids)
            #expect(first["pageCount"] == .number("2"))
            #expect(first["rows"] == .number("12"))
            #expect(found["rows"] == .number("1"))
            #expect(
                falling["esims"]?.elements?.first?["iccid"]?.text
                    == iccids.compactMap(\.text).max())
        }
    }

    @Test func `a customer reference is kept on the eSIM`() async throws {
        try await withSandbox { client in
            let order = try await client.buy().json
            let iccid = try #require(order["order"]?.elements?[0]["iccids"]?.elements?[0].text)
            let tag = try await client.put(
                "/esims", #"{"iccid":"\#(iccid)","customerRef":"Fleet 7"}"#)
            let esim = try await client.get(
                "/esims/\(iccid)?additionalFields=appleInstallUrl"
            ).json
            #expect(tag.status == 200)
            #expect(tag.json["status"]?.text != nil)
            #expect(esim["customerRef"] == .string("Fleet 7"))
            #expect(esim["smdpAddress"] == .string("rsp-3104.example.net"))
            #expect(esim["appleInstallUrl"]?.text?.hasPrefix("https://esimsetup.apple.com") == true)
        }
    }

    @Test func `an unknown eSIM is refused`() async throws {
        try await withSandbox { client in
            let body = #"{"iccid":"8943108161000073175","customerRef":"x"}"#
            let answers = [
                try await client.get("/esims/8943108161000073175"),
                try await client.put("/esims", body), try await client.put("/esims", "{}"),
            ]
            #expect(answers.map(\.status) == [400, 400, 400])
        }
    }
}
