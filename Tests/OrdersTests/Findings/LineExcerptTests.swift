// The caret stands under its place, whatever the line has.

import Orders
import Testing

@Suite struct LineExcerptTests {
    private func shown(_ line: String, _ column: Int, width: Int = 80) -> [String] {
        let excerpt = LineExcerpt(line, column: column, width: width)
        return [excerpt.text, excerpt.caret]
    }

    @Test func `the caret stands under the character of the column`() {
        #expect(shown("a,b,0", 5) == ["a,b,0", "    ^"])
        #expect(shown("a", 1) == ["a", "^"])
        #expect(shown("", 1) == ["", "^"])
    }

    @Test func `just after the line's end is a place as well, and further than that is not`() {
        #expect(shown("ab", 3) == ["ab", "  ^"])
        #expect(shown("ab", 9) == ["ab", "  ^"])
    }

    @Test func `wide characters take two columns and marks none`() {
        #expect(shown("日本,x", 4) == ["日本,x", "     ^"])
        #expect(shown("🧳,x", 3) == ["🧳,x", "   ^"])
        #expect(shown("e\u{301},x", 4) == ["e\u{301},x", "  ^"])
    }

    @Test func `tabs are spaces up to the next stop`() {
        #expect(shown("a\tb", 3) == ["a       b", "        ^"])
        #expect(shown("日本語日\tb", 6) == ["日本語日        b", "                ^"])
    }

    @Test func `nothing of the sheet commands the terminal`() {
        let line = "\u{1B}[31m\u{7}\u{9B}\u{202E}\u{200B}x"
        let excerpt = LineExcerpt(line, column: 10, width: 80)
        #expect(excerpt.text == "␛[31m␇\u{FFFD}\u{FFFD}\u{FFFD}x")
        #expect(excerpt.caret == "         ^")
    }

    @Test func `a long line is shown around the place`() {
        let line = String(repeating: "x", count: 200) + "!" + String(repeating: "y", count: 200)
        let excerpt = LineExcerpt(line, column: 201, width: 40)
        #expect(excerpt.text.count <= 41)
        #expect(excerpt.text.hasPrefix("…x"))
        #expect(excerpt.text.hasSuffix("y…"))
        let place = excerpt.text.index(excerpt.text.startIndex, offsetBy: excerpt.caret.count - 1)
        #expect(excerpt.text[place] == "!")
    }

    @Test(arguments: 1...60, [20, 33, 80])
    func `the caret stays inside the room`(column: Int, width: Int) {
        let line = String(repeating: "ab日\t", count: 15)
        let excerpt = LineExcerpt(line, column: column, width: width)
        #expect(excerpt.caret.count <= width)
    }
}
