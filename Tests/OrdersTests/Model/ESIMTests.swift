// An eSIM's address and code are made sound, and its code does not leak into texts.

import Orders
import Testing

@Suite struct ESIMTests {
    private static func esim(_ address: String, _ matchingID: String = "ABC-123") -> ESIM? {
        ESIM(iccid: iccid(1), smdpAddress: address, matchingID: matchingID)
    }

    @Test(arguments: [
        "rsp.example.net", "https://rsp.example.net", "http://rsp.example.net",
        "HTTPS://rsp.example.net/", "https://rsp.example.net///", "rsp.example.net/",
    ])
    func `the scheme and trailing slashes of an address are dropped`(address: String) {
        #expect(Self.esim(address)?.smdpAddress == "rsp.example.net")
    }

    @Test(arguments: ["RSP.example.NET", "rsp-1.example.net:8443", "10.0.0.1"])
    func `a host name is kept as the provider writes it`(address: String) {
        #expect(Self.esim(address)?.smdpAddress == address)
    }

    @Test(arguments: [
        "", "/", "https://", "https:///", "rsp.example.net/path", "https://http://rsp.example.net",
        "rsp$example.net", "rsp example.net", "rsp.example.net\n", "ftp://rsp.example.net",
        "rsp.exämple.net", "user@rsp.example.net", "rsp.example.net?x=1", "rsp_1.example.net",
        String(repeating: "a", count: 256),
    ])
    func `what is no host name makes no eSIM`(address: String) {
        #expect(Self.esim(address) == nil)
    }

    @Test(arguments: ["ABC-123", "abc", "0", String(repeating: "A", count: 255)])
    func `a matching ID is kept as written`(matchingID: String) {
        #expect(Self.esim("rsp.example.net", matchingID)?.matchingID == matchingID)
    }

    @Test(arguments: [
        "", "A$B", "$", "A B", " A", "A\n", "A\u{0}", "É", "A\u{7F}",
        String(repeating: "A", count: 256),
    ])
    func `a matching ID that an activation code cannot carry makes no eSIM`(matchingID: String) {
        #expect(Self.esim("rsp.example.net", matchingID) == nil)
    }

    @Test func `the activation code and the links carry address and matching ID`() throws {
        let esim = try #require(Self.esim("https://rsp.example.net/"))
        #expect(esim.activationCode == "LPA:1$rsp.example.net$ABC-123")
        #expect(
            esim.activationCode.split(separator: "$", omittingEmptySubsequences: false).count == 3)
        for (link, host) in [(esim.appleURL, "apple.com"), (esim.androidURL, "android.com")] {
            #expect(
                link.hasPrefix("https://esimsetup.\(host)/esim_qrcode_provisioning?carddata=LPA:1"))
            #expect(link.hasSuffix("rsp.example.net$ABC-123"))
        }
    }

    @Test func `an eSIM describes itself by its ICCID alone`() throws {
        let esim = try #require(Self.esim("rsp.example.net"))
        #expect(esim.description == "eSIM \(iccid(1))")
        #expect("\(esim)" == esim.description)
        #expect(Mirror(reflecting: esim).children.map(\.label) == ["iccid"])
    }

    @Test func `no text made of an eSIM or of what holds one shows the matching ID`() throws {
        let secret = "SECRET-77"
        let esim = try #require(Self.esim("rsp.example.net", secret))
        let delivered = DeliveredESIM(esim: esim, bundle: bundle("A"))
        let dealt = DealtESIM(esim: esim, line: 0, existing: false)
        let placed = PlacedOrder(
            reference: reference("r-1"), total: nil, created: nil, sourceIP: nil,
            esims: [delivered])
        let delivery = Delivery(
            status: .completed, esims: [delivered], retryAfter: nil, total: nil)
        let recorded = RecordedOrder(
            id: OrderID(rawValue: 1), part: 1, state: .assigned,
            planned: pack([content("A")], upTo: 1)[0],
            quote: Quote(total: dollars("1"), unitPrices: [:]), reference: nil, total: nil,
            reason: nil, esims: [dealt], placedAt: nil, publishedAt: nil)
        let holders: [Any] = [
            esim, [esim], esim as ESIM? as Any, ["key": esim], delivered, dealt, placed, delivery,
            PlacementOutcome.placed(placed), recorded,
        ]
        for holder in holders {
            var dumped = ""
            dump(holder, to: &dumped)
            for text in [
                "\(holder)", String(describing: holder), String(reflecting: holder), dumped,
            ] {
                #expect(!text.contains(secret))
            }
        }
    }
}
