// Install data: formats, delays, references.

import Testing
import ZipArchive

@testable import ESIMGoSandbox

@Suite struct AssignmentTests {
    @Test func `the default is CSV with the header of real answers`() async throws {
        try await withSandbox(ManualClock().options) { client in
            let order = try await client.buy().json
            let reference = try #require(order["orderReference"]?.text)
            let esim = try #require(order["order"]?.elements?[0]["esims"]?.elements?[0])
            let iccid = try #require(esim["iccid"]?.text)
            let code = try #require(esim["matchingId"]?.text)
            let answer = try await client.get("/esims/assignments?reference=\(reference)")
            #expect(answer.header("content-type") == "text/csv")
            #expect(
                answer.text == """
                    ICCID,Matching ID,RSP URL,Bundle,Reference
                    \(iccid),\(code),rsp-3104.example.net,esim_1GB_7D_GB_V2,\(reference)

                    """)
        }
    }

    @Test func `JSON is an object for one eSIM and an array for several`() async throws {
        try await withSandbox { client in
            let one = try #require(try await client.buy(1).json["orderReference"]?.text)
            let many = try #require(try await client.buy(7).json["orderReference"]?.text)
            let path = "/esims/assignments?additionalFields=appleInstallUrl&reference="
            let single = try await client.get(path + one, accept: "application/json").json
            let several = try await client.get(path + many, accept: "application/json").json
            let both = try await client.get(
                path + one + "&reference=" + many, accept: "application/json"
            ).json
            let code = try #require(single["matchingId"]?.text)
            #expect(
                single["appleInstallUrl"]?.text
                    == "https://esimsetup.apple.com/esim_qrcode_provisioning?carddata="
                    + "LPA:1$rsp-3104.example.net$\(code)")
            #expect(single["smdpAddress"] == .string("rsp-3104.example.net"))
            #expect(several.elements?.count == 7)
            #expect(both.elements?.count == 8)
        }
    }

    @Test func `a ZIP holds one PNG for each eSIM and the CSV`() async throws {
        try await withSandbox { client in
            let order = try await client.buy(3).json
            let reference = try #require(order["orderReference"]?.text)
            let iccids = (order["order"]?.elements?[0]["iccids"]?.elements ?? []).compactMap(\.text)
            let answer = try await client.get(
                "/esims/assignments/?reference=\(reference)", accept: "application/zip")
            let archive = try ZipReader(answer.body)
            let table = try #require(archive.entry(named: "\(reference).csv"))
            let image = try #require(archive.entry(named: "\(iccids[0]).png"))
            let text = String(decoding: try archive.contents(of: table), as: UTF8.self)
            #expect(answer.header("content-type") == "application/zip")
            #expect(
                archive.entries.map(\.name) == iccids.map { "\($0).png" } + ["\(reference).csv"])
            #expect(try archive.contents(of: image).prefix(4) == [0x89, 0x50, 0x4E, 0x47])
            #expect(iccids.allSatisfy(text.contains))
        }
    }

    @Test func `a young order is processing everywhere until the delay is over`() async throws {
        let clock = ManualClock()
        var options = clock.options
        options.assignmentDelay = .seconds(10)
        try await withSandbox(options) { client in
            let bought = try await client.buy(1).json
            let reference = try #require(bought["orderReference"]?.text)
            let path = "/esims/assignments?reference=\(reference)"
            clock.advance(by: .milliseconds(9_999))
            let early = try await client.get(path)
            let order = try await client.get("/orders/\(reference)").json
            let esims = try await client.get("/esims").json
            clock.advance(by: .milliseconds(1))
            let late = try await client.get(path)
            #expect(bought["status"] == .string("processing"))
            #expect(!bought.serialised.contains("iccids"))
            #expect(early.status == 503)
            #expect(early.header("retry-after") == "1")
            #expect(order["status"] == .string("processing"))
            #expect(esims["rows"] == .number("0"))
            #expect(late.status == 200)
            #expect(try await client.get("/orders/\(reference)").text.contains("iccids"))
        }
    }

    @Test(arguments: ["", "?reference=", "?reference=nothing"])
    func `a missing or unknown reference is refused`(_ query: String) async throws {
        try await withSandbox { client in
            let answer = try await client.get("/esims/assignments\(query)")
            #expect(answer.status == 400)
        }
    }
}
