// The key is found in whatever spelling the provider repeats it.

import Testing

@testable import ESIMGoAPI

@Suite struct KeyRedactionTests {
    private func redacted(_ text: String, _ key: String) throws -> String? {
        KeyRedaction(try #require(APIKey(key))).clean(Array(text.utf8))
            .map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [
        ("abcdefgh", "abcdefgh"), ("say abcdefgh, twice abcdefgh.", "abcdefgh"),
        ("aabcdefghh", "abcdefgh"), ("ababababab", "abababab"),
        (#"{"apiKey":"aa\/bb+cc=="}"#, "aa/bb+cc=="), ("aa%2Fbb%2Bcc%3D%3D", "aa/bb+cc=="),
        (#"aa\u002fbb\u002bcc\u003d\u003d"#, "aa/bb+cc=="),
        (#"aa\u002Fbb\u002Bcc\u003D\u003D"#, "aa/bb+cc=="), (#"say 12345\"67"#, #"12345"67"#),
    ])
    func `a key that an answer repeats is taken out`(_ text: String, _ key: String) throws {
        let clean = try #require(try redacted(text, key))
        #expect(clean.contains("(redacted)"))
        #expect(!clean.contains(key))
        #expect(try redacted(clean, key) == nil)
    }

    @Test(arguments: ["", "abcdefg", "abcdefghi".dropLast(2).description, "ABCDEFGH"])
    func `what is not the key stays`(_ text: String) throws {
        #expect(try redacted(text, "abcdefgh") == nil)
    }

    @Test func `a toy key is not looked for`() throws {
        #expect(try redacted("the key is a key", "key") == nil)
    }

    @Test(arguments: [
        ("bad code LPA:1$rsp.example.net$ABC-1 here", "bad code LPA:(redacted) here"),
        (#"say "lpa:1$a.b$C""#, #"say "LPA:(redacted)""#), ("LPA is a word", "LPA is a word"),
    ])
    func `an activation code in the provider's words is not shown`(
        _ words: String, _ shown: String
    ) {
        #expect(printable(words) == shown)
    }
}
