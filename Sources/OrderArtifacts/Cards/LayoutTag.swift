// The tags of a layout: which there are, where each may stand, and what is wrong with one.

import Orders

/// What a layout may name beside the texts.
enum CardTag {
    /// Around the pages of paper, and within them around the cards.
    static let pages = "pages"
    static let cards = "cards"

    /// Values of the whole page.
    static let ofPage: Set = [
        "batch", "order", "count", "logo", "language", "direction", "per-page", "rehearsal",
    ]
    /// Values of a card.
    static let ofCard: Set = [
        "heading", "name", "email", "group", "device", "note", "number", "line", "bundle", "plan",
        "data", "duration", "places", "qr", "iccid", "smdp-address", "matching-id",
        "activation-code", "apple-url", "android-url", "existing",
        "revoked",
    ]
    /// Ours, and drawn by us: the only one that is put in as it is.
    static let drawing = "qr"
}

/// A layout with its tags checked and its texts put in.
struct CheckedLayout {
    /// For the template engine: only tags of `CardTag` are left in it.
    let source: String
    /// The texts that a section of it asks for.
    let asked: Set<CardText>

    /// Throws the first fault, with its line.
    init(_ source: String, words: CardWords) throws(TemplateFault) {
        var out = ""
        var asked: Set<CardText> = []
        var open: [(name: String, line: Int)] = []
        var line = 1
        var rest = source[...]
        while let start = rest.firstRange(of: "{{") {
            let text = rest[..<start.lowerBound]
            out += text
            line += text.lineBreaks
            rest = rest[start.upperBound...]
            guard let end = rest.firstRange(of: "}}") else {
                throw TemplateFault(.layout, line: line, "a tag is opened with {{ and not closed")
            }
            let tag = LayoutTag(rest[..<end.lowerBound])
            try tag.check(open, line, words)
            switch tag.kind {
            case .section, .inverted:
                open.append((tag.name, line))
                if let text = CardText(rawValue: tag.name) { asked.insert(text) }
            case .end: open.removeLast()
            case .comment, .value, .strange: break
            }
            out += tag.compiled(words)
            line += rest[..<end.lowerBound].lineBreaks
            rest = rest[end.upperBound...]
        }
        if let unclosed = open.last {
            throw TemplateFault(
                .layout, line: unclosed.line,
                "the section {{#\(unclosed.name)}} is not closed with {{/\(unclosed.name)}}")
        }
        self.source = out + rest
        self.asked = asked
    }
}

/// What stands between `{{` and `}}`.
private struct LayoutTag {
    enum Kind { case value, section, inverted, end, comment, strange }

    let kind: Kind
    let name: String
    private let written: String

    init(_ inner: Substring) {
        written = String(inner)
        let mark = inner.first.map(String.init) ?? ""
        kind =
            switch mark {
            case "#": .section
            case "^": .inverted
            case "/": .end
            case "!": .comment
            case "{", "&", ">", "<", "$", "=", "%": .strange
            default: .value
            }
        name = (kind == .value ? inner : inner.dropFirst()).trimmedOfBlanks
    }

    func check(
        _ open: [(name: String, line: Int)], _ line: Int, _ words: CardWords
    ) throws(TemplateFault) {
        func fault(_ words: String) -> TemplateFault { TemplateFault(.layout, line: line, words) }
        switch kind {
        case .comment: return
        case .strange:
            throw fault(
                written.first == "{" || written.first == "&"
                    ? "{{\(written)}} would not be escaped; write {{name}}"
                    : "{{\(written)}} is a kind of tag that cards do not have")
        case .end:
            guard let last = open.last else {
                throw fault("{{/\(name)}} closes a section that is not open")
            }
            guard last.name == name else {
                throw fault(
                    "{{/\(name)}} stands where {{/\(last.name)}} must, for the section that is "
                        + "opened on line \(last.line)")
            }
        case .section, .inverted, .value:
            let within = open.map(\.name)
            let isInPages = within.contains(CardTag.pages)
            let isInCards = within.contains(CardTag.cards)
            var allowed = CardTag.ofPage.union(CardText.allCases.map(\.rawValue))
            if isInCards { allowed.formUnion(CardTag.ofCard) }
            if kind == .section {
                if !isInPages { allowed.insert(CardTag.pages) }
                if isInPages, !isInCards { allowed.insert(CardTag.cards) }
            }
            guard !allowed.contains(name) else { return }
            if CardTag.ofCard.contains(name) {
                throw fault("{{\(name)}} is known only within {{#pages}}{{#cards}}")
            }
            if name == CardTag.cards || name == CardTag.pages {
                throw fault(
                    "{{\(written)}} cannot stand here: it is {{#pages}}{{#cards}}…{{/cards}}"
                        + "{{/pages}}, once in the other")
            }
            let near = nearest(to: name, among: allowed.sorted()).map { "; did you mean \($0)?" }
            throw fault("{{\(name)}} is no tag of cards\(near ?? "")")
        }
    }

    /// The tag as the engine gets it: a text is put in here, once for all cards.
    func compiled(_ words: CardWords) -> String {
        switch kind {
        case .comment: return ""
        case .value:
            if let text = CardText(rawValue: name) {
                var escaped = ""
                escape(words[text], to: &escaped)
                // A brace in a text is no tag.
                return escaped.replacing("{", with: "&#123;")
            }
            return name == CardTag.drawing ? "{{{\(name)}}}" : "{{\(name)}}"
        case .section: return "{{#\(name)}}"
        case .inverted: return "{{^\(name)}}"
        case .end: return "{{/\(name)}}"
        case .strange: preconditionFailure("strange tags are refused")
        }
    }
}

extension Substring {
    fileprivate var lineBreaks: Int { utf8.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) } }

    fileprivate var trimmedOfBlanks: String {
        var text = drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
