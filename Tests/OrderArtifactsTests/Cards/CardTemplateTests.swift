// A template is checked before anything is bought, and says what is wrong with it and where.

import Testing

@testable import OrderArtifacts

@Suite struct CardTemplateTests {
    @Test(arguments: [
        ("{{heading", 1, "not closed"),
        ("a\n\n{{nmae}}", 3, "{{nmae}} is no tag of cards"),
        ("{{#pages}}\n{{#cards}}\n{{nmae}}{{/cards}}{{/pages}}", 3, "did you mean name?"),
        ("{{heading}}", 1, "known only within {{#pages}}{{#cards}}"),
        ("{{#pages}}\n{{/cards}}", 2, "opened on line 1"),
        ("x\n{{#pages}}\n{{#cards}}", 3, "{{#cards}} is not closed"),
        ("{{/pages}}", 1, "not open"),
        ("{{#cards}}{{/cards}}", 1, "once in the other"),
        ("\n{{{order}}}", 2, "not be escaped"), ("{{&order}}", 1, "not be escaped"),
        ("{{> other}}", 1, "kind of tag"), ("{{=<% %>=}}", 1, "kind of tag"),
        ("{{% CONTENT_TYPE:TEXT}}", 1, "kind of tag"), ("{{$block}}", 1, "kind of tag"),
        ("{{uppercased(order)}}", 1, "no tag"), ("{{.}}", 1, "no tag"), ("{{}}", 1, "no tag"),
        ("<p>\n<SCRIPT>", 2, "runs no script"), ("<meta http-equiv=refresh>", 1, "not allowed"),
        ("<a href='javascript:x'>", 1, "not allowed"), ("\n<link rel=x>", 2, "not allowed"),
    ])
    func `a fault in a layout is named with its line`(
        _ layout: String, _ line: Int, _ words: String
    ) throws {
        let fault = try #require(throws: TemplateFault.self) {
            try CardTemplate(layout: layout)
        }
        #expect(fault.part == .layout)
        #expect(fault.line == line)
        #expect(fault.description.contains(words), "\(fault)")
    }

    @Test(arguments: ["a{}\n@import \"x\"", "a{}\nb{background:url(http://x)}", "\n</style>"])
    func `a style that would load something is refused`(_ style: String) throws {
        let fault = try #require(throws: TemplateFault.self) { try CardTemplate(style: style) }
        #expect(fault.part == .style)
        #expect(fault.line == 2)
    }

    @Test func `a sound layout of one's own is taken, with its remarks left out`() throws {
        let template = try CardTemplate(
            layout: "{{! secret }}<p>{{ order }}</p>{{#footer}}F{{/footer}}{{^footer}}-{{/footer}}")
        #expect(template.render(TagValues(["order": "A<B"])) == "<p>A&lt;B</p>-")
    }

    @Test func `what changes a page changes the template's mark`() throws {
        var words = CardWords()
        words.cardsPerPage = 8
        let logo = try CardLogo([0xFF, 0xD8, 0xFF, 0])
        let marks = [
            CardTemplate.standard, try CardTemplate(words: words),
            try CardTemplate(layout: "<p>x</p>"), try CardTemplate(style: "a{}"),
            try CardTemplate(logo: logo),
        ].map(\.fingerprint)
        #expect(Set(marks).count == marks.count)
        #expect(try CardTemplate().fingerprint == CardTemplate.standard.fingerprint)
    }

    @Test(arguments: [
        ("GIF89a", "no PNG, JPEG or SVG"), ("", "no PNG, JPEG or SVG"),
        ("<html>", "no PNG, JPEG or SVG"),
        ("<svg>" + String(repeating: " ", count: 256 << 10), "at most"),
    ])
    func `a logo of another kind, or too large, is refused`(
        _ content: String, _ words: String
    ) throws {
        let fault = try #require(throws: TemplateFault.self) {
            try CardLogo(Array(content.utf8))
        }
        #expect(fault.description.contains(words))
    }

    @Test(arguments: ["", "abc", "#12", "#12345g", "#1234567", "red", "#１２３"])
    func `what is no colour is none`(_ text: String) {
        #expect(Colour(text) == nil)
    }

    @Test func `black or white can be read on every colour`() throws {
        for red in stride(from: 0, through: 255, by: 15) {
            for green in stride(from: 0, through: 255, by: 15) {
                let digits = [red, green, 128].map { value in
                    let text = String(value, radix: 16)
                    return text.count == 1 ? "0" + text : text
                }
                let colour = try #require(Colour("#" + digits.joined()))
                #expect(colour.ink.contrast(to: colour) >= 4.5, "\(colour)")
            }
        }
        #expect(abs(Colour.black.contrast(to: .white) - 21) < 0.001)
    }

    @Test(arguments: [
        ("en", true), ("pt-BR", true), ("zh-Hant-TW", true), ("e", false), ("", false),
        ("en_US", false), ("en-", false), ("12", false), ("en\" x=\"", false),
    ])
    func `a language is a tag`(_ text: String, _ isOne: Bool) {
        #expect(CardWords.isLanguage(text) == isOne)
    }
}
