// What cards look like: a layout, a style, texts and a logo, checked before anything is bought.

import Crypto
import Mustache
import Orders

/// A template for the cards of an order, ready to render.
///
/// The head of the page is always ours, with a policy that lets it run no script and load nothing;
/// a layout fills the body.
package struct CardTemplate: Sendable {
    let words: CardWords
    let head: Markup
    private let layout: MustacheTemplate
    /// The texts that there are, of those that a section of the layout asks for.
    let given: [CardText]
    let logo: CardLogo?
    /// Changes with everything in it: whether a page was made of this template.
    let fingerprint: String

    /// The cards as they are without any template of one's own.
    package static let standard: CardTemplate = {
        do throws(TemplateFault) {
            return try CardTemplate()
        } catch {
            preconditionFailure("the built-in template is sound: \(error)")
        }
    }()

    /// - Parameters:
    ///   - words: texts and settings.
    ///   - layout: the body of the page in Mustache; nil for the built-in one.
    ///   - style: CSS that is added to the built-in one.
    package init(
        words: CardWords = CardWords(), layout: String? = nil, style: String? = nil,
        logo: CardLogo? = nil
    ) throws(TemplateFault) {
        if let layout { try Self.refuseOutsiders(layout, in: .layout) }
        if let style { try Self.refuseOutsiders(style, in: .style) }
        let checked = try CheckedLayout(layout ?? CardLayout.standard, words: words)
        do {
            self.layout = try MustacheTemplate(string: EscapedContent.pragma + checked.source)
        } catch {
            throw TemplateFault(.layout, "it cannot be read: \(error)")
        }
        self.words = words
        given = checked.asked.filter { !words[$0].isEmpty }
        self.logo = logo
        head = Self.head(words, style ?? "")
        let parts = [head.text, checked.source, logo?.dataURI ?? "", "\(words)"]
        let whole = Array(parts.joined(separator: "\u{0}").utf8)
        fingerprint = String(SHA256.hash(data: whole).hexadecimal.prefix(16))
    }

    /// The body of the page for the values of its tags.
    func render(_ values: TagValues) -> String { layout.render(values) }

    /// What would run or load something. The page's policy forbids it as well; but somebody who
    /// writes it should hear that it does not work.
    private static func refuseOutsiders(
        _ text: String, in part: TemplateFault.Part
    ) throws(TemplateFault) {
        let outsiders =
            part == .style
            ? ["@import", "</style", "url(http", "url(\"http", "url('http", "url(//"]
            : [
                "<script", "<meta", "<link", "<base", "<iframe", "<object", "<embed", "<form",
                "<!doctype", "<html", "<body", "javascript:",
            ]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let plain = line.lowercased()
            guard let found = outsiders.first(where: plain.contains) else { continue }
            throw TemplateFault(
                part, line: index + 1,
                "\(found) is not allowed: a page of cards runs no script, loads nothing, and has "
                    + "its own head")
        }
    }

    private static func head(_ words: CardWords, _ style: String) -> Markup {
        let colours = """
            :root { --colour: \(words.colour); --ink: \(words.colour.ink); }

            """
        return """
            <!DOCTYPE html>
            <html lang="\(words.language)" dir="\(words.direction.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
            style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex, nofollow">
            <meta name="referrer" content="no-referrer">
            <meta name="color-scheme" content="only light">
            <style>
            \(Markup(trusted: colours + CardStyle.standard + style))
            </style>

            """
    }
}

/// What a layout's tags stand for. The engine asks of every value that it meets whether it has
/// tags of its own, and of a dictionary the answer takes it much longer.
struct TagValues: MustacheParent {
    private let values: [String: Any]

    init(_ values: [String: Any]) { self.values = values }

    func child(named name: String) -> Any? { values[name] }
}
