// The refused orders of a batch as a sheet: all of them, nothing else, and what to know of them.

import OrderTestKit
import Orders
import Testing

@Suite struct RetrySheetTests {
    private let named = OrderLine.sample(2, order: "A", name: "Ann")
    private let other = OrderLine.sample(3, "esim_5GB_30D_US_V2", quantity: 2)
    private let onESIM = OrderLine.sample(
        4, order: "B", on: [sample(ICCID("8943108161000073175"))])

    @Test func `only refused orders are in it, in the sheet's order`() {
        let batch = RecordedBatch.empty
            .admitting([.sample(9, order: "Z")], as: .published)
            .admitting([named, other, onESIM, .sample(9, order: "Z")], as: .refused)
        let sheet = RetrySheet(of: batch)
        #expect(sheet.orderCount == 3)
        #expect(sheet.columns == ["order", "bundle", "quantity", "iccid", "name"])
        #expect(
            sheet.rows == [
                ["A", Bundles.britain, "1", "", "Ann"], ["", "esim_5GB_30D_US_V2", "2", "", ""],
                ["B", Bundles.britain, "1", "8943108161000073175", ""],
            ])
        #expect(sheet.notes == [])
    }

    @Test func `a batch without a refused order has none`() {
        let sheet = RetrySheet(of: RecordedBatch.empty.admitting([named], as: .published))
        #expect(sheet.orderCount == 0)
        #expect(sheet.rows == [])
    }

    @Test(arguments: [OrderState.ready, .placed, .unconfirmed])
    func `orders that are not finished are pointed out`(state: OrderState) {
        let batch = RecordedBatch.empty.admitting([named], as: state)
            .admitting([named, other], as: .refused)
        let sheet = RetrySheet(of: batch)
        #expect(sheet.orderCount == 1)
        #expect(sheet.notes.count == 1)
        #expect(sheet.notes[0].hasPrefix("\"A\" is not finished yet."))
        #expect(sheet.notes[0].contains("esimbatch resume"))
    }

    @Test func `a refused line that equals a bought one is pointed out`() {
        let bought = OrderLine.sample(2)
        let batch = RecordedBatch.empty.admitting([bought], as: .published)
            .admitting([bought, .sample(3)], as: .refused)
        let sheet = RetrySheet(of: batch)
        #expect(sheet.orderCount == 1)
        #expect(sheet.notes.count == 1)
        #expect(sheet.notes[0].contains("equals"))
    }

    @Test func `an order that left the sheet is not in it`() {
        let batch = RecordedBatch.empty.admitting([named, other], as: .refused)
            .admitting([other], as: .refused)
        #expect(RetrySheet(of: batch).rows.count == 1)
    }

    @Test func `its own sheet admits nothing new to its batch`() {
        let lines = [named, other, onESIM]
        let batch = RecordedBatch.empty.admitting(lines, as: .refused)
        var log = FindingLog()
        let again = identify(SheetLines(lines), in: batch, into: &log)
        #expect(again.orders.allSatisfy { if case .known = $0 { true } else { false } })
        #expect(RetrySheet(of: batch).rows.count == lines.count)
    }
}
