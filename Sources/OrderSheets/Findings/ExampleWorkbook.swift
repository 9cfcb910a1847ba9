// The smallest workbook around a worksheet: for the examples of the rules, and for tests.

package import ZipArchive

/// Writes workbooks that consist of what a reader needs and no more.
package enum ExampleWorkbook {
    /// A workbook of one worksheet, `Orders`. `sheetData` is the XML of that element and of what
    /// follows it.
    package static func bytes(_ sheetData: String) throws(ZipError) -> [UInt8] {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let package = "http://schemas.openxmlformats.org/package/2006"
        let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        var archive = ZipWriter()
        let parts = [
            (
                "[Content_Types].xml",
                "<Types xmlns=\"\(package)/content-types\">"
                    + "<Override PartName=\"/book.xml\" ContentType=\"\(type).sheet.main+xml\"/>"
                    + "</Types>"
            ),
            (
                "_rels/.rels",
                "<Relationships xmlns=\"\(package)/relationships\"><Relationship Id=\"r\" "
                    + "Type=\"\(relationships)/officeDocument\" Target=\"book.xml\"/>"
                    + "</Relationships>"
            ),
            (
                "book.xml",
                "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relationships)\"><sheets>"
                    + "<sheet name=\"Orders\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>"
            ),
            (
                "_rels/book.xml.rels",
                "<Relationships xmlns=\"\(package)/relationships\"><Relationship Id=\"s\" "
                    + "Type=\"\(relationships)/worksheet\" Target=\"sheet.xml\"/></Relationships>"
            ),
            ("sheet.xml", "<worksheet xmlns=\"\(main)\">\(sheetData)</worksheet>"),
        ]
        for (name, text) in parts { try archive.add(name: name, contents: Array(text.utf8)) }
        return archive.finish()
    }
}
