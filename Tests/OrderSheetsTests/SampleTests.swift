// The samples that are shipped do what they are there to show.

import Foundation
import OrderSheets
import Orders
import Testing

@Suite struct SampleTests {
    @Test(arguments: [("fleet.csv", 12, 25), ("travel-group.csv", 19, 19), ("orders.xml", 3, 44)])
    func `the good samples have no finding`(name: String, lines: Int, eSIMs: Int) {
        let reading = SheetReading(.file(path: path(name)))
        #expect(reading.findings == [])
        #expect(reading.sheet.lines.count == lines)
        #expect(reading.sheet.lines.reduce(0) { $0 + $1.content.quantity } == eSIMs)
    }

    @Test func `a group of the travel sample is more than one purchase of ten`() {
        let reading = SheetReading(.file(path: path("travel-group.csv")))
        let groups = Dictionary(grouping: reading.sheet.lines) { $0.order?.text }
        #expect(groups.values.map(\.count).sorted() == [3, 4, 12])
    }

    @Test func `the faulty sample shows a fault of each kind`() {
        let reading = SheetReading(.file(path: path("faulty.csv")))
        #expect(
            reading.findings == [
                "1:14 error column-misspelt", "1:35 warning column-unknown",
                "2:27 error quantity-range", "3:1 error bundle-missing",
                "4:27 error quantity-rewritten", "5:28 error iccid-rewritten",
                "7:28 error quantity-iccids", "8:31 warning personal-quantity",
                "9:28 error quantity-number", "10:29 error row-length", "11:34 error quote",
                "12:30 error iccid-form", "13:9 error quote", "14:27 error quantity-range",
            ])
    }

    @Test func `what the tool says of the faulty sample is kept beside it, word for word`() throws {
        let reading = SheetReading(.file(path: path("faulty.csv")))
        let kept = try String(contentsOfFile: path("faulty.txt"), encoding: .utf8)
        let lines = reading.log.sorted.map { $0.line(sheet: "samples/faulty.csv") }
        #expect(kept.split(separator: "\n").prefix(lines.count).map(String.init) == lines)
    }

    @Test func `the samples buy only bundles that the sandbox has`() {
        let bundles: Set<String> = [
            "esim_1GB_7D_GB_V2", "esim_1GB_7D_FR_V2", "esim_3GB_30D_GB_V2", "esim_5GB_30D_US_V2",
        ]
        for name in ["fleet.csv", "travel-group.csv", "orders.xml"] {
            let reading = SheetReading(.file(path: path(name)))
            #expect(bundles.isSuperset(of: reading.sheet.lines.map(\.content.bundle.text)))
        }
    }

    private func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../samples/\(name)").standardizedFileURL.path
    }
}
