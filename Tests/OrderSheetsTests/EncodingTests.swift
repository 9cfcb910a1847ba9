// The encodings that are read, and what is said about the others.

import Orders
import Testing

@Suite struct EncodingTests {
    private static let text = "bundle,note\nb,Zoë 🧳\n"

    @Test func `UTF-8 is read with and without a byte order mark`() {
        for text in [Self.text, "\u{FEFF}" + Self.text] {
            let reading = SheetReading(text)
            #expect(reading.findings == [])
            #expect(reading.carried == ["Zoë 🧳"])
        }
    }

    @Test func `positions do not count the byte order mark`() {
        #expect(SheetReading("\u{FEFF}nam,bundle\nx,b\n").findings == ["1:1 error column-misspelt"])
    }

    @Test(arguments: [true, false])
    func `UTF-16 is read with a byte order mark`(littleEndian: Bool) {
        let reading = SheetReading(utf16("\u{FEFF}" + Self.text, littleEndian))
        #expect(reading.findings == [])
        #expect(reading.carried == ["Zoë 🧳"])
    }

    @Test(arguments: [true, false])
    func `UTF-16 without a byte order mark is told apart`(littleEndian: Bool) {
        let reading = SheetReading(utf16(Self.text, littleEndian))
        #expect(reading.findings == ["1:1 error encoding"])
        #expect(reading.messages[0].contains("UTF-16"))
    }

    @Test func `broken UTF-16 is an error at its first fault`() {
        let lone = utf16("\u{FEFF}bundle,note\nb,é", true) + [0x00, 0xD8] + utf16("x\n", true)
        #expect(SheetReading(lone).findings == ["2:4 error encoding"])
        let half = utf16("\u{FEFF}bundle\nb", true) + [0x0A]
        #expect(SheetReading(half).findings == ["2:2 error encoding"])
    }

    @Test func `Windows-1252 is named as such at its first byte`() {
        let bytes = Array("bundle,note\nb,Zo".utf8) + [0xEB] + Array("\n,x".utf8) + [0x80, 0x0A]
        let reading = SheetReading(bytes)
        #expect(reading.findings == ["2:5 error encoding", "3:1 error bundle-missing"])
        #expect(reading.messages[0].contains("Windows-1252, where it is \"ë\""))
        #expect(reading.messages[0].hasSuffix("or let `esimbatch check --fix` write a copy"))
        let mixed = SheetReading(Array("bundle,note\nb,Zoë\nb,Zo".utf8) + [0xE9])
        #expect(mixed.messages[0].hasSuffix("or as UTF-8"))
        #expect(reading.messages[0].contains("UTF-8"))
    }

    @Test func `a byte that is no text at all is named without a guess`() {
        let reading = SheetReading(Array("bundle\nb".utf8) + [0x81, 0x0A])
        #expect(reading.findings == ["2:2 error encoding"])
        #expect(!reading.messages[0].contains("Windows"))
    }

    @Test func `characters before the fault count as one each`() {
        let reading = SheetReading(Array("bundle,note\nb,日本é".utf8) + [0xFF, 0x0A])
        #expect(reading.findings == ["2:6 error encoding"])
    }

    @Test func `NUL bytes are one error at the first, and the rest is checked`() {
        let reading = SheetReading("bundle,note\nb,a\0b\0\n,x\n")
        #expect(reading.findings == ["2:4 error nul", "3:1 error bundle-missing"])
        #expect(reading.messages[0].contains("2 NUL bytes"))
    }

    @Test func `XML may declare Windows-1252 or ISO 8859-1`() {
        for name in ["windows-1252", "ISO-8859-1"] {
            let reading = SheetReading(
                Array("<?xml version='1.0' encoding='\(name)'?><orderSheet><line name='Zo".utf8)
                    + [0xEB] + Array("' bundle='b'/></orderSheet>".utf8))
            #expect(reading.findings == [])
            #expect(reading.carried == ["Zoë"])
        }
    }

    @Test func `XML in UTF-16 with a byte order mark is read`() {
        let text =
            "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n"
            + "<orderSheet><line bundle=\"b\" name=\"Zoë\"/></orderSheet>"
        let reading = SheetReading(utf16(text, false))
        #expect(reading.findings == [])
        #expect(reading.carried == ["Zoë"])
    }

    @Test func `XML in another encoding is refused by name`() {
        let reading = SheetReading(
            "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><orderSheet/>")
        #expect(reading.findings == ["1:1 error encoding"])
        #expect(reading.messages[0].contains("Shift_JIS"))
    }

    private func utf16(_ text: String, _ littleEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
            return littleEndian ? bytes : bytes.reversed()
        }
    }
}
