// Workbooks for the tests: the fixtures that real programs wrote, and small ones made on the spot.

import Foundation
import OrderSheets
import Orders
import Testing

extension SheetReading {
    /// A file of `Fixtures`; `workbooks.py` there makes them.
    init(fixture name: String, worksheet: String? = nil) {
        var log = FindingLog()
        let source = SheetSource.file(path: Fixture.path(name))
        let sheet = SheetReader.read(source, worksheet: worksheet, into: &log)
        self.init(sheet: sheet, log: log)
    }

    /// A workbook of one worksheet, `Orders`, from the XML of its rows.
    init(rows: String, after: String = "") throws {
        let data = "<sheetData>\(rows)</sheetData>\(after)"
        self.init(try ExampleWorkbook.bytes(data))
    }

    /// Each finding as it is printed, in sheet order.
    var printed: [String] { log.sorted.map { $0.line(sheet: "sheet.xlsx", form: log.form) } }
}

enum Fixture {
    static func path(_ name: String) -> String {
        Bundle.module.bundleURL.appending(path: "Fixtures/\(name)").path
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path(name))))
    }
}

/// A cell with its text in place.
func cell(_ text: String) -> String { "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>" }

/// A row of such cells.
func row(_ texts: String...) -> String { "<row>" + texts.map { cell($0) }.joined() + "</row>" }
