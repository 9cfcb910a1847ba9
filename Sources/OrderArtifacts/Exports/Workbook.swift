// A spreadsheet of text cells as Office Open XML (ECMA-376): the least that a reader needs.

import Orders
import ZipArchive

/// A workbook with one sheet. Every cell is text, so that no spreadsheet rewrites a long number.
struct Workbook {
    /// The file, the same bytes for the same cells.
    let bytes: [UInt8]

    init(sheet name: String, rows: [[String]]) throws(ZipError) {
        var archive = ZipWriter()
        let parts = [
            ("[Content_Types].xml", Self.contentTypes),
            ("_rels/.rels", Self.relationships("officeDocument", "xl/workbook.xml")),
            ("xl/workbook.xml", Self.workbook(name)),
            (
                "xl/_rels/workbook.xml.rels",
                Self.relationships("worksheet", "worksheets/sheet1.xml")
            ),
            ("xl/worksheets/sheet1.xml", Self.sheet(rows)),
        ]
        for (part, text) in parts { try archive.add(name: part, contents: Array(text.utf8)) }
        bytes = archive.finish()
    }

    private static let header = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let schemas = "http://schemas.openxmlformats.org"
    private static let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    private static let contentTypes =
        header + "<Types xmlns=\"\(schemas)/package/2006/content-types\">"
        + "<Default Extension=\"rels\" "
        + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(types).sheet.main+xml\"/>"
        + "<Override PartName=\"/xl/worksheets/sheet1.xml\" "
        + "ContentType=\"\(types).worksheet+xml\"/></Types>"

    private static func relationships(_ kind: String, _ target: String) -> String {
        header + "<Relationships xmlns=\"\(schemas)/package/2006/relationships\">"
            + "<Relationship Id=\"rId1\" "
            + "Type=\"\(schemas)/officeDocument/2006/relationships/\(kind)\" "
            + "Target=\"\(target)\"/></Relationships>"
    }

    private static func workbook(_ name: String) -> String {
        header + "<workbook xmlns=\"\(schemas)/spreadsheetml/2006/main\" "
            + "xmlns:r=\"\(schemas)/officeDocument/2006/relationships\"><sheets>"
            + "<sheet name=\"\(escaped(name))\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    }

    private static func sheet(_ rows: [[String]]) -> String {
        var text =
            header + "<worksheet xmlns=\"\(schemas)/spreadsheetml/2006/main\"><sheetData>"
        for (index, row) in rows.enumerated() {
            text += "<row r=\"\(index + 1)\">"
            for (column, cell) in row.enumerated() {
                let place = SheetPosition(line: index + 1, column: column + 1)
                text +=
                    "<c r=\"\(place.cell)\" t=\"inlineStr\"><is>"
                    + "<t xml:space=\"preserve\">\(escaped(cell))</t></is></c>"
            }
            text += "</row>"
        }
        return text + "</sheetData></worksheet>"
    }

    /// Text as XML takes it; what XML cannot hold at all becomes a replacement character.
    private static func escaped(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "\t", "\n": safe.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                safe += "\u{FFFD}"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
