// Workbooks that chance has damaged: whatever they are, reading ends and says what is wrong.

import OrderSheets
import OrderTestKit
import Orders
import Testing
import ZipArchive

@Suite struct WorkbookDamageTests {
    private static let names = ["openpyxl.xlsx", "xlsxwriter.xlsx", "libreoffice.xlsx"]
    private static let damage = Damage(
        pieces: [
            "<", ">", "/>", "</row>", "<row>", "<c>", "</c>", "<v>", "&", "&lt;", "<!DOCTYPE x>",
            " r=\"A1\"", " t=\"s\"", "\0", "<![CDATA[", "<!--", "_x0000_", "é", "9999999999", "-1",
        ].map { Array($0.utf8) } + [[0xFF, 0xFE], [0x80]], longestCut: 9)

    /// The parts are damaged and packed anew, so that the damage reaches their readers.
    @Test(arguments: Self.names)
    func `damaged parts are read to an end`(name: String) throws {
        let archive = try ZipReader(try Fixture.bytes(name))
        let parts = try archive.entries.map { ($0.name, try archive.contents(of: $0)) }
        var generator = SeededRandom(seed: name.utf8.count)
        for _ in 0..<300 {
            var writer = ZipWriter()
            let victim = Int.random(in: 0..<parts.count, using: &generator)
            for (index, part) in parts.enumerated() {
                var contents = part.1
                if index == victim {
                    for _ in 0..<Int.random(in: 1...3, using: &generator) {
                        Self.damage.strike(&contents, using: &generator)
                    }
                }
                try writer.add(name: part.0, contents: contents)
            }
            expectNothingLost(SheetReading(writer.finish()), "\(parts[victim].0)")
        }
    }

    @Test(arguments: Self.names)
    func `a damaged archive is read to an end`(name: String) throws {
        var generator = SeededRandom(seed: 7)
        let whole = try Fixture.bytes(name)
        for _ in 0..<300 {
            var bytes = whole
            Self.damage.strike(&bytes, using: &generator)
            expectNothingLost(SheetReading(bytes), name)
        }
        for count in stride(from: 0, to: whole.count, by: 97) {
            let reading = SheetReading(Array(whole[..<count]))
            #expect(reading.log.hasErrors, "the first \(count) bytes")
        }
    }

    @Test(arguments: [
        "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
    ])
    func `a workbook without one of its parts is an error`(missing: String) throws {
        let archive = try ZipReader(try Fixture.bytes("xlsxwriter.xlsx"))
        var writer = ZipWriter()
        for entry in archive.entries where entry.name != missing {
            try writer.add(name: entry.name, contents: try archive.contents(of: entry))
        }
        try #require(archive.entry(named: missing) != nil)
        let reading = SheetReading(writer.finish())
        #expect(reading.log.errorCount == 1)
        #expect(reading.sheet.lineCount == 0)
    }

    private func expectNothingLost(_ reading: SheetReading, _ comment: String) {
        let isWhole =
            reading.sheet.lines.count == reading.sheet.lineCount && reading.sheet.lineCount > 0
        #expect(isWhole || reading.log.hasErrors, "\(comment)")
        let isInside = reading.log.findings.allSatisfy { finding in
            finding.position.map { $0.line > 0 && $0.column > 0 } ?? true
        }
        #expect(isInside, "\(comment): \(reading.findings)")
    }
}
