// Holds reading through a window against reading as a whole: where both can, both find the same.

import Foundation
import OrderTestKit
import Orders
import Testing

@testable import OrderSheets

@Suite struct SheetWindowTests {
    private func whole(_ bytes: [UInt8], _ path: String) -> SheetOutcome {
        var log = FindingLog()
        let sheet = SheetReader.read(.bytes(bytes, name: path), into: &log)
        return SheetOutcome(sheet, log)
    }

    /// Nil where the sheet is left to be read as a whole.
    private func windowed(
        _ path: String, window: Int, sizes: ClosedRange<Int> = 0...(1 << 24)
    ) -> SheetOutcome? {
        var log = FindingLog()
        let sheet = SheetReader.readThroughWindow(
            .file(path: path), sizes: sizes, window: window, into: &log)
        guard let sheet else {
            #expect(log.findings.isEmpty)
            return nil
        }
        return SheetOutcome(sheet, log)
    }

    /// Reads the bytes both ways and returns for how many windows there was something to compare.
    private func compare(_ bytes: [UInt8], windows: some Sequence<Int>) throws -> Int {
        try withFolder { folder in
            let path = folder.appending(path: "sheet.csv").path
            try Data(bytes).write(to: URL(filePath: path))
            let expected = whole(bytes, path)
            var count = 0
            for window in windows {
                guard let outcome = windowed(path, window: window) else { continue }
                #expect(outcome == expected, "a window of \(window)")
                count += 1
            }
            return count
        }
    }

