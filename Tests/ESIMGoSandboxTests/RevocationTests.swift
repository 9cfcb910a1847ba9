// What is on an eSIM, and taking it off.

import Testing

@testable import ESIMGoSandbox

@Suite struct RevocationTests {
    /// An order of one eSIM: its ICCID and its assignment.
    private func bought(_ client: SandboxClient) async throws -> (iccid: String, id: String) {
        let order = try await client.buy().json
        let iccid = try #require(order["order"]?.elements?[0]["iccids"]?.elements?[0].text)
        let listed = try await client.get("/esims/\(iccid)/bundles").json
        let assignment = try #require(listed["bundles"]?.elements?[0]["assignments"]?.elements?[0])
        let reference = try #require(order["orderReference"]?.text)
        #expect(assignment["assignmentReference"]?.text == "\(reference)-0")
        #expect(assignment["bundleState"]?.text == "queued")
        return (iccid, try #require(assignment["id"]?.text))
    }

    private let bundle = "esim_1GB_7D_GB_V2"

    @Test func `validate mode takes nothing off`() async throws {
        try await withSandbox { client in
            let (iccid, id) = try await bought(client)
            let path = "/esims/\(iccid)/bundles/\(bundle)/assignments/\(id)"
            let answer = try await client.delete(path + "?type=validate")
            #expect(answer.status == 200)
            #expect(answer.json["status"]?.text?.contains("inventory") == true)
            #expect(try await client.get("/esims/\(iccid)").status == 200)
        }
    }

    @Test func `the last bundle of an eSIM that was never installed takes it along`() async throws {
        try await withSandbox { client in
            let (iccid, id) = try await bought(client)
            let path = "/esims/\(iccid)/bundles/\(bundle)/assignments/\(id)"
            #expect(try await client.delete(path).status == 200)
            #expect(try await client.get("/esims/\(iccid)").status == 400)
            #expect(try await client.get("/esims/\(iccid)/bundles").status == 400)
            #expect(try await client.get("/esims").json["rows"] == .number("0"))
            #expect(try await client.delete(path).status == 400)
        }
    }

    @Test func `an installed eSIM stays, and shows the bundle as revoked`() async throws {
        try await withSandbox { client in
            let (iccid, id) = try await bought(client)
            _ = try await client.own("/install", #"{"iccid":"\#(iccid)"}"#)
            let path = "/esims/\(iccid)/bundles/\(bundle)"
            #expect(try await client.delete(path).status == 200)
            let esim = try await client.get("/esims/\(iccid)").json
            #expect(esim["profileStatus"]?.text == "Installed")
            let listed = try await client.get("/esims/\(iccid)/bundles").json
            let assignment = listed["bundles"]?.elements?[0]["assignments"]?.elements?[0]
            #expect(assignment?["id"]?.text == id)
            #expect(assignment?["bundleState"]?.text == "revoked")
        }
    }

    @Test func `a bundle in use is refused`() async throws {
        try await withSandbox { client in
            let (iccid, id) = try await bought(client)
            _ = try await client.own(
                "/install", #"{"iccid":"\#(iccid)","bundleState":"active"}"#)
            let path = "/esims/\(iccid)/bundles/\(bundle)/assignments/\(id)"
            let answer = try await client.delete(path)
            #expect(answer.status == 400)
            #expect(answer.json["message"]?.text?.contains("active") == true)
        }
    }

    @Test func `events of revocations are read back as they were written`() {
        let events: [SandboxEvent] = [
            .revoked(iccid: "1", assignment: 7, at: Instant(nanoseconds: 1_000)),
            .installed(iccid: "1", bundleState: "active"),
        ]
        for event in events { #expect(SandboxEvent(event.json) == event) }
    }
}
