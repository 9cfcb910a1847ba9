// Reading the answer to a purchase: what is not surely something else is unconfirmed.

import NIOHTTP1
import Orders
import Testing

@testable import ESIMGoAPI

@Suite struct PurchaseAnswerTests {
    private func outcome(
        _ status: Int, _ body: String, _ headers: [(String, String)] = [],
        of items: [OrderItem] = []
    ) -> PlacementOutcome {
        let answer = HTTPAnswer(
            status: status, headers: HTTPHeaders(headers), body: Array(body.utf8))
        return outcomeOfPurchase(of: items, answer, .zero)
    }

    private func isUnconfirmed(_ outcome: PlacementOutcome) -> Bool {
        if case .unconfirmed = outcome { true } else { false }
    }

    private static let refusing: Set = [400, 401, 403, 404, 405, 413, 415, 422]

    @Test func `only eight statuses with the provider's message are a refusal`() {
        for status in 100...599 {
            let outcome = outcome(status, #"{"message":"Bundle not found"}"#)
            if Self.refusing.contains(status) {
                guard case .refused(let refusal) = outcome else {
                    Issue.record("HTTP \(status) gave \(outcome)")
                    continue
                }
                #expect(refusal.message == "Bundle not found")
                #expect(refusal.reference == nil)
            } else {
                #expect(isUnconfirmed(outcome), "HTTP \(status)")
            }
        }
    }

    @Test(arguments: [
        "", " ", "<html><body>403 Forbidden</body></html>", "access denied", "null", "[]", "{}",
        #""message""#, #"{"message":""}"#, #"{"message":null}"#, #"{"message":{"a":1}}"#,
        #"{"error":"access denied"}"#, #"{"message":"access deni"#,
        #"{"statusMessage":"access denied"}"#, #"{"\u006dessage":"access denied"}"#,
    ])
    func `no status is anything but unconfirmed without the provider's message`(_ body: String) {
        for status in 100...599 {
            let outcome = outcome(status, body)
            #expect(isUnconfirmed(outcome), "HTTP \(status) with \(body)")
        }
    }

    @Test func `a plain refusal is unconfirmed and told with its words`() {
        let text = [("Content-Type", "text/plain; charset=utf-8")]
        #expect(
            outcome(400, "Bundle not available\u{1B}", text)
                == .unconfirmed(reason: "the provider answered HTTP 400 (Bundle not available )"))
        // A page is some gateway's, and is told by its status alone.
        for (body, headers) in [("<p>no</p>", text), ("no", [("Content-Type", "text/html")])] {
            #expect(
                outcome(400, body, headers)
                    == .unconfirmed(reason: "the provider answered HTTP 400"))
        }
    }

    @Test(arguments: [400, 402, 500])
    func `plain words that nothing was charged are believed too`(_ status: Int) {
        let words = "Failed to process Order. No payment taken."
        #expect(outcome(status, words) == .refused(Refusal(message: words, stops: .balance)))
        #expect(isUnconfirmed(outcome(status, "<html>\(words)</html>")))
    }

    @Test(arguments: [200, 202, 299, 302, 400, 402, 409, 500, 503])
    func `the words that nothing was charged are believed with any status`(_ status: Int) {
        let words = "Failed to process Order. No payment taken."
        let expected = Refusal(message: words, stops: .balance)
        #expect(outcome(status, #"{"message":"\#(words)"}"#) == .refused(expected))
    }

    @Test(arguments: [200, 201, 202])
    func `no words make an order with a reference a refused one`(_ status: Int) {
        let body = #"{"orderReference":"r-1","status":"completed","message":"No payment taken"}"#
        guard case .placed(let placed) = outcome(status, body) else {
            Issue.record("not placed")
            return
        }
        #expect(placed.reference.text == "r-1")
    }

    /// Under it the order would be found if it were bought all the same.
    @Test func `a failed order keeps its reference, whatever the words`() {
        let body = #"{"orderReference":"r-1","status":"failed","message":"No payment taken"}"#
        guard case .refused(let refusal) = outcome(200, body) else {
            Issue.record("not refused")
            return
        }
        #expect(refusal.reference?.text == "r-1")
        #expect(refusal.stops == .balance)
    }

    @Test(arguments: [
        (400, "Insufficient balance", Refusal.Stop.balance),
        (422, "insufficient funds on the account", .balance),
        (401, "access denied", .credentials), (403, "access denied", .credentials),
    ])
    func `a key or a balance that fails one order would fail the next`(
        _ status: Int, _ message: String, _ stop: Refusal.Stop
    ) {
        let outcome = outcome(status, #"{"message":"\#(message)"}"#)
        #expect(outcome == .refused(Refusal(message: message, stops: stop)))
    }

    @Test(
        arguments: [
            ("ICCID is not accessible by the user", true, nil),
            ("access denied", true, .credentials),
            ("ICCID is not accessible by the user", false, .credentials),
        ] as [(String, Bool, Refusal.Stop?)])
    func `an eSIM that is not the account's stops nothing else`(
        _ message: String, _ namesESIM: Bool, _ stop: Refusal.Stop?
    ) throws {
        let iccids = namesESIM ? [try #require(ICCID("8943108161000073175"))] : []
        let item = OrderItem(
            bundle: try #require(BundleName("b")), quantity: 1, iccids: iccids)
        let outcome = outcomeOfPurchase(
            of: [item],
            HTTPAnswer(
                status: 403, headers: [:], body: Array(#"{"message":"\#(message)"}"#.utf8)), .zero)
        #expect(outcome == .refused(Refusal(message: message, stops: stop)))
    }

    @Test func `a bundle that is not there stops nothing else`() {
        let outcome = outcome(400, #"{"message":"Bundle not found"}"#)
        #expect(outcome == .refused(Refusal(message: "Bundle not found", stops: nil)))
    }

    @Test(arguments: [200, 201, 202, 206])
    func `an order reference makes it placed, whatever the status word`(_ status: Int) throws {
        for word in [#""completed""#, #""processing""#, #""PENDING""#, "null", "\"\""] {
            let body =
                #"{"orderReference":"ref-1","status":\#(word),"total":2.28,"currency":"USD"}"#
            guard case .placed(let order) = outcome(status, body) else {
                Issue.record("HTTP \(status) with status \(word)")
                continue
            }
            #expect(order.reference.text == "ref-1")
            #expect(order.total?.description == "2.28 USD")
        }
    }

    @Test func `the answer's own install data, time and address are taken`() throws {
        let body = """
            {"order":[{"esims":[{"iccid":"8943100000000000017","matchingId":"ABCDE-1",
              "smdpAddress":"http://rsp.example.net/"},null],"type":"bundle","item":"esim_1GB",
              "iccids":["8943100000000000017"],"quantity":1,"AllowReassign":false}, null],
             "total":2.28,"currency":"USD","status":"completed","orderReference":"ref-1",
             "createdDate":"2026-02-03T10:11:13.123456789Z","assigned":true,
             "sourceIP":"192.0.2.10","runningBalance":"497.72"}
            """
        let bundle = try #require(BundleName("esim_1GB"))
        let wanted = [OrderItem(bundle: bundle, quantity: 1)]
        guard case .placed(let order) = outcome(200, body, of: wanted) else {
            Issue.record("not placed")
            return
        }
        // An answer for something else is an order of ours, but its eSIMs are not handed out.
        let other = [OrderItem(bundle: bundle, quantity: 2)]
        guard case .placed(let strange) = outcome(200, body, of: other) else {
            Issue.record("not placed")
            return
        }
        #expect(strange.reference == order.reference)
        #expect(strange.esims.isEmpty)
        #expect(order.esims.map(\.esim.activationCode) == ["LPA:1$rsp.example.net$ABCDE-1"])
        #expect(order.esims.first?.bundle?.text == "esim_1GB")
        #expect(order.created?.description == "2026-02-03T10:11:13.123Z")
        #expect(order.sourceIP == "192.0.2.10")
    }

    @Test(arguments: [
        (#""orderReference":"ref-9","#, "ref-9"), ("", nil), (#""orderReference":null,"#, nil),
    ])
    func `a failed order is refused, with its reference where it got one`(
        _ member: String, _ reference: String?
    ) {
        let body = #"{\#(member)"status":"Failed","statusMessage":"Order processing failed"}"#
        let expected = Refusal(
            message: "Order processing failed",
            reference: reference.flatMap { OrderReference($0) })
        #expect(outcome(200, body) == .refused(expected))
    }

    @Test(arguments: [
        #"{"status":"completed"}"#, #"{"orderReference":"","status":"completed"}"#,
        #"{"orderReference":"two words","status":"completed"}"#, #"{"orderReference":17}"#,
        #"{"orderReference":"ref-1","status":"comple"#, #"[{"orderReference":"ref-1"}]"#, "null",
        "true", "completed", "<html></html>", "",
    ])
    func `a success that cannot be read or names no order is unconfirmed`(_ body: String) {
        #expect(isUnconfirmed(outcome(200, body)), "\(body)")
    }

    @Test func `only the limiter's own 429 proves that nothing was bought`() {
        let limited = PlacementOutcome.notPlaced(.rateLimited)
        #expect(outcome(429, #"{"message":"Rate limit exceeded"}"#) == limited)
        #expect(outcome(429, "", [("Retry-After", "1")]) == limited)
        #expect(outcome(429, "<html></html>", [("X-Ratelimit-Limit", "10")]) == limited)
        #expect(isUnconfirmed(outcome(429, "<html>Too many requests</html>")))
        #expect(isUnconfirmed(outcome(429, "", [("Server", "cloud")])))
        #expect(isUnconfirmed(outcome(503, "", [("Retry-After", "1")])))
    }

    @Test func `what an unconfirmed order says of itself holds no page and no control character`() {
        let page = "<html>secret page</html>"
        let reasons = [
            outcome(502, page), outcome(500, #"{"message":"a\u001b[31mb\nc"}"#),
            outcome(500, #"{"message":"\#(String(repeating: "x", count: 9_999))"}"#),
        ].map { outcome in
            if case .unconfirmed(let reason) = outcome { reason } else { "not unconfirmed" }
        }
        #expect(reasons[0] == "the provider answered HTTP 502")
        #expect(reasons[1] == "the provider answered HTTP 500 (a [31mb c)")
        #expect(reasons[2].count < 400)
    }
}
