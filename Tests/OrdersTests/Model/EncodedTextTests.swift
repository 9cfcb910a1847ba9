// Bytes and text as other formats write them.

import Orders
import Testing

@Suite struct EncodedTextTests {
    @Test(arguments: [
        ("", ""), ("AZaz09-._~", "AZaz09-._~"), ("a b", "a%20b"), ("a/b?c#d", "a%2Fb%3Fc%23d"),
        ("gte:2026-02-03T10:11:12.000Z", "gte%3A2026-02-03T10%3A11%3A12.000Z"),
        ("100%", "100%25"), ("+&=", "%2B%26%3D"), ("é", "%C3%A9"), ("\u{0}\u{F}", "%00%0F"),
        ("..", ".."), ("😀", "%F0%9F%98%80"),
    ])
    func `everything but unreserved characters is percent-encoded`(
        _ text: String, _ encoded: String
    ) {
        #expect(text.percentEncoded == encoded)
    }

    @Test(
        arguments: [([], ""), ([0], "00"), ([0x0F, 0xA0, 0xFF], "0fa0ff")] as [([UInt8], String)])
    func `a byte is two hexadecimal digits`(_ bytes: [UInt8], _ digits: String) {
        #expect(bytes.hexadecimal == digits)
    }
}
