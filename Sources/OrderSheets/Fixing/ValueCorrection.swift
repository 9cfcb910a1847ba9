// What can be put right in one value without changing what it says.

import Orders

/// A value before and after, with what was done to it.
struct ValueCorrection {
    let text: String
    let messages: [String]

    /// Nil if there is nothing to correct, or nothing may be: what is bought and how much of it is
    /// never touched.
    init?(_ written: String, in field: SheetField) {
        guard field != .bundle, field != .quantity else { return nil }
        self.init(trimming: written, then: field == .iccid)
    }

    /// The same for a column's name.
    init?(name written: String) {
        self.init(trimming: written, then: false)
    }

    private init?(trimming written: String, then isICCID: Bool) {
        var messages: [String] = []
        let edges = Edges(of: written)
        var text = edges.inside
        if edges.before + edges.after > 0 {
            let count = edges.before + edges.after
            let names = edges.names.isEmpty ? "" : " (\(edges.names.joined(separator: ", ")))"
            messages.append(
                "\(count) \(count == 1 ? "character" : "characters") of white space\(names) taken "
                    + "away around \(text.quoted)")
        }
        if isICCID {
            let unpadded = Self.unpadded(text)
            if unpadded != text { messages.append("the padding F taken away from \(text.quoted)") }
            text = unpadded
        }
        guard !messages.isEmpty else { return nil }
        self.text = text
        self.messages = messages
    }

    /// Each number without the `F` that fills a card's storage; everything else as it is.
    private static func unpadded(_ text: String) -> String {
        var result = ""
        var token = ""
        func flush() {
            let isPadded = token.hasSuffix("F") || token.hasSuffix("f")
            result += isPadded && ICCID(token) != nil ? String(token.dropLast()) : token
            token = ""
        }
        for character in text {
            if character.isWhitespace || character == ";" {
                flush()
                result.append(character)
            } else {
                token.append(character)
            }
        }
        flush()
        return result
    }
}
