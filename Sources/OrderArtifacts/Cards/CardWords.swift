// What an agency can say of its cards without writing a layout: language, texts, colour, size.

import Orders

/// The texts and settings of the cards. Anything not given is English, four cards a page.
package struct CardWords: Hashable, Sendable {
    package enum Direction: String, Hashable, Sendable {
        case leftToRight = "ltr"
        case rightToLeft = "rtl"
    }

    /// A BCP 47 tag, for a screen reader's pronunciation.
    package var language = "en"
    package var direction = Direction.leftToRight
    /// `cardsPerPageRange`.
    package var cardsPerPage = 4
    package var colour = Colour.standard
    /// Only those that differ from the standard.
    package var texts: [CardText: String] = [:]
    /// Names of countries and regions in the cards' language, by their code.
    package var places: [String: String] = [:]

    package init() {}

    /// How many cards may stand on a page of paper.
    package static let cardsPerPageRange = 1...8

    /// Whether a text has the form of a BCP 47 tag.
    package static func isLanguage(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            (1...8).contains(part.utf8.count)
                && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        } && (2...8).contains(parts[0].utf8.count) && parts[0].allSatisfy(\.isLetter)
    }

    package subscript(text: CardText) -> String { texts[text] ?? text.standard }

    /// `1 GB`, `500 MB`, `Unlimited data`; nil where the catalogue does not say.
    func data(_ contents: BundleContents) -> String? {
        switch contents.data {
        case .unlimited: self[.unlimited]
        case .megabytes(let number): amount(number)
        case nil: nil
        }
    }

    /// The provider counts a thousand megabytes to the gigabyte; some of its bundles have 1,024.
    private func amount(_ megabytes: Int) -> String {
        if megabytes < 1_000 { return self[.megabytes].filled(megabytes) }
        if !megabytes.isMultiple(of: 1_000), megabytes.isMultiple(of: 1_024) {
            return self[.gigabytes].filled(megabytes / 1_024)
        }
        var digits = "\(megabytes % 1_000 + 1_000)".dropFirst()
        while digits.last == "0" { digits.removeLast() }
        let fraction = digits.isEmpty ? "" : self[.decimalMark] + digits
        return self[.gigabytes].replacing("{n}", with: "\(megabytes / 1_000)\(fraction)")
    }

    func duration(_ contents: BundleContents) -> String? {
        contents.days.map { self[$0 == 1 ? .day : .days].filled($0) }
    }

    /// `France, Germany and 3 more`; nil without any.
    func places(_ contents: BundleContents) -> String? {
        guard !contents.places.isEmpty else { return nil }
        let most = ArtifactLimits.placesNamed
        let names = contents.places.prefix(most).map { places[$0.code] ?? $0.name }
        let rest = contents.places.count - names.count
        return names.joined(separator: ", ")
            + (rest > 0 ? " " + self[.morePlaces].filled(rest) : "")
    }
}

extension String {
    fileprivate func filled(_ number: Int) -> String { replacing("{n}", with: "\(number)") }
}
