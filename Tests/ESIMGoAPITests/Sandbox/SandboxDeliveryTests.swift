// The client against the look-alike: install data, whether at once, late, short or as a ZIP.

import ESIMGoSandbox
import Orders
import RawPeer
import Testing
import ZipArchive

@testable import ESIMGoAPI

@Suite struct SandboxDeliveryTests {
    private func place(_ items: [OrderItem], _ peer: Peer) async throws -> OrderReference {
        let answer = await peer.client.place(items)
        guard case .placed(let order) = answer.outcome else {
            throw APIFailure(.rejected, attempting: "placing", cause: "\(answer)", hint: "")
        }
        return order.reference
    }

    @Test(arguments: [1, 5, 6, 40])
    func `an order is delivered whole, small or large`(_ count: Int) async throws {
        try await withSandbox { peer in
            let reference = try await place([try item("esim_1GB_7D_GB_V2", count)], peer)
            let delivery = try await peer.client.delivery(of: reference, expecting: count)
            #expect(delivery.status == .completed)
            #expect(Set(delivery.esims.map(\.esim.iccid)).count == count)
            #expect(delivery.esims.allSatisfy { $0.bundle?.text == "esim_1GB_7D_GB_V2" })
            #expect(delivery.esims.allSatisfy { $0.esim.activationCode.hasPrefix("LPA:1$") })
            #expect(delivery.total?.currency.code == "USD")
        }
    }

