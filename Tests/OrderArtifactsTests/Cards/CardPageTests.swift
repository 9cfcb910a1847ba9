// The cards of an order: one for each eSIM, complete, and safe whatever stands in the sheet.

import Foundation
import Orders
import Testing

@testable import OrderArtifacts

@Suite struct CardPageTests {
    private static let france = BundleContents(
        data: .megabytes(1_000), days: 7, places: [.init(code: "FR", name: "France")])

    private static func page(
        _ order: RecordedSheetOrder, bundles: [String: BundleContents] = [:],
        isRehearsal: Bool = false, template: CardTemplate = .standard
    ) throws -> String {
        let known = try bundles.map { (try #require(BundleName($0.key)), $0.value) }
        let publishable = PublishableOrder(
            batch: try Samples.batch(), order: order, archives: [:],
            bundles: Dictionary(uniqueKeysWithValues: known))
        let content = try FolderContent(
            publishable, archives: [:], isRehearsal: isRehearsal, template: template)
        let file = try #require(content.files.first { $0.path == "cards.html" })
        return String(decoding: file.bytes, as: UTF8.self)
    }

    private static func cards(_ page: String) -> [String] {
        page.components(separatedBy: "<article").dropFirst().map { $0 }
    }

    @Test func `every eSIM has its card, in the order of the sheet's lines`() throws {
        let cards = Self.cards(try Self.page(try Samples.group()))
        #expect(cards.count == 4)
        for (card, (number, name)) in zip(cards, [(1, "A"), (11, "B"), (12, "B"), (21, "C")]) {
            let code = "LPA:1$rsp.example.net$SECRET-\(number)"
            #expect(card.contains("<bdi>\(name)</bdi></h2>"))
            #expect(card.contains("<dd>\(code)</dd>"))
            #expect(card.contains("<dd>SECRET-\(number)</dd>"))
            #expect(card.contains("<dd>rsp.example.net</dd>"))
            #expect(card.contains("<dd>\(try Samples.iccid(number))</dd>"))
            for host in ["apple", "android"] {
                let link = "https://esimsetup.\(host).com/esim_qrcode_provisioning?carddata=\(code)"
                #expect(card.contains("<a href=\"\(link)\""))
            }
            #expect(card.contains("<svg"))
        }
    }

    @Test func `a bundle is said in words where they are known, and named where not`() throws {
        let cards = Self.cards(
            try Self.page(try Samples.group(), bundles: ["esim_1GB": Self.france]))
        #expect(cards[0].contains(">1 GB · 7 days · France<"))
        #expect(cards[3].contains(">esim_2GB<"))
    }

    @Test(arguments: [
        (BundleContents.Allowance.megabytes(500), "500 MB"), (.megabytes(1_000), "1 GB"),
        (.megabytes(1_500), "1.5 GB"), (.megabytes(2_048), "2 GB"), (.megabytes(10_240), "10 GB"),
        (.megabytes(1_250), "1.25 GB"), (.megabytes(3_005), "3.005 GB"),
        (.unlimited, "Unlimited data"),
    ])
    func `amounts of data are said as people say them`(
        _ data: BundleContents.Allowance, _ words: String
    ) {
        let contents = BundleContents(data: data, days: nil, places: [])
        #expect(CardWords().data(contents) == words)
        #expect(CardWords().duration(contents) == nil)
        #expect(CardWords().places(contents) == nil)
    }

    @Test func `a region's many countries are counted, in the language of the words`() {
        var words = CardWords()
        words.places = ["P0": "Erstes"]
        words.texts[.morePlaces] = "und {n} weitere"
        let places = (0..<9).map { BundleContents.Place(code: "P\($0)", name: "N\($0)") }
        let contents = BundleContents(data: nil, days: 1, places: places)
        #expect(words.places(contents) == "Erstes, N1, N2, N3, N4, N5 und 3 weitere")
        #expect(words.duration(contents) == "1 day")
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "\" onmouseover=\"alert(1)", "'><img src=x onerror=alert(1)>",
        "{{qr}} {{{qr}}} {{#cards}}", "&lt;b&gt;", "</style><script>", "\u{202E}evil",
        "<\u{338}script>",
    ])
    func `what stands in the sheet stays text`(_ name: String) throws {
        let order = try Samples.simple(name, quantity: 1, carried: [("name", name)])
        let page = try Self.page(order)
        let plain = try Self.page(try Samples.simple("x", quantity: 1, carried: [("name", "x")]))
        #expect(Self.tags(page) == Self.tags(plain))
        var escaped = ""
        escape(name, to: &escaped)
        #expect(page.contains("<bdi>\(escaped)</bdi></h2>"))
    }

    @Test func `a mark with a combining accent is a mark to a browser, and escaped`() {
        var escaped = ""
        escape("\"\u{301} <\u{338}script> '\u{301}&\u{301}", to: &escaped)
        #expect(
            Array(escaped.unicodeScalars)
                == Array(
                    "&quot;\u{301} &lt;\u{338}script&gt; &#39;\u{301}&amp;\u{301}".unicodeScalars))
        #expect(EscapedContent().escapeText("\"\u{301}").unicodeScalars.first == "&")
    }

