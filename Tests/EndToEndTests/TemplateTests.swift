// `--template`: an agency's own cards, checked before anything is bought.

import Foundation
import Testing

@Suite struct TemplateTests {
    /// Makes a template folder and returns its path.
    private func template(
        _ place: Workplace, _ files: [String: String], name: String = "template"
    ) throws -> String {
        try place.makeFolder(name)
        for (file, text) in files { try place.write("\(name)/\(file)", text) }
        return "\(place.folder)/\(name)"
    }

    @Test func `an order's cards are in the folder with everything a traveller needs`()
        async throws
    {
        try await withSandbox { place in
            let sheet = try place.write(
                "tour.csv", "order,bundle,name\nT,\(Sheet.british),Anna <b>\nT,\(Sheet.french),\n")
            try await place.buy(sheet)
            let page = try place.text("tour/T/cards.html")
            #expect(page.contains("<bdi>Anna &lt;b&gt;</bdi></h2>"))
            #expect(page.contains("1 GB · 7 days · United Kingdom"))
            #expect(page.contains("1 GB · 7 days · France"))
            for row in try place.table("tour/T/esims.csv") {
                #expect(page.contains("<dd>\(try #require(row["activation_code"]))</dd>"))
            }
        }
    }

    @Test func `texts come from the folder, and another template renews what is bought`()
        async throws
    {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.orders(("A", Sheet.british, 2)))
            try await place.buy(sheet)
            #expect(try place.text("fleet/A/cards.html").contains("Install on iPhone"))
            let folder = try template(
                place,
                [
                    "words.yaml": """
                    # Deutsch
                    language: de
                    colour: "#7a1f3d"
                    cards-per-page: 8
                    logo: logo.svg
                    agency: Müller & Söhne
                    apple-link: Auf dem iPhone installieren
                    country-GB: "Vereinigtes: Königreich"
                    days: "{n} Tage"
                    """,
                    "logo.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                    "cards.css": ".card { color: #111 }\n",
                ])
            let before = try await place.sandbox.truth()["count"]
            let result = try await place.buy(sheet, "--template", folder)
            #expect(result["outcome"] == "nothing-to-do")
            #expect(try await place.sandbox.truth()["count"] == before)
            let page = try place.text("fleet/A/cards.html")
            #expect(page.contains("lang=\"de\""))
            #expect(page.contains("--colour: #7a1f3d"))
            #expect(page.contains("cards per-8"))
            #expect(page.contains("alt=\"Müller &amp; Söhne\""))
            #expect(page.contains("Auf dem iPhone installieren"))
            #expect(page.contains("1 GB · 7 Tage · Vereinigtes: Königreich"))
            #expect(page.contains(".card { color: #111 }"))
        }
    }

    @Test func `the sample template is sound, and the environment can name it`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let sample = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../samples/template").standardized.path
            try await place.buy(sheet, environment: ["ESIMBATCH_TEMPLATE": sample])
            let page = try place.text("fleet/ORDER-1/cards.html")
            #expect(page.contains("1 GB · 7 Tage · Vereinigtes Königreich"))
            #expect(page.contains("Alpenblick Reisen"))
        }
    }

    @Test(arguments: [
        (["cards.mustache": "<p>\n{{nmae}}</p>"], "cards.mustache:2: {{nmae}} is no tag"),
        (["cards.mustache": "<p>\n\n{{#pages}}"], "cards.mustache:3: the section {{#pages}}"),
        (["cards.mustache": "\n<script>"], "cards.mustache:2: <script is not allowed"),
        (["cards.css": "a{}\n@import 'x'"], "cards.css:2: @import is not allowed"),
        (["words.yaml": "language: de\nfoter: x"], "words.yaml:2: foter is no text"),
        (["words.yaml": "cards-per-page: 9"], "words.yaml:1: cards-per-page is \"9\""),
        (["words.yaml": "\ncolour: red"], "words.yaml:2: colour is \"red\""),
        (["words.yaml": "once: \"\""], "words.yaml:1: once is empty"),
        (["words.yaml": "logo: ../x.png"], "words.yaml:1: logo: \"../x.png\" must be a file"),
        (["words.yaml": "logo: x.png"], "x.png: it cannot be read"),
        (["words.yml": "language: de"], "words.yml is no file of a template; did you mean"),
        ([:], "has none of cards.mustache, cards.css, words.yaml"),
    ])
    func `a faulty template is named with file and line, and nothing is bought`(
        _ files: [String: String], _ words: String
    ) async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let folder = try template(place, files)
            let run = try await place.run(
                "run", sheet, "--yes", "--template", folder, exits: 8)
            #expect(run.stderr.contains(words), "\(run.stderr)")
            #expect(run.stderr.contains("nothing was bought"))
            #expect(try await place.sandbox.truth()["count"] == 0)
        }
    }

    @Test func `a template that is not there is a wrong setting`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let run = try await place.run(
                "run", sheet, "--yes", "--template", "\(place.folder)/none", exits: 8)
            #expect(run.stderr.contains("--template names"))
        }
    }
}
