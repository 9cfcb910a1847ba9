// Folders of orders with many purchases are known again, and files are read up to their limits.

import Orders
import Testing

@testable import OrderArtifacts

@Suite struct LargeFolderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// So many purchases of one eSIM each, about every one of which something is to be said.
    private static func order(purchases count: Int) throws -> RecordedSheetOrder {
        let lines = [try Samples.line(2, "esim_1GB", count)]
        let words = String(repeating: "not allowed, ", count: 80)
        let parts = try (1...count).map { number in
            var part = try Samples.part(number, "ref-\(number)", of: lines, [(number, line: 0)])
            part.revocations = [
                RecordedRevocation(
                    id: RevocationID(rawValue: Int64(number)),
                    iccid: try Samples.iccid(number), line: 0,
                    assignment: try #require(AssignmentID("\(number)")), state: .refused,
                    leaves: false, words: words, at: Samples.admitted)
            ]
            return part
        }
        return Samples.order(lines: lines, parts: parts)
    }

    @Test func `an order of many purchases is known by all their references`() async throws {
        let order = try Self.order(purchases: 80)
        let batch = try Samples.batch()
        try await publish(order, in: folder)
        let text = try folder.text("fleet/TOUR-17/order.json")
        let lines = try #require(text.firstRange(of: "\"lines\": "))
        #expect(text[..<lines.lowerBound].utf8.count > ArtifactLimits.usualHeadBytes)
        let references = (1...80).map { "ref-\($0)" }
        let record = try #require(FolderRecord(at: "\(folder.path)/fleet/TOUR-17"))
        #expect(record.references == references)
        #expect(record.cards?.isEmpty == false)
        #expect(!record.isRehearsal)
        let publisher = FolderPublisher(output: folder.path)
        #expect(await publisher.isPublished(order, in: batch))
        let publishable = try Samples.publishable(order)
        #expect(await publisher.isCurrent(publishable))
        #expect(await publisher.holder(of: "TOUR-17", in: batch) == "reference ref-1")
        // It is ours to replace.
        try await publisher.publish(publishable)
        #expect(try folder.names("fleet") == ["TOUR-17"])
    }

    @Test func `a document that ends before its lines is none of ours`() async throws {
        try await publish(try Self.order(purchases: 80), in: folder)
        let place = "\(folder.path)/fleet/TOUR-17"
        let whole = try folder.bytes("fleet/TOUR-17/order.json")
        for size in [1_000, ArtifactLimits.usualHeadBytes, ArtifactLimits.usualHeadBytes + 1_000] {
            try folder.write(Array(whole.prefix(size)), to: "fleet/TOUR-17/order.json")
            #expect(FolderRecord(at: place)?.references == nil)
        }
        try folder.write(whole, to: "fleet/TOUR-17/order.json")
        #expect(FolderRecord(at: place)?.references.count == 80)
    }

    /// The second is what is read at a time.
    @Test(arguments: [10, 1 << 16, 200_000])
    func `a file of just the limit is read, and one of a byte more is not`(
        _ limit: Int
    ) throws {
        let bytes = (0..<limit).map { UInt8(truncatingIfNeeded: $0) }
        try folder.write(bytes, to: "file")
        let path = "\(folder.path)/file"
        #expect(DurableFiles.read(path, upTo: limit) == bytes)
        #expect(DurableFiles.start(of: path, bytes: limit) == bytes)
        try folder.write(bytes + [1], to: "file")
        #expect(DurableFiles.read(path, upTo: limit) == nil)
        #expect(DurableFiles.read(path, upTo: limit + 1) == bytes + [1])
        #expect(DurableFiles.start(of: path, bytes: limit) == bytes)
    }

    @Test func `an empty file is read, and a folder or nothing is not`() throws {
        try folder.write([], to: "file")
        #expect(DurableFiles.read("\(folder.path)/file", upTo: 0) == [])
        #expect(DurableFiles.read(folder.path, upTo: 9) == nil)
        #expect(DurableFiles.read("\(folder.path)/none", upTo: 9) == nil)
    }
}
