// Files and what they begin with: told by content, read up to a limit.

import Foundation
import Orders
import Testing

@testable import OrderSheets

@Suite struct SheetSourceTests {
    private static let text = "bundle,note\nb,x\n"

    @Test func `a file is read under the name it was given`() throws {
        try withFolder { folder in
            let path = folder.appending(path: "any.name").path
            try Data(Self.text.utf8).write(to: URL(filePath: path))
            let reading = SheetReading(.file(path: path))
            #expect(reading.findings == [])
            #expect(reading.sheet.name == path)
            #expect(reading.sheet.lines.count == 1)
        }
    }

    @Test func `the hash is of the bytes as read`() throws {
        // printf 'bundle,note\nb,x\n' | sha256sum
        #expect(
            SheetReading(Self.text).sheet.sha256
                == "43ed57d4c750ce4c59e1b95f5091a22cbaa18a28f7479963e6ad2a57e495cc1f")
        let packed = try fixture("sheet.csv.gz")
        #expect(
            SheetReading(packed).sheet.sha256
                == "18dc7647fee6fa6ec83ee3edc848f15dc875b190f5cba670a5a5b9dce839f955")
    }

    @Test func `gzip is read through, for CSV and XML`() throws {
        for name in ["sheet.csv.gz", "sheet.xml.gz"] {
            let reading = SheetReading(try fixture(name))
            #expect(reading.findings == [])
            #expect(reading.carried == ["x"])
        }
    }

    @Test func `damaged gzip is an error and nothing of it is used`() throws {
        var packed = try fixture("sheet.csv.gz")
        packed[packed.count - 6] ^= 0xFF
        let reading = SheetReading(packed)
        #expect(reading.findings == ["error sheet-unreadable"])
        #expect(reading.sheet.lines.isEmpty)
        #expect(SheetReading(Array(packed.prefix(20))).findings == ["error sheet-unreadable"])
    }

    @Test(
        arguments: [[0x50, 0x4B, 0x03, 0x04, 0x14], [0xD0, 0xCF, 0x11, 0xE0, 0xA1]] as [[UInt8]])
    func `a workbook is an error that says what to do`(bytes: [UInt8]) {
        let reading = SheetReading(bytes)
        #expect(reading.findings == ["error sheet-format"])
        #expect(reading.messages[0].contains("CSV"))
    }

    @Test(
        arguments: [
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0x00], "packed with xz"),
            (Array("BZh91AY&SY^".utf8), "packed with bzip2"),
            ([0x28, 0xB5, 0x2F, 0xFD, 0x24], "packed with zstd"),
            ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0], "packed with 7z"),
            (Array("%PDF-1.7\n".utf8), "is PDF"), (Array("{\\rtf1".utf8), "is RTF"),
            (Array("[{\"order\": 1}]".utf8), "is JSON"),
            (Array(" {\n \"order\": 1}".utf8), "is JSON"),
        ] as [([UInt8], String)])
    func `a file of another program is one error, which names it`(bytes: [UInt8], name: String) {
        let reading = SheetReading(bytes)
        #expect(reading.findings == ["error sheet-format"])
        #expect(reading.messages[0].contains(name))
    }

    @Test(arguments: ["BZh9,bundle\nx,b\n", "[seat],bundle\nx,b\n", "{1},bundle\nx,b\n"])
    func `a header that only looks like another format's start is read`(text: String) {
        #expect(SheetReading(Array(text.utf8)).sheet.lines.count == 1)
    }

    @Test func `a missing file and a folder are errors that say what to do`() throws {
        try withFolder { folder in
            let missing = SheetReading(.file(path: folder.appending(path: "none.csv").path))
            #expect(missing.findings == ["error sheet-unreadable"])
            #expect(missing.messages[0].contains("check the path"))
            #expect(missing.sheet.sha256 == "")
            let directory = SheetReading(.file(path: folder.path))
            #expect(directory.findings == ["error sheet-unreadable"])
            #expect(directory.messages[0].contains("folder"))
        }
    }

    @Test func `a file beyond a gibibyte is refused`() throws {
        try withFolder { folder in
            let path = folder.appending(path: "large.csv").path
            #expect(FileManager.default.createFile(atPath: path, contents: nil))
            // A file with a hole takes no space.
            let handle = try FileHandle(forWritingTo: URL(filePath: path))
            try handle.truncate(atOffset: UInt64(Limits.sheetBytes) + 1)
            try handle.close()
            #expect(SheetReading(.file(path: path)).findings == ["error sheet-size"])
        }
    }

    @Test func `what has no size is read no further than the limit`() {
        var log = FindingLog()
        let bytes = SheetSource.file(path: "/dev/zero").read(limit: 3 << 20, into: &log)
        #expect(bytes == nil)
        #expect(log.findings.map(\.rule) == [.sheetSize])
    }

    private func fixture(_ name: String) throws -> [UInt8] {
        let url = Bundle.module.bundleURL.appending(path: "Fixtures/\(name)")
        return Array(try Data(contentsOf: url))
    }
}
