// Holds the CSV reader against another one: sheets that Python's csv module has read.

import Foundation
import Orders
import Subprocess
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
            #expect(reading.rows == visible(sheet.rows), "\(sheet.text.debugDescription)")
        }
    }

    @Test func `ten thousand seeds make sheets that Python reads the same, or that have errors`()
        async throws
    {
        let sheets = (0..<10_000).map(DelimitedSheet.init(seed:))
        let read = try await Self.byPython(sheets)
        try #require(read.count == sheets.count)
        var sound = 0
        for (sheet, rows) in zip(sheets, read) {
            let reading = SheetReading(sheet.text)
            if sheet.isSound {
                #expect(!reading.log.hasErrors, "\(sheet.text.debugDescription)")
            }
            // Python takes stray and unclosed quotes as it can; here they are findings.
            guard !reading.log.hasErrors else { continue }
            sound += 1
            let rows = try #require(rows, "\(sheet.text.debugDescription)")
            #expect(reading.rows == visible(rows), "\(sheet.text.debugDescription)")
        }
        #expect(sound > 7_000)
    }

    /// Blank values are left out of a line, blank lines out of a sheet, and white space around a
    /// bundle's name out of it. (A line break without quotes around it can make one of a value.)
    private func visible(_ rows: [[String]]) -> [[String]] {
        rows.map { row in
            row.enumerated().map { $0.offset == 0 ? $0.element.trimmed : $0.element }
                .filter { !$0.trimmed.isEmpty }
        }.filter { !$0.isEmpty }
    }

    /// The rows below each sheet's header; nil for a sheet that Python refuses.
    private static func byPython(_ sheets: [DelimitedSheet]) async throws -> [[[String]]?] {
        let program = """
            import csv, io, json, sys
            def rows(text, delimiter):
                try:
                    found = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
                    return [row for row in found if row][1:]
                except csv.Error:
                    return None
            print(json.dumps([rows(*sheet) for sheet in json.load(sys.stdin)]))
            """
        let input = try JSONEncoder().encode(sheets.map { [$0.text, $0.delimiter] })
        let result = try await run(
            .name("python3"), arguments: ["-c", program], input: .array(Array(input)),
            output: .bytes(limit: 64 << 20), error: .string(limit: 64 << 10))
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
        return try JSONDecoder().decode(
            [[[String]]?].self, from: Data(result.standardOutput))
    }
}

extension SheetReading {
    /// The bundle and the carried values of each line.
    fileprivate var rows: [[String]] {
        sheet.lines.map { line in [line.content.bundle.text] + line.carried.map(\.text) }
    }
}
