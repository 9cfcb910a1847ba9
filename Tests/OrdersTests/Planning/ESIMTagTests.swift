// Which eSIMs are tagged with what.

import OrderTestKit
import Orders
import Testing

@Suite struct ESIMTagTests {
    private func batch(_ parts: [RecordedOrder], name: String? = "A. Traveller") -> RecordedBatch {
        let carried = name.map { [CarriedValue(column: "name", text: $0)] } ?? []
        let line = RecordedLine(
            id: LineID(rawValue: 1), number: 2,
            content: LineContent(bundle: .sample(Bundles.britain), quantity: 1), carried: carried)
        var batch = RecordedBatch.empty
        batch.orders = [
            RecordedSheetOrder(
                id: SheetOrderID(rawValue: 1), key: "k", name: OrderName("TOUR-17"),
                title: "TOUR-17", folder: "TOUR-17", admittedAt: moment(0), isInSheet: true,
                lines: [line], orders: parts)
        ]
        return batch
    }

    private func part(_ state: OrderState, existing: Bool = false) -> RecordedOrder {
        .sample(
            1, state, .sample(), reference: .sample(1),
            esims: [DealtESIM(esim: .sample(1), line: 0, existing: existing)])
    }

    @Test func `a tag is the order's name, with the line's where that is asked for`() {
        let published = batch([part(.published)])
        #expect(published.tagsToWrite(.order, known: [:]).map(\.text) == ["TOUR-17"])
        #expect(
            published.tagsToWrite(.orderAndName, known: [:])
                == [ESIMTag(iccid: .sample(1), text: "TOUR-17 / A. Traveller")])
        let nameless = batch([part(.published)], name: nil)
        #expect(nameless.tagsToWrite(.orderAndName, known: [:]).map(\.text) == ["TOUR-17"])
    }

    @Test func `what is written already is not written again, and another text is`() {
        let published = batch([part(.published)])
        #expect(published.tagsToWrite(.order, known: [.sample(1): "TOUR-17"]).isEmpty)
        #expect(published.tagsToWrite(.order, known: [.sample(1): "OLD"]).count == 1)
    }

    @Test func `nothing is tagged before its folder stands`() {
        #expect(batch([part(.assigned)]).tagsToWrite(.order, known: [:]).isEmpty)
    }

    @Test func `an eSIM that existed before keeps its tag`() {
        let published = batch([part(.published, existing: true)])
        #expect(published.tagsToWrite(.order, known: [:]).isEmpty)
    }

    @Test func `a tag is cut to its limit`() {
        let long = batch([part(.published)], name: String(repeating: "x", count: 500))
        #expect(
            long.tagsToWrite(.orderAndName, known: [:]).map(\.text.count) == [Limits.tagLength])
    }

    @Test func `what was given back is not tagged`() throws {
        var part = part(.published)
        part.revocations = [
            RecordedRevocation(
                id: RevocationID(rawValue: 1), iccid: .sample(1), line: 0,
                assignment: try #require(AssignmentID("1")), state: .revoked, leaves: true,
                words: "", at: moment(0))
        ]
        #expect(batch([part]).tagsToWrite(.order, known: [:]).isEmpty)
    }
}