    @Test func `each eSIM of a mixed order says its bundle`() async throws {
        try await withSandbox { peer in
            let items = [try item("esim_1GB_7D_GB_V2", 4), try item("esim_1GB_7D_FR_V2", 3)]
            let reference = try await place(items, peer)
            let delivery = try await peer.client.delivery(of: reference, expecting: 7)
            let bundles = delivery.esims.compactMap { $0.bundle?.text }.sorted()
            #expect(
                bundles == Array(repeating: "esim_1GB_7D_FR_V2", count: 3)
                    + Array(repeating: "esim_1GB_7D_GB_V2", count: 4))
        }
    }

    @Test func `install data that is still to come is waited for as asked`() async throws {
        try await withSandbox {
            $0.assignmentDelay = .seconds(60)
        } _: { peer in
            let reference = try await place([try item("esim_1GB_7D_GB_V2", 2)], peer)
            let early = try await peer.client.delivery(of: reference, expecting: 2)
            #expect(early.esims.isEmpty)
            #expect(early.retryAfter == .seconds(1))
            // The caller looks again in its own time; the client itself waits for nothing.
            #expect(peer.time.waits == [])
            let archive = await failure { try await peer.client.archive(of: reference) }
            #expect(archive?.kind == .rejected)
            peer.time.advance(by: .seconds(60))
            let late = try await peer.client.delivery(of: reference, expecting: 2)
            #expect(late.esims.count == 2)
        }
    }

    @Test(arguments: [
        ("error-assignments", 0), ("empty-assignments", 0), ("short-assignments", 1),
        ("duplicate-rows", 2),
    ])
    func `trouble with the assignments leaves what is known`(
        _ fault: String, _ known: Int
    ) async throws {
        try await withServer { request in
            // The order itself never carries install data, so that the assignments must.
            if request.target.contains("/orders/") {
                return .answer(200, #"{"orderReference":"r","status":"completed","order":[]}"#)
            }
            let row = "8943100000000000017,ABC-1,a.b,bundle\n"
            let other = "8943100000000000025,ABC-2,a.b,bundle\n"
            let header = "ICCID,Matching ID,RSP URL,Bundle\n"
            return switch fault {
            case "error-assignments": .answer(500, "")
            case "empty-assignments": .answer(200, "")
            case "short-assignments": .answer(200, header + row)
            default: .answer(200, header + row + row + other)
            }
        } _: { peer, _ in
            let reference = try #require(OrderReference("r"))
            let delivery = try await peer.client.delivery(of: reference, expecting: 2)
            #expect(delivery.esims.count == known)
            #expect(delivery.status == .completed)
        }
    }

    @Test func `JSON is asked for where the table cannot be read`() async throws {
        try await withServer { request in
            if request.target.contains("/orders/") { return .answer(404, "") }
            guard request.headers["accept"] == "application/json" else {
                return .answer(200, "no table at all")
            }
            return .answer(
                200, #"{"iccid":"8943100000000000017","matchingId":"A","smdpAddress":"a.b"}"#)
        } _: { peer, server in
            let reference = try #require(OrderReference("a/b?c"))
            let delivery = try await peer.client.delivery(of: reference, expecting: 1)
            #expect(delivery.esims.map(\.esim.activationCode) == ["LPA:1$a.b$A"])
            #expect(delivery.status == .unfinished(""))
            #expect(
                server.requests.map(\.target) == [
                    "/v2.4/orders/a%2Fb%3Fc?includeIccids=true",
                    "/v2.4/esims/assignments?reference=a%2Fb%3Fc",
                    "/v2.4/esims/assignments?reference=a%2Fb%3Fc",
                ])
        }
    }

    @Test func `the wait may be given as a date of the server's clock`() async throws {
        // The server's clock is an hour ahead; it asks to come back after half a minute.
        try await withServer { _ in
            .answer(
                503, "",
                headers: [
                    "Date: Tue, 03 Feb 2026 11:11:12 GMT",
                    "Retry-After: Tue, 03 Feb 2026 11:11:42 GMT",
                ])
        } _: { peer, _ in
            let reference = try #require(OrderReference("r"))
            let delivery = try await peer.client.delivery(of: reference, expecting: 1)
            let wait = try #require(delivery.retryAfter)
            #expect(wait >= .seconds(29) && wait <= .seconds(31))
        }
    }

    @Test func `the answer of another order is none`() async throws {
        let other = #"{"orderReference":"S","status":"completed","total":9,"order":[]}"#
        try await withServer { request in
            request.target.contains("assignments") ? .answer(503, "") : .answer(200, other)
        } _: { peer, _ in
            let delivery = try await peer.client.delivery(
                of: try #require(OrderReference("r")), expecting: 1)
            #expect(delivery.status == .unfinished("") && delivery.total == nil)
            let same = try await peer.client.delivery(
                of: try #require(OrderReference("s")), expecting: 1)
            #expect(same.status == .completed)
        }
    }

    @Test func `the provider's words tell that it knows no such order`() async throws {
        try await withServer { _ in
            .answer(404, #"{"message":"order not found"}"#)
        } _: { peer, _ in
            let delivery = try await peer.client.delivery(
                of: try #require(OrderReference("r")), expecting: 1)
            #expect(delivery.esims.isEmpty && delivery.refusal == "HTTP 404 (order not found)")
        }
    }

    @Test func `an order that failed later is not asked for its eSIMs`() async throws {
        try await withServer { _ in
            .answer(200, #"{"orderReference":"r","status":"failed","order":[]}"#)
        } _: { peer, server in
            let reference = try #require(OrderReference("r"))
            let delivery = try await peer.client.delivery(of: reference, expecting: 1)
            #expect(delivery.status == .failed)
            #expect(server.requests.count == 1)
        }
    }

    @Test func `the archive comes as the provider sent it`() async throws {
        try await withSandbox { peer in
            let reference = try await place([try item("esim_1GB_7D_GB_V2", 3)], peer)
            let archive = try ZipReader(try await peer.client.archive(of: reference))
            try archive.verify()
            #expect(archive.entries.count(where: { $0.name.hasSuffix(".png") }) == 3)
            let table = try #require(archive.entries.first { $0.name.hasSuffix(".csv") })
            let codes = readAssignments(try archive.contents(of: table))?.delivered.map(
                \.esim.activationCode)
            let delivery = try await peer.client.delivery(of: reference, expecting: 3)
            #expect(codes?.sorted() == delivery.esims.map(\.esim.activationCode).sorted())
        }
    }

    @Test(arguments: ["", "<html></html>", "ICCID,Matching ID\n"])
    func `what is no ZIP is not passed on as one`(_ body: String) async throws {
        try await withServer { _ in
            .answer(200, body)
        } _: { peer, _ in
            let reference = try #require(OrderReference("r"))
            let failure = await failure { try await peer.client.archive(of: reference) }
            #expect(failure?.kind == .unreadable)
        }
    }
}