    @Test func `the page runs nothing and loads nothing`() throws {
        let page = try Self.page(try Samples.group(), bundles: ["esim_1GB": Self.france])
        #expect(page.contains("default-src 'none'"))
        for word in ["<script", "<link", "url(", "@import", "src=\"http", "<iframe"] {
            #expect(!page.contains(word), "\(word)")
        }
        let hosts = page.matches(of: /https?:\/\/([a-z.0-9]+)/).map { String($0.1) }
        #expect(Set(hosts) == ["www.w3.org", "esimsetup.apple.com", "esimsetup.android.com"])
    }

    @Test func `a rehearsal and an eSIM that is there already are called so`() throws {
        let order = try Samples.simple(quantity: 1)
        #expect(!(try Self.page(order)).contains("class=\"rehearsal\""))
        #expect(try Self.page(order, isRehearsal: true).contains("this card is not a real eSIM"))
        var existing = order
        existing.orders[0].esims = existing.orders[0].esims.map {
            DealtESIM(esim: $0.esim, line: $0.line, existing: true)
        }
        let page = try Self.page(existing)
        #expect(page.contains("added to an eSIM that may be on the phone already"))
        #expect(!page.contains("The code works once"))
    }

    @Test func `what was given back cannot be handed out by mistake`() throws {
        var order = try Samples.simple(quantity: 2)
        let given = order.orders[0].esims[0]
        func revocation(_ state: RevocationState) throws -> RecordedRevocation {
            RecordedRevocation(
                id: RevocationID(rawValue: 1), iccid: given.esim.iccid, line: given.line,
                assignment: try #require(AssignmentID("a")), state: state, leaves: true, words: "",
                at: Timestamp(microseconds: 0))
        }
        order.orders[0].revocations = [try revocation(.revoked)]
        let cards = Self.cards(try Self.page(order))
        #expect(cards.map { $0.contains("Do not hand out this card") } == [true, false])
        #expect(cards.map { $0.contains("class=\"qr\"") } == [false, true])
        #expect(cards.map { $0.contains("esimsetup.apple.com") } == [false, true])
        #expect(cards.map { $0.contains(given.esim.activationCode) } == [false, false])
        #expect(cards[0].contains(given.esim.iccid.digits))
        order.orders[0].revocations = [try revocation(.refused)]
        #expect(!(try Self.page(order)).contains("Do not hand out"))
    }

    @Test(arguments: [(1, [1, 1, 1, 1, 1]), (2, [2, 2, 1]), (4, [4, 1]), (8, [5])])
    func `as many cards stand on a sheet of paper as the template says`(
        _ size: Int, _ expected: [Int]
    ) throws {
        var words = CardWords()
        words.cardsPerPage = size
        let page = try Self.page(
            try Samples.simple(quantity: 5), template: try CardTemplate(words: words))
        let sheets = page.components(separatedBy: "<div class=\"page\">").dropFirst()
        #expect(sheets.map { Self.cards($0).count } == expected)
        #expect(page.contains("class=\"cards per-\(size)\""))
    }

    @Test func `texts, colour, logo and language come from the template`() throws {
        var words = CardWords()
        words.language = "de"
        words.colour = try #require(Colour("#ffd700"))
        words.texts = [.agency: "Reisen & <Mehr>", .footer: "{{iccid}}", .iccidLabel: "Nummer"]
        let logo = try CardLogo(Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8))
        let page = try Self.page(
            try Samples.simple(quantity: 1),
            template: try CardTemplate(words: words, style: ".card { color: navy }", logo: logo))
        #expect(page.contains("<html lang=\"de\" dir=\"ltr\">"))
        // White on gold cannot be read.
        #expect(page.contains("--colour: #ffd700; --ink: #000000;"))
        #expect(page.contains("alt=\"Reisen &amp; &lt;Mehr&gt;\""))
        #expect(page.contains("&#123;&#123;iccid}}"))
        #expect(page.contains("<dt>Nummer</dt>"))
        #expect(page.contains("src=\"data:image/svg+xml;base64,"))
        #expect(page.contains(".card { color: navy }"))
    }

    /// What a browser takes for tags, without the values of their attributes.
    private static func tags(_ page: String) -> [String] {
        page.matches(of: /<[a-zA-Z!\/][^\s>]*/).map { String($0.0) }
    }
}
