// How findings repeat a sheet's text.

import Orders
import Testing

@Suite struct QuotedTextTests {
    @Test(arguments: [
        ("", "\"\""), ("0", "\"0\""), ("a\nb", "\"a\\u{A}b\""),
        ("\u{1B}[31m", "\"\\u{1B}[31m\""), ("\u{202E}x", "\"\\u{202E}x\""), ("é🧳", "\"é🧳\""),
    ])
    func `control and invisible characters are written out`(text: String, quoted: String) {
        #expect(text.quoted == quoted)
    }

    @Test func `a long text is cut`() {
        #expect(String(repeating: "x", count: 60).quoted.count == 62)
        let cut = String(repeating: "x", count: 61).quoted
        #expect(cut.count == 63)
        #expect(cut.hasSuffix("x…\""))
    }

    @Test(arguments: [
        ("a", "a"), ("  a b\t", "a b"), ("\u{A0}a\u{2003}", "a"), (" \u{A0}\n", ""), ("", ""),
        ("é ", "é"),
    ])
    func `white space at both ends is trimmed`(text: String, trimmed: String) {
        #expect(text.trimmed == trimmed)
    }
}
