// The rules of RFC 4180, section 2, one after another, on sheets as they state them.

import Orders
import Testing

@Suite struct RFC4180Tests {
    /// The cells of all lines: the bundle and what is carried.
    private func rows(_ text: String) -> [[String]] {
        let reading = SheetReading(text)
        #expect(!reading.log.hasErrors, "\(reading.messages)")
        return reading.sheet.lines.map { line in
            [line.content.bundle.text] + line.carried.map(\.text)
        }
    }

    @Test func `rule 1: each record is on a line of its own that CRLF ends`() {
        #expect(
            rows("bundle,name\r\naaa,bbb\r\nzzz,yyy\r\n") == [["aaa", "bbb"], ["zzz", "yyy"]])
    }

    @Test func `rule 2: the last record may have no line break`() {
        #expect(rows("bundle,name\r\naaa,bbb\r\nzzz,yyy") == [["aaa", "bbb"], ["zzz", "yyy"]])
    }

    @Test func `rule 3: the first line is a header with as many fields as the records`() {
        #expect(rows("bundle,name,note\r\naaa,bbb,ccc\r\n") == [["aaa", "bbb", "ccc"]])
        let short = SheetReading("bundle,name,note\r\naaa,bbb\r\n")
        #expect(short.findings == ["2:8 error row-length"])
    }

    @Test func `rule 4: spaces are part of a field, and the last field has no comma after it`() {
        // What a field of ours means has no space around it; what is only carried keeps its own.
        let reading = SheetReading("bundle,note,Desk\r\naaa, b b ,  c  \r\n")
        #expect(reading.sheet.lines.first?.carried.map(\.text) == ["b b", "  c  "])
        #expect(SheetReading("bundle,note\r\naaa,b,\r\n").findings == ["2:7 error row-length"])
    }

    @Test func `rule 5: a field may be in quotes, and without them has none inside`() {
        #expect(rows("bundle,name\r\n\"aaa\",\"bbb\"\r\nzzz,yyy\r\n").count == 2)
        #expect(SheetReading("bundle,note\r\naaa,b\"b\r\n").findings == ["2:6 error quote"])
    }

    @Test func `rule 6: line breaks, quotes and commas are for quoted fields`() {
        #expect(
            rows("bundle,name,note\r\n\"aaa\",\"b\r\nbb\",\"c,cc\"\r\nzzz,yyy,xxx\r\n")
                == [["aaa", "b\r\nbb", "c,cc"], ["zzz", "yyy", "xxx"]])
    }

    @Test func `rule 7: a quote in a quoted field is doubled`() {
        #expect(rows("bundle,name\r\n\"aaa\",\"b\"\"bb\"\r\n") == [["aaa", "b\"bb"]])
        #expect(rows("bundle,name\r\naaa,\"\"\"\"\r\n") == [["aaa", "\""]])
        #expect(rows("bundle,name\r\naaa,\"\"\"\"\"\"\r\n") == [["aaa", "\"\""]])
        #expect(rows("bundle,name\r\naaa,\"\"\"b\"\"\"\r\n") == [["aaa", "\"b\""]])
    }

    @Test func `rule 7: a quote that is not doubled closes the field`() {
        #expect(SheetReading("bundle,note\r\naaa,\"b\"bb\"\r\n").findings == ["2:8 error quote"])
    }
}
