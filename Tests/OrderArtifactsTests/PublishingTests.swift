// A folder is whole or absent, whatever is in its way and whatever an earlier run left.

import Foundation
import Orders
import Testing

@testable import OrderArtifacts

@Suite struct PublishingTests {
    private let folder: TemporaryFolder
    private let publisher: FolderPublisher

    init() throws {
        folder = try TemporaryFolder()
        publisher = FolderPublisher(output: folder.path)
    }

    private func failure(of operation: () async throws -> Void) async -> PublishFailure? {
        do {
            try await operation()
            return nil
        } catch {
            return error as? PublishFailure
        }
    }

    @Test func `an order is published once its folder stands`() async throws {
        let (order, batch) = (try Samples.simple(), try Samples.batch())
        #expect(await publisher.isPublished(order, in: batch) == false)
        try await publish(order, in: folder)
        #expect(await publisher.isPublished(order, in: batch))
        try folder.remove("fleet/TOUR-17/order.json")
        #expect(await publisher.isPublished(order, in: batch) == false)
    }

    @Test func `a batch's folder may lie deep, and its name is made safe`() async throws {
        let deep = FolderPublisher(output: folder.path + "/a/b//c/")
        try await deep.prepare(try Samples.batch("../x/y"))
        #expect(try folder.tree("a").map { $0.prefix(4) } == ["d700", "d700", "d700"])
        #expect(try folder.names("a/b/c") == [batchFolder(try Samples.batch("../x/y"))])
        #expect(try folder.names() == ["a"])
    }

    @Test func `publishing again replaces the whole folder`() async throws {
        try await publish(try Samples.simple(quantity: 3), in: folder)
        try folder.write([1], to: "fleet/TOUR-17/stray.txt")
        try await publish(try Samples.simple(quantity: 2, carried: [("name", "New")]), in: folder)
        #expect(try folder.names("fleet") == ["TOUR-17"])
        let names = try folder.names("fleet/TOUR-17")
        #expect(!names.contains("stray.txt"))
        #expect(try folder.names("fleet/TOUR-17/qr").count == 4)
        #expect(try folder.text("fleet/TOUR-17/esims.csv").contains(",New\r\n"))
    }

    @Test func `what a dead run left staged is cleared away`() async throws {
        try await publisher.prepare(try Samples.batch())
        try folder.makeFolder("fleet/.staged-TOUR-17/qr")
        try folder.write([1], to: "fleet/.staged-TOUR-17/qr/1.png")
        try folder.write([1], to: "fleet/.staged-summary.csv")
        try folder.write([1], to: "fleet/mine.txt")
        try await publisher.prepare(try Samples.batch())
        #expect(try folder.names("fleet") == ["mine.txt"])
    }

    @Test func `a folder that a dead run took away is put back`() async throws {
        try await publish(try Samples.simple(), in: folder)
        try FileManager.default.moveItem(
            atPath: folder.path + "/fleet/TOUR-17",
            toPath: folder.path + "/fleet/.replaced-TOUR-17")
        try folder.makeFolder("fleet/.staged-TOUR-17")
        try await publisher.prepare(try Samples.batch())
        #expect(try folder.names("fleet") == ["TOUR-17"])
        #expect(await publisher.isPublished(try Samples.simple(), in: try Samples.batch()))
    }

    @Test func `a folder that was replaced already is not put back`() async throws {
        try await publish(try Samples.simple(), in: folder)
        try folder.makeFolder("fleet/.replaced-TOUR-17")
        try folder.write([1], to: "fleet/.replaced-TOUR-17/old.txt")
        try await publisher.prepare(try Samples.batch())
        #expect(try folder.names("fleet") == ["TOUR-17"])
        #expect(try !folder.names("fleet/TOUR-17").contains("old.txt"))
    }

    @Test func `publishing clears the way by itself`() async throws {
        try await publisher.prepare(try Samples.batch())
        for name in [".staged-TOUR-17", ".replaced-TOUR-17"] {
            try folder.makeFolder("fleet/\(name)/inner")
        }
        try await publisher.publish(try Samples.publishable(try Samples.simple()))
        #expect(try folder.names("fleet") == ["TOUR-17"])
        #expect(try !folder.names("fleet/TOUR-17").contains("inner"))
    }

    @Test func `a file in the way of the batch's folder is told with its path`() async throws {
        try folder.write([1], to: "fleet")
        let failure = await failure { try await publisher.prepare(try Samples.batch()) }
        #expect(failure?.attempting == "creating the folder \(folder.path)/fleet")
        #expect(failure?.hint.contains("safe in the ledger") == true)
        #expect(try folder.bytes("fleet") == [1])
    }

    @Test func `a file in the way of the output folder is told with its path`() async throws {
        try folder.write([1], to: "out")
        let blocked = FolderPublisher(output: folder.path + "/out")
        let failure = await failure { try await blocked.prepare(try Samples.batch()) }
        #expect(failure?.description.contains("\(folder.path)/out") == true)
        #expect(failure?.cause == "Not a directory")
    }

    @Test(.enabled(if: geteuid() != 0, "nothing is read-only for the superuser"))
    func `a folder that cannot be written is found out before anything is bought`() async throws {
        try folder.makeFolder("fleet")
        try folder.setMode("500", of: "fleet")
        let failure = await failure { try await publisher.prepare(try Samples.batch()) }
        #expect(failure?.attempting.contains("\(folder.path)/fleet/") == true)
        #expect(failure?.cause == "Permission denied")
    }