    /// The sheet with up to so many of the characters put in somewhere behind its beginning.
    private func damaged(
        _ text: String, by characters: String, upTo most: Int, from start: Int,
        using random: inout SeededRandom
    ) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<random.number(1...most) {
            let place = random.number(start...(bytes.count - 1))
            bytes.insert(random.pick(Array(characters.utf8)), at: place)
        }
        return bytes
    }

    @Test(arguments: 0..<120)
    func `random tables are the same in windows of any size`(seed: Int) throws {
        var sheet = RandomSheet(seed: seed)
        let text = sheet.table(lines: 40)
        let count = try compare(Array(text.utf8), windows: [200, 256, 333, 1_000, 4_096, 20_000])
        // Lines that end in a carriage return alone are left to the other way.
        if text.contains("\n"), !text.contains("\r") { #expect(count >= 2) }
    }

    @Test(arguments: 0..<120)
    func `damaged tables are the same in windows of any size`(seed: Int) throws {
        var random = SeededRandom(seed: seed)
        var sheet = RandomSheet(seed: seed)
        let bytes = damaged(
            sheet.table(lines: 40), by: "\"\"\"\n\r,;\t", upTo: 4, from: 120, using: &random)
        _ = try compare(bytes, windows: [200, 256, 333, 1_000, 4_096, 20_000])
    }

    @Test(arguments: ["\n", "\r\n"])
    func `a row may be cut at each of its bytes`(end: String) throws {
        let rows = [
            "bundle,note", "b,x", "\"b\",\"say \"\"x\"\"\"", "b,\"two\(end)lines\"", "b,é日🧳", "b,",
            "", "b,\"x\"",
        ]
        let bytes = Array((rows + rows.dropFirst() + rows.dropFirst()).joined(separator: end).utf8)
        #expect(try compare(bytes, windows: 20...bytes.count + 1) >= bytes.count - 40)
    }

    @Test func `a cell may be longer than the window, and a quote may stay open`() throws {
        let long = String(repeating: "long\n", count: 500)
        let bytes = Array("bundle,note\nb,\"\(long)\"\nb,\"open\nb,x\nb,\"\(long)\"\n".utf8)
        #expect(try compare(bytes, windows: [64, 100, 128, 1_000, 4_096]) == 5)
    }

    @Test func `a byte order mark and a line for the delimiter are no part of the sheet`() throws {
        let text = "\u{FEFF}sep=;\nbundle;note\n" + String(repeating: "b;x, y\n", count: 100)
        #expect(try compare(Array(text.utf8), windows: [64, 100, 128, 1_000, 4_096]) == 5)
    }

    @Test(
        arguments: [
            // Not UTF-8, and a NUL, far behind the first window.
            Array(String(repeating: "b,x\n", count: 99).utf8) + [0xE9, 0x0A],
            Array(String(repeating: "b,x\n", count: 99).utf8) + [0x00, 0x0A],
            // A fault in the header ends the reading, but not what has to be looked at.
            Array(",\"x\n".utf8),
        ] as [[UInt8]])
    func `what is unusual is left to be read as a whole`(rest: [UInt8]) throws {
        try withFolder { folder in
            let path = folder.appending(path: "sheet.csv").path
            let bytes = Array("bundle,note".utf8) + [0x0A] + rest
            try Data(bytes).write(to: URL(filePath: path))
            let isText = rest.first == UInt8(ascii: ",")
            #expect((windowed(path, window: 64) == nil) == !isText)
            if isText { #expect(windowed(path, window: 64) == whole(bytes, path)) }
        }
    }

    @Test(arguments: [[0xE9, 0x0A], [0x00, 0x0A]] as [[UInt8]])
    func `a document with something unusual is left to be read as a whole`(
        rest: [UInt8]
    ) throws {
        let start = "<orderSheet>\n" + String(repeating: "<line bundle=\"b\"/>\n", count: 99)
        #expect(try compare(Array(start.utf8) + rest, windows: [64, 1_000]) == 0)
    }

    @Test(
        arguments: [
            Array("<?xml version='1.0' encoding='latin1'?>\n<orderSheet/>\n".utf8),
            Array("PK\u{3}\u{4}\n".utf8), [0x1F, 0x8B, 0x0A],
            Array("\n \n".utf8), [0xFF, 0xFE, 0x62, 0x00, 0x0A, 0x00],
        ] as [[UInt8]])
    func `another form is left to be read as a whole`(bytes: [UInt8]) throws {
        #expect(try compare(bytes, windows: [64]) == 0)
    }

    @Test(arguments: 0..<120)
    func `random documents are the same in windows of any size`(seed: Int) throws {
        var sheet = RandomSheet(seed: seed)
        let text = sheet.document(lines: 40)
        let count = try compare(
            Array(text.utf8), windows: [200, 256, 333, 1_000, 4_096, 20_000])
        // What comes after a fault has to be looked at as well, and a document whose first line is
        // longer than the window is left to the other way.
        let isFaulty = SheetReading(text).findings.contains { $0.hasSuffix("xml-syntax") }
        if !isFaulty, text.utf8.prefix(200).contains(0x0A) { #expect(count == 6) }
    }

    @Test(arguments: 0..<120)
    func `damaged documents are the same in windows of any size`(seed: Int) throws {
        var random = SeededRandom(seed: seed)
        var sheet = RandomSheet(seed: seed)
        var bytes = damaged(
            sheet.document(lines: 40), by: "<>/\"'&\r\nx", upTo: 2, from: 60, using: &random)
        if random.number(0...3) == 0 { bytes.removeLast(random.number(1...bytes.count / 2)) }
        _ = try compare(bytes, windows: [200, 256, 333, 1_000, 4_096, 20_000])
    }

    @Test(arguments: ["\n", "\r\n"])
    func `a document may be cut at each of its bytes`(end: String) throws {
        let lines = [
            "<?xml version=\"1.0\"?>", "<orderSheet>", "<order id=\"T\">", "<line bundle=\"b\"/>",
            "<line", "bundle='b' note='é日🧳'", "/>", "stray", "<!-- a", "comment -->",
            "<line bundle=\"b\" colour=\"&lt;&#233;\"><iccid>8943108161000073175</iccid></line>",
            "</order>", "<line/>", "<line bundle=\" b\"/>", "</orderSheet>", "",
        ]
        let bytes = Array(lines.joined(separator: end).utf8)
        #expect(try compare(bytes, windows: 20...bytes.count + 1) >= bytes.count - 60)
    }

    @Test(arguments: 0..<40)
    func `white space within a text means the same wherever the window is cut`(
        blanks: Int
    ) throws {
        let gap = String(repeating: " ", count: 300 + blanks) + "\n>"
        let lines = [
            "<orderSheet>", "<line bundle=\"b\"><iccid>89431081\(gap)61000073175</iccid></line>",
            "\(gap)stray\(gap) text", "<line bundle=\"b\"/>", "</orderSheet>",
        ]
        let bytes = Array(lines.joined(separator: "\n").utf8)
        #expect(try compare(bytes, windows: stride(from: 64, to: 800, by: 23)) == 32)
    }

    @Test func `a document may be one line`() throws {
        let line = "<line bundle=\"b\" note=\"é\"/><line/>"
        let text = "<orderSheet>" + String(repeating: line, count: 99) + "</orderSheet>"
        #expect(try compare(Array(text.utf8), windows: [64, 100, 1_000]) == 3)
        #expect(try compare(Array("\u{FEFF} \(text)".utf8), windows: [64, 100, 1_000]) == 3)
    }

    @Test func `a tag and a text may be longer than the window`() throws {
        let long = String(repeating: "long\n", count: 500)
        let bytes = Array(
            "<orderSheet>\n<line bundle=\"b\" note=\"\(long)\"/>\n\(long)<line bundle=\"b\"/>"
                .utf8)
        #expect(try compare(bytes, windows: [64, 100, 128, 1_000, 4_096]) == 5)
    }

    @Test func `a file that is small, too large or no file is left alone`() throws {
        try withFolder { folder in
            let path = folder.appending(path: "sheet.csv").path
            try Data("bundle\nb\n".utf8).write(to: URL(filePath: path))
            #expect(windowed(path, window: 64, sizes: 9...9) != nil)
            #expect(windowed(path, window: 64, sizes: 10...20) == nil)
            #expect(windowed(path, window: 64, sizes: 1...8) == nil)
            #expect(windowed(folder.path, window: 64) == nil)
            #expect(windowed("/dev/null", window: 64) == nil)
        }
    }

    @Test func `the one way or the other is taken by the file's size`() throws {
        try withFolder { folder in
            let path = folder.appending(path: "sheet.csv").path
            // Few rows, since each takes its time.
            let note = String(repeating: "x", count: 4_000)
            let rows = (0...SheetReadingLimits.largeFile / 4_000).map { "b,\(note)\($0)\n" }
            let bytes = Array(("bundle,note\n" + rows.joined()).utf8)
            try Data(bytes).write(to: URL(filePath: path))
            var log = FindingLog()
            let large = SheetReader.read(.file(path: path), into: &log)
            #expect(large.lines.count == rows.count)
            let expected = whole(bytes, path)
            #expect(SheetOutcome(large, log) == expected)
        }
    }
}
