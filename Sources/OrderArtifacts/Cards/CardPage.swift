// The page of cards of one order: a card for each eSIM, as many on a sheet of paper as the template
// says.

import Crypto
import Orders

/// One eSIM as its card shows it.
struct Card {
    let esim: ESIM
    let line: RecordedLine
    /// The bundle was put on an eSIM that its owner had already.
    let isExisting: Bool
    /// The bundle was given back.
    let isRevoked: Bool
    /// The code as a drawing that stands in a page.
    let drawing: String

    /// The value of one of the sheet's own fields; nil without one.
    fileprivate func value(_ field: SheetField) -> String? {
        line.carried.first { $0.column == field.rawValue && !$0.text.isEmpty }?
            .text
    }
}

/// What a page of cards is about.
struct CardPage {
    let batch: BatchName
    let order: RecordedSheetOrder
    let bundles: [BundleName: BundleContents]
    let isRehearsal: Bool

    init(_ publishable: PublishableOrder, isRehearsal: Bool) {
        batch = publishable.batch
        order = publishable.order
        bundles = publishable.bundles
        self.isRehearsal = isRehearsal
    }

    /// Changes with everything that the page shows beside the order itself, which never changes
    /// without the folder: the template and what is known of the bundles.
    func fingerprint(_ template: CardTemplate) -> String {
        let known = Set(order.lines.map(\.content.bundle)).sorted { $0.text < $1.text }
            .map { "\($0)=\(bundles[$0].map(Self.text) ?? "")" }
        let text = ([template.fingerprint] + known).joined(separator: "\u{0}")
        return String(SHA256.hash(data: Array(text.utf8)).hexadecimal.prefix(16))
    }

    /// Everything that is known of a bundle, the same in every version of this program.
    private static func text(_ contents: BundleContents) -> String {
        let data =
            switch contents.data {
            case .megabytes(let number): "\(number)"
            case .unlimited: "unlimited"
            case nil: ""
            }
        let parts =
            [data, contents.days.map { "\($0)" } ?? ""]
            + contents.places.flatMap { [$0.code, $0.name] }
        return parts.joined(separator: "\u{1}")
    }

    /// The page as HTML.
    func render(_ cards: [Card], with template: CardTemplate) -> String {
        var plans: [BundleName: [String: Any]] = [:]
        for (bundle, contents) in bundles {
            plans[bundle] = Self.plan(contents, template.words)
        }
        let values = cards.enumerated().map { index, card in
            TagValues(
                self.values(of: card, number: index + 1)
                    .merging(plans[card.line.content.bundle] ?? [:]) { own, _ in own })
        }
        let size = template.words.cardsPerPage
        let pages = stride(from: 0, to: values.count, by: size).map { start in
            TagValues([CardTag.cards: Array(values[start..<min(start + size, values.count)])])
        }
        var root: [String: Any] = [
            CardTag.pages: pages, "batch": batch.text, "order": order.title, "count": cards.count,
            "language": template.words.language, "direction": template.words.direction.rawValue,
            "per-page": size, "rehearsal": isRehearsal,
        ]
        root["logo"] = template.logo?.dataURI
        // Their words are put into the layout already; sections ask whether there are any.
        for text in template.given { root[text.rawValue] = true }
        let title: Markup = "<title>\(template.words[.pageTitle]) · \(order.title)</title>\n"
        return template.head.text + title.text + "</head>\n<body>\n"
            + template.render(TagValues(root)) + "</body>\n</html>\n"
    }

    private func values(of card: Card, number: Int) -> [String: Any] {
        let esim = card.esim
        var values: [String: Any] = [
            "heading": card.value(.name) ?? order.title, "number": number,
            "line": card.line.number, "bundle": card.line.content.bundle.text,
            CardTag.drawing: card.drawing, "iccid": esim.iccid.digits,
            "smdp-address": esim.smdpAddress, "matching-id": esim.matchingID,
            "activation-code": esim.activationCode, "apple-url": esim.appleURL,
            "android-url": esim.androidURL, "existing": card.isExisting,
            "revoked": card.isRevoked,
        ]
        for field in [SheetField.name, .email, .group, .device, .note] {
            values[field.rawValue] = card.value(field)
        }
        return values
    }

    private static func plan(_ contents: BundleContents, _ words: CardWords) -> [String: Any] {
        var values: [String: Any] = [:]
        values["data"] = words.data(contents)
        values["duration"] = words.duration(contents)
        values["places"] = words.places(contents)
        let parts = [words.data(contents), words.duration(contents), words.places(contents)]
            .compactMap(\.self)
        if !parts.isEmpty { values["plan"] = parts.joined(separator: " · ") }
        return values
    }
}