    @Test func `a folder that the system keeps for itself is a failure with its path`() async throws
    {
        let system = FolderPublisher(output: "/proc/esimbatch")
        let failure = await failure { try await system.prepare(try Samples.batch()) }
        #expect(failure?.attempting == "creating the folder /proc/esimbatch")
    }

    @Test func `a batch's folder that is gone is a failure with its path`() async throws {
        let order = try Samples.publishable(try Samples.simple())
        let failure = await failure { try await publisher.publish(order) }
        #expect(failure?.attempting.contains("\(folder.path)/fleet/") == true)
    }

    @Test func `a link in the order's place is neither followed nor replaced`() async throws {
        try await publisher.prepare(try Samples.batch())
        try folder.makeFolder("elsewhere")
        try folder.write([7], to: "elsewhere/precious.txt")
        try folder.link("fleet/TOUR-17", to: folder.path + "/elsewhere")
        #expect(
            await publisher.isPublished(try Samples.simple(), in: try Samples.batch()) == false)
        let order = try Samples.publishable(try Samples.simple())
        let failure = await failure { try await publisher.publish(order) }
        #expect(failure?.cause.contains("something else") == true)
        #expect(try folder.names("elsewhere") == ["precious.txt"])
    }

    @Test func `a folder that is not ours is not replaced`() async throws {
        try await publisher.prepare(try Samples.batch())
        try folder.makeFolder("fleet/TOUR-17/inner")
        let order = try Samples.publishable(try Samples.simple())
        let failure = await failure { try await publisher.publish(order) }
        #expect(failure?.hint.contains("move that folder away") == true)
        #expect(try folder.names("fleet/TOUR-17") == ["inner"])
        #expect(await publisher.holder(of: "TOUR-17", in: try Samples.batch()) != nil)
    }

    @Test func `another order's folder is not replaced, and is not taken for ours`() async throws {
        let alien = try Samples.order(
            lines: [Samples.line(2, "alien")],
            parts: [Samples.part(1, "ref-9", of: [Samples.line(2, "alien")], [(99, line: 0)])])
        try await publish(alien, in: folder)
        let mine = try Samples.simple()
        #expect(await publisher.isPublished(mine, in: try Samples.batch()) == false)
        let order = try Samples.publishable(mine)
        let failure = await failure { try await publisher.publish(order) }
        #expect(failure?.cause == "it holds reference ref-9")
        let holder = await publisher.holder(of: "TOUR-17", in: try Samples.batch())
        #expect(holder == "reference ref-9")
    }

    @Test func `a rehearsal gives way to real orders, and never replaces them`() async throws {
        let rehearsal = FolderPublisher(output: folder.path, isRehearsal: true)
        let order = try Samples.publishable(try Samples.simple())
        try await rehearsal.prepare(try Samples.batch())
        try await rehearsal.publish(order)
        #expect(await publisher.isPublished(order.order, in: order.batch) == false)
        #expect(await publisher.holder(of: "TOUR-17", in: order.batch) == nil)
        try await publisher.publish(order)
        #expect(await publisher.isPublished(order.order, in: order.batch))
        #expect(await failure { try await rehearsal.publish(order) } != nil)
    }

    @Test func `a link in the batch's place is refused`() async throws {
        try folder.makeFolder("elsewhere")
        try folder.link("fleet", to: folder.path + "/elsewhere")
        let failure = await failure { try await publisher.prepare(try Samples.batch()) }
        #expect(failure?.attempting == "creating the folder \(folder.path)/fleet")
        #expect(try folder.names("elsewhere") == [])
    }

    @Test func `links among the left-overs are removed and not followed`() async throws {
        try await publisher.prepare(try Samples.batch())
        try folder.makeFolder("elsewhere")
        try folder.write([7], to: "elsewhere/precious.txt")
        try folder.link("fleet/.staged-TOUR-17", to: folder.path + "/elsewhere")
        try await publisher.prepare(try Samples.batch())
        #expect(try folder.names("fleet") == [])
        #expect(try folder.names("elsewhere") == ["precious.txt"])
    }

    @Test(arguments: [1, 3, 10])
    func `an order whose eSIMs are not as many as bought is not published`(
        _ quantity: Int
    ) async throws {
        let lines = [try Samples.line(2, "esim_1GB", quantity)]
        let part = try Samples.part(1, "ref-1", of: lines, [(1, line: 0), (2, line: 0)])
        let failure = await failure {
            try await publish(Samples.order(lines: lines, parts: [part]), in: folder)
        }
        #expect(failure?.cause == "it has 2 eSIMs and its lines ask for \(quantity)")
        #expect(failure?.attempting.contains("TOUR-17") == true)
        #expect(try folder.names("fleet") == [])
    }

    @Test func `orders published at once do not disturb each other`() async throws {
        let publisher = publisher
        try await publisher.prepare(try Samples.batch())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...12 {
                let order = try Samples.publishable(try Samples.simple("ORDER-\(number)"))
                group.addTask { try await publisher.publish(order) }
            }
            try await group.waitForAll()
        }
        #expect(try folder.names("fleet").count == 12)
        for name in try folder.names("fleet") {
            #expect(try folder.names("fleet/\(name)").count == 6)
        }
    }
}
