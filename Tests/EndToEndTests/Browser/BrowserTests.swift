// The pages in a real browser: every QR code is read back from the screen and from paper, no card
// is cut in two, and everybody can read them.

import Foundation
import Testing

@Suite struct BrowserTests {
    private static let names = [
        "Anna Huber", "<script>alert(1)</script>", "Maximilian von und zu Hohenlohe-Langenburg",
        "محمد علي", "O'Brien & \"Söhne\"", "王小明", "",
    ]

    /// Buys twenty eSIMs for people of many names in one order, with a template of its own.
    private func buyCards(_ place: Workplace, perPage: Int) async throws {
        let rows = (0..<20).map { index in
            let name = Self.names[index % Self.names.count].replacing("\"", with: "\"\"")
            return "TOUR,\(index % 2 == 0 ? Sheet.british : Sheet.french),\"\(name)\"\n"
        }
        let sheet = try place.write("tour.csv", "order,bundle,name\n" + rows.joined())
        try place.makeFolder("template")
        try place.write(
            "template/words.yaml",
            "cards-per-page: \(perPage)\nagency: Example Travel\nfooter: \"Help: +1 234\"\n")
        try await place.buy(sheet, "--template", "\(place.folder)/template")
    }

    /// Where two pictures of the same thing go, the second from a little farther.
    private func pictures(_ stem: String) -> [String] { ["\(stem).png", "\(stem)-farther.png"] }

    private func codes(_ place: Workplace) throws -> [String] {
        try place.text("tour/TOUR/qr.txt").split(separator: "\n").map(String.init).sorted()
    }

    @Test func `every code is read back from the screen, and the cards can be read by all`()
        async throws
    {
        try await withSandbox { place in
            try await buyCards(place, perPage: 4)
            let page = "\(place.output)/tour/TOUR/cards.html"
            let (wide, phone) = ("\(place.folder)/wide", "\(place.folder)/phone")
            // A picture of a telephone's whole page would be higher than a picture can be.
            func showing(_ range: Range<Int>) -> BrowserStep {
                .evaluate(
                    """
                    document.querySelectorAll('.card').forEach((card, index) => {
                      card.hidden = index < \(range.lowerBound) || index >= \(range.upperBound);
                      card.style.display = card.hidden ? 'none' : ''; })
                    """)
            }
            // With one pixel a point some codes are beyond what reads them; no telephone shows them
            // so coarsely.
            let parts = (0..<4).map { part in
                (cards: part * 5..<part * 5 + 5, pictures: pictures(phone + "\(part)"))
            }
            func taking(_ pictures: [String]) -> [BrowserStep] {
                [
                    .screenshot(pictures[0]), .evaluate("document.body.style.zoom = 0.85"),
                    .screenshot(pictures[1]), .evaluate("document.body.style.zoom = 1"),
                ]
            }
            let results = try await Browser.take(
                [
                    .open(page, scale: 2), .axe,
                    .open(page, width: 390, scale: 2, dark: true), .axe,
                    .evaluate("document.documentElement.scrollWidth"),
                ] + parts.flatMap { [showing($0.cards)] + taking($0.pictures) }
                    + [.open(page, scale: 2)] + taking(pictures(wide)))
            #expect(results[1] == [])
            #expect(results[3] == [])
            // Nothing stands out of a telephone's screen.
            #expect(results[4] == 390)
            #expect(try await Browser.codes(20, in: pictures(wide)) == codes(place))
            var found: [String] = []
            for part in parts {
                found += try await Browser.codes(part.cards.count, in: part.pictures)
            }
            #expect(found.sorted() == (try codes(place)))
        }
    }

