// What goes into a request, and what a key shows of itself.

import Orders
import Testing

@testable import ESIMGoAPI

@Suite struct EncodingTests {
    @Test func `an order's body is what the provider documents`() throws {
        let first = try #require(ICCID("8943100000000000017"))
        let second = try #require(ICCID("8943100000000000025"))
        let named = OrderItem(
            bundle: try #require(BundleName("b/2")), quantity: 2, iccids: [second, first])
        let body = WireOrderRequest(.transaction, [try item("esim_1GB", 3), named]).json
        #expect(
            String(decoding: body, as: UTF8.self)
                == #"{"assign":true,"order":["#
                + #"{"allowReassign":false,"item":"esim_1GB","quantity":3,"type":"bundle"},"#
                + #"{"allowReassign":false,"iccids":["8943100000000000017","8943100000000000025"],"#
                + #""item":"b/2","quantity":2,"type":"bundle"}],"type":"transaction"}"#)
    }

    @Test(arguments: [" k ", "\tk\r\n", "k"]) func `white space around a key is dropped`(
        _ text: String
    ) throws {
        #expect(try #require(APIKey(text)).value == "k")
    }

    @Test(arguments: ["", "  ", "a b", "schlüssel", "a\nb", String(repeating: "k", count: 1_001)])
    func `what cannot be a header's value is no key`(_ text: String) {
        #expect(APIKey(text) == nil)
    }

    @Test func `a key shows itself nowhere`() throws {
        let key = try #require(APIKey(testKey))
        var dumped = ""
        dump(key, to: &dumped)
        let shown = ["\(key)", String(reflecting: key), String(describing: [key]), dumped]
        #expect(shown.allSatisfy { !$0.contains(testKey) })
    }
}
