// Text on its way into HTML: what was not written here is escaped, and types say which is which.

import Mustache

/// HTML that is safe to stand in a page. Strings that are put into it are escaped.
struct Markup: ExpressibleByStringInterpolation, Sendable {
    private(set) var text: String

    init(stringLiteral value: String) { text = value }

    init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

    /// `text` as it is: only for what this program wrote itself.
    init(trusted text: String) { self.text = text }

    static func += (markup: inout Markup, more: Markup) { markup.text += more.text }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var text: String

        init(literalCapacity: Int, interpolationCount: Int) {
            text = ""
            text.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: String) { text += literal }

        mutating func appendInterpolation(_ value: String) { escape(value, to: &text) }

        mutating func appendInterpolation(_ value: Int) { text += "\(value)" }

        mutating func appendInterpolation(_ markup: Markup) { text += markup.text }
    }
}

/// Escapes text for HTML, in elements and in quoted attributes.
///
/// By its bytes: a mark that is combined with a combining accent is one character to Swift, and
/// still a mark to a browser.
func escape(_ value: String, to out: inout String) {
    guard value.utf8.contains(where: { markOfHTML($0) != nil }) else {
        out += value
        return
    }
    for scalar in value.unicodeScalars {
        if scalar.isASCII, let entity = markOfHTML(UInt8(scalar.value)) {
            out += entity
        } else {
            out.unicodeScalars.append(scalar)
        }
    }
}

private func markOfHTML(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
}

/// The same for the values of templates.
struct EscapedContent: MustacheContentType {
    /// Puts a template under it.
    static let pragma: String = {
        MustacheContentTypes.register(EscapedContent(), named: "ESCAPED")
        return "{{% CONTENT_TYPE:ESCAPED}}"
    }()

    func escapeText(_ text: String) -> String {
        var out = ""
        escape(text, to: &out)
        return out
    }
}
