// Workbooks that real programs wrote are read alike.

import OrderSheets
import Orders
import Testing

@Suite struct WorkbookFixtureTests {
    @Test(arguments: [
        "openpyxl.xlsx", "xlsxwriter.xlsx", "xlsxwriter-streamed.xlsx", "libreoffice.xlsx",
    ])
    func `the same sheet by several programs is the same orders`(name: String) {
        let reading = SheetReading(fixture: name, worksheet: "Orders")
        // LibreOffice writes a truth as a formula.
        let findings = reading.findings.filter { $0 != "5:6 warning cell-formula" }
        #expect(findings == ["1:6 warning column-unknown", "5:5 warning personal-quantity"])
        #expect(reading.printed[0].hasPrefix("sheet.xlsx:F1: warning: Seat: "))
        let lines = reading.sheet.lines
        #expect(lines.map(\.number) == [2, 3, 5, 6])
        #expect(lines.map(\.order?.text) == ["TOUR-17", "TOUR-17", nil, "日本-🧳"])
        #expect(lines.map(\.content.quantity) == [3, 1, 40, 1])
        #expect(lines[1].content.iccids.map(\.digits) == ["8943108161000073175"])
        let carried = lines.map { $0.carried.map(\.text) }
        // A text that looks like an escape has to be escaped itself, which openpyxl leaves out.
        let last = name == "openpyxl.xlsx" ? "A" : "_x0041_"
        #expect(
            carried == [
                ["12"], ["Zoë & <Traveller>", "1.5"], ["two\nlines", "TRUE"], [last],
            ])
    }

    /// A group for each worksheet would end as bought in part, and nobody would know.
    @Test func `worksheets that are not read are named, unless one was asked for`() {
        let reading = SheetReading(fixture: "openpyxl.xlsx")
        #expect(reading.findings.first == "warning worksheet-unread")
        #expect(
            reading.messages[0] == "only the worksheet \"Orders\" is read, and not \"Notes\"; name "
                + "the one that is meant with --worksheet")
        let asked = SheetReading(fixture: "openpyxl.xlsx", worksheet: "Orders")
        #expect(!asked.findings.contains("warning worksheet-unread"))
        #expect(asked.sheet.lines.count == reading.sheet.lines.count)
    }

    @Test func `another worksheet is read by its name, whatever its case`() {
        for name in ["Notes", "notes"] {
            let reading = SheetReading(fixture: "openpyxl.xlsx", worksheet: name)
            #expect(reading.findings.contains("1:1 error column-missing"))
        }
    }

    @Test func `an unknown worksheet lists those that there are, the nearest first`() {
        let reading = SheetReading(fixture: "openpyxl.xlsx", worksheet: "Note")
        #expect(reading.findings == ["error worksheet-unknown"])
        #expect(reading.messages[0].hasSuffix("it has: \"Notes\", \"Orders\""))
    }

    @Test func `a sheet that is no workbook has no worksheets`() {
        var log = FindingLog()
        let source = SheetSource.bytes(Array("bundle\nb\n".utf8), name: "sheet.csv")
        _ = SheetReader.read(source, worksheet: "Orders", into: &log)
        #expect(log.findings.map(\.rule) == [.worksheetUnknown])
    }

    @Test func `what openpyxl can write and nobody should buy is found`() {
        let reading = SheetReading(fixture: "doubtful-openpyxl.xlsx")
        #expect(
            reading.findings == [
                "warning worksheet-hidden", "2:3 error cell-formula", "3:4 error iccid-rewritten",
                "4:3 error cell-date", "5:1 warning row-hidden", "5:6 warning cell-date",
                "7:5 error cell-error", "8:7 error row-length", "9:1 warning cell-merged",
                "11:3 error quantity-rewritten",
            ])
        #expect(reading.sheet.lines.map(\.number) == [5, 6, 9, 10])
    }

    @Test(arguments: ["doubtful-xlsxwriter.xlsx", "doubtful-libreoffice.xlsx"])
    func `formulas, dates, errors and hidden rows are named once for a column`(name: String) {
        let reading = SheetReading(fixture: name)
        #expect(
            reading.findings == [
                "2:1 warning row-hidden", "2:3 warning cell-formula",
                "2:4 warning personal-quantity", "3:5 error cell-error",
                "4:3 error cell-date", "4:4 warning cell-formula", "5:3 error cell-date",
            ])
        #expect(reading.sheet.lines.map(\.content.quantity) == [5, 7])
        #expect(reading.carried == ["Ann Traveller", ""])
        #expect(reading.messages[0].hasPrefix("the row is hidden, like 1 more"))
        #expect(reading.messages[1].hasPrefix("the cell is a formula, like 1 more"))
    }

    @Test(arguments: [("libreoffice.xls", ".xls"), ("libreoffice.ods", ".ods")])
    func `other programs' forms are refused with the way out`(name: String, form: String) {
        let reading = SheetReading(fixture: name)
        #expect(reading.findings == ["error sheet-format"])
        #expect(reading.messages[0].contains(form))
        #expect(reading.messages[0].contains("save it as .xlsx"))
    }

    @Test func `an encrypted workbook is told from an old one`() {
        var bytes = [UInt8](repeating: 0, count: 2_048)
        bytes.replaceSubrange(0..<8, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
        let name = "EncryptedPackage".utf16.flatMap { [UInt8($0), 0] as [UInt8] }
        bytes.replaceSubrange(1_152..<1_152 + name.count, with: name)
        let reading = SheetReading(bytes)
        #expect(reading.findings == ["error sheet-format"])
        #expect(reading.messages[0].contains("password"))
    }

    @Test func `a gzipped workbook is read through`() throws {
        // A stored block of the whole file, as gzip may write it.
        let content = try Fixture.bytes("openpyxl.xlsx")
        #expect(SheetReading(gzipStored(content)).sheet.lines.count == 4)
    }
}

/// The bytes as gzip without compression (RFC 1951, stored blocks).
func gzipStored(_ content: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var rest = content[...]
    repeat {
        let block = rest.prefix(65_535)
        rest = rest.dropFirst(block.count)
        let size = UInt16(block.count)
        packed.append(rest.isEmpty ? 1 : 0)
        for value in [size, ~size] { packed += [UInt8(value & 255), UInt8(value >> 8)] }
        packed += block
    } while !rest.isEmpty
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in content {
        crc ^= UInt32(byte)
        for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    for value in [~crc, UInt32(content.count)] {
        packed += [0, 8, 16, 24].map { UInt8(value >> $0 & 255) }
    }
    return packed
}
