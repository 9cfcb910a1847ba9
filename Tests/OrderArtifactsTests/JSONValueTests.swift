// JSON as we write it is JSON as others read it.

import Testing

@testable import OrderArtifacts

@Suite struct JSONValueTests {
    @Test(arguments: [
        "", "plain", "a \"quote\"", "back\\slash", "line\nfeed\r\ttab", "\u{0}\u{1F}\u{7F}",
        "Zoë 😀 — 汉字", "\u{2028}\u{2029}", "</script>", "e\u{301}", "\u{8}\u{C}",
    ])
    func `a text comes back as it was`(_ text: String) throws {
        let value = JSONValue.array([.string(text), .object([(text, .null)])])
        for written in [value.text, value.compact] {
            let read = try JSONReading(Array(written.utf8))
            #expect(read[0].text == text)
            #expect(read[1].keys == [text])
        }
    }

    @Test func `control characters are escaped and nothing else is`() {
        #expect(JSONValue.string("\u{1}\u{1B}\u{7F}").compact == #""\u0001\u001b\u007f""#)
        #expect(JSONValue.string("\"\\\n\r\t/é").compact == #""\"\\\n\r\t/é""#)
    }

    @Test func `members keep their order and nesting is indented`() {
        let value = JSONValue.object([
            ("b", .int(-1)), ("a", .array([.bool(true), .null])), ("empty", .array([])),
            ("none", .object([])),
        ])
        #expect(value.compact == #"{"b":-1,"a":[true,null],"empty":[],"none":{}}"#)
        #expect(
            value.text == """
                {
                  "b": -1,
                  "a": [
                    true,
                    null
                  ],
                  "empty": [],
                  "none": {}
                }

                """)
    }

    @Test func `nothing is null`() {
        #expect(JSONValue.optional(nil).compact == "null")
        #expect(JSONValue.optional("x").compact == "\"x\"")
    }
}
