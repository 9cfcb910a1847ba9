// Holds the CSV reader against another one: sheets that Python's csv module has read.

import Foundation
import Orders
import Testing

@Suite struct PythonCSVTests {
    private struct Sheet: Decodable {
        let text: String
        /// The rows below the header.
        let rows: [[String]]
    }

    /// `csv-by-python.py` beside the fixture makes it.
    @Test func `four hundred sheets are read as Python reads them`() throws {
        let url = Bundle.module.bundleURL.appending(path: "Fixtures/csv-by-python.json")
        let sheets = try JSONDecoder().decode([Sheet].self, from: Data(contentsOf: url))
        #expect(sheets.count == 400)
        for sheet in sheets {
            let reading = SheetReading(sheet.text)
            #expect(!reading.log.hasErrors, "\(sheet.text.debugDescription)")
            let read = reading.sheet.lines.map { line in
                [line.content.bundle.text] + line.carried.map(\.text)
            }
            // Blank values are left out of a line.
            let expected = sheet.rows.map { $0.filter { !$0.trimmed.isEmpty } }
            #expect(read == expected, "\(sheet.text.debugDescription)")
        }
    }
}
