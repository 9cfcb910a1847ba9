// Whether a folder shows what it would show now: the ground for rendering it again, or not.

import Orders
import Testing

@testable import OrderArtifacts

@Suite struct RenewingTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func order(days: Int? = nil) throws -> PublishableOrder {
        let name = try #require(BundleName("esim_1GB"))
        let contents = BundleContents(data: nil, days: days, places: [])
        return PublishableOrder(
            batch: try Samples.batch(), order: try Samples.simple(), archives: [:],
            bundles: days == nil ? [:] : [name: contents])
    }

    @Test func `a folder is current until its words or its template change`() async throws {
        let publisher = FolderPublisher(output: folder.path)
        try await publisher.prepare(try Samples.batch())
        #expect(await !publisher.isCurrent(try order()))
        try await publisher.publish(try order())
        #expect(await publisher.isCurrent(try order()))
        #expect(await !publisher.isCurrent(try order(days: 7)))
        try await publisher.publish(try order(days: 7))
        #expect(await publisher.isCurrent(try order(days: 7)))
        #expect(try folder.text("fleet/TOUR-17/cards.html").contains("7 days"))
        var words = CardWords()
        words.cardsPerPage = 8
        let other = FolderPublisher(
            output: folder.path, template: try CardTemplate(words: words))
        #expect(await !other.isCurrent(try order(days: 7)))
        #expect(await other.isPublished(try order().order, in: try Samples.batch()))
    }

    @Test func `a folder of a version without cards is not current`() async throws {
        let publisher = FolderPublisher(output: folder.path)
        try await publisher.prepare(try Samples.batch())
        try await publisher.publish(try order())
        let document = try folder.text("fleet/TOUR-17/order.json")
        let older = document.split(separator: "\n").filter { !$0.contains("\"cards\":") }
        try folder.remove("fleet/TOUR-17/order.json")
        try folder.write(Array(older.joined(separator: "\n").utf8), to: "fleet/TOUR-17/order.json")
        #expect(await publisher.isPublished(try order().order, in: try Samples.batch()))
        #expect(await !publisher.isCurrent(try order()))
    }
}