    @Test(arguments: [(8, [8, 8, 4]), (4, [4, 4, 4, 4, 4]), (3, [3, 3, 3, 3, 3, 3, 2])])
    func `every code is read back from paper, and no card is cut in two`(
        _ perPage: Int, _ expected: [Int]
    ) async throws {
        try await withSandbox { place in
            try await buyCards(place, perPage: perPage)
            let page = "\(place.output)/tour/TOUR/cards.html"
            for paper in Paper.allCases {
                let pdf = "\(place.folder)/\(paper.rawValue).pdf"
                _ = try await Browser.take([.open(page), .pdf(pdf, paper)])
                #expect(try await Browser.pageCount(of: pdf) == expected.count, "\(paper)")
                var found: [String] = []
                for (index, count) in expected.enumerated() {
                    let codes = try await Browser.codes(count, on: index + 1, of: pdf)
                    let text = try await Browser.text(of: pdf, page: index + 1)
                    // A card's head, its middle and its foot are on the same page.
                    let heads = text.matches(of: /\d+\/20/).count
                    let feet = text.matches(of: /The code works once/).count
                    let iccids = Set(text.matches(of: /\b\d{19}\b/).map { String($0.0) }).count
                    #expect(
                        [codes.count, heads, iccids, feet] == Array(repeating: count, count: 4),
                        "\(paper), page \(index + 1)")
                    found += codes
                }
                #expect(found.sorted() == (try codes(place)), "\(paper)")
            }
        }
    }

    /// With a logo, a footer and longer words than the English ones.
    @Test(arguments: [(8, 1), (6, 2), (3, 3)], [[], ["--sandbox"]])
    func `the sample's German cards fill their pages on either paper, also in a rehearsal`(
        _ layout: (perPage: Int, pages: Int), _ mode: [String]
    ) async throws {
        try await withSandbox { place in
            let rows = ["Ada Archer", "Ben Bloom", "Cara Cole", "Dan Drew"]
                .flatMap { ["TOUR,\(Sheet.french),\($0)\n", "TOUR,\(Sheet.british),\($0)\n"] }
            let sheet = try place.write("tour.csv", "order,bundle,name\n" + rows.joined())
            try place.makeFolder("template")
            let sample = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../../samples/template").standardized
            let words = try String(
                contentsOf: sample.appending(path: "words.yaml"), encoding: .utf8)
            let logo = try String(contentsOf: sample.appending(path: "logo.svg"), encoding: .utf8)
            try place.write(
                "template/words.yaml",
                words.replacing("cards-per-page: 4", with: "cards-per-page: \(layout.perPage)"))
            try place.write("template/logo.svg", logo)
            try await place.run(
                arguments: ["run", sheet, "--yes", "--template", "\(place.folder)/template"] + mode,
                exits: 0)
            for paper in Paper.allCases {
                let pdf = "\(place.folder)/\(paper.rawValue).pdf"
                _ = try await Browser.take([
                    .open("\(place.output)/tour/TOUR/cards.html"), .pdf(pdf, paper),
                ])
                #expect(try await Browser.pageCount(of: pdf) == layout.pages, "\(paper)")
            }
        }
    }

    @Test func `the page of a run is read by all, in light and in dark`() async throws {
        try await withRun { place, page in
            let results = try await Browser.take([
                .open(page), .axe, .screenshot("\(place.folder)/report.png"),
                .open(page, dark: true), .axe,
                .open(page, width: 390), .axe,
                .pdf("\(place.folder)/report.pdf", .a4),
            ])
            for index in [1, 4, 6] { #expect(results[index] == []) }
            let text = try await Browser.text(of: "\(place.folder)/report.pdf", page: 1)
            #expect(text.contains("What to do now"))
        }
    }

    @Test func `the table of a run is filtered and sorted, and whole without a script`()
        async throws
    {
        try await withRun { place, page in
            let shown =
                "[...document.querySelectorAll('#table tbody tr')]"
                + ".filter((row) => !row.hidden).map((row) => row.cells[0].textContent)"
            func type(_ text: String, into name: String) -> BrowserStep {
                .evaluate(
                    """
                    { const field = document.querySelector('form.filter').elements.\(name);
                      field.value = '\(text)';
                      field.dispatchEvent(new Event('input', { bubbles: true })); 0 }
                    """)
            }
            func click(_ column: Int) -> BrowserStep {
                .evaluate("document.querySelectorAll('#table thead button')[\(column)].click()")
            }
            let results = try await Browser.take([
                .open(page), type("unconfirmed", into: "state"), .evaluate(shown),
                type("", into: "state"), type("order-1", into: "text"), .evaluate(shown),
                .evaluate("document.querySelector('form.filter output').textContent"),
                type("", into: "text"), click(0), click(0), .evaluate(shown), click(2),
                .evaluate(shown),
                .open(page, scripts: false),
            ])
            #expect(results[2].elements.count == 1)
            #expect(results[5] == ["ORDER-1", "ORDER-10", "ORDER-11"])
            #expect(results[6] == "3 of 12 orders")
            #expect(results[10].elements.first == "ORDER-11")
            #expect(results[10].elements.count == 12)
            #expect(results[12].elements.last == "BIG")
            let pdf = "\(place.folder)/plain.pdf"
            _ = try await Browser.take([.open(page, scripts: false), .pdf(pdf, .a4)])
            var text = ""
            for number in 1...(try await Browser.pageCount(of: pdf)) {
                text += try await Browser.text(of: pdf, page: number)
            }
            #expect((1...11).allSatisfy { text.contains("ORDER-\($0)") })
        }
    }

    /// A batch of twelve orders, of which one is unconfirmed.
    private func withRun(_ body: (Workplace, String) async throws -> Void) async throws {
        try await withSandbox { place in
            let bought =
                "order,bundle,quantity\n"
                + (1...11).map { "ORDER-\($0),\(Sheet.british),1\n" }.joined()
            let sheet = try place.write("fleet.csv", bought)
            try await place.buy(sheet)
            try await place.sandbox.set(["faults": "seed=1,drop-before-buying=1"])
            try place.write("fleet.csv", bought + "BIG,\(Sheet.french),5\n")
            try await place.buy(sheet, "--request-timeout", "1s", exits: 5)
            try await body(place, "\(place.output)/fleet/report.html")
        }
    }
}
