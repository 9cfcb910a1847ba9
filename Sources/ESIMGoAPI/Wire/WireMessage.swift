// The provider's own words in an error's body.

import FoundationEssentials

/// The `message` of a JSON body, whatever content type it came with; nil when there is none.
///
/// Only an answer with such a message is surely the provider's own; a gateway's or proxy's page is
/// not.
func apiMessage(_ body: [UInt8]) -> String? {
    // Answers that say what was asked for have none, and are not read twice.
    guard mayHaveMessage(body) else { return nil }
    struct Message: Decodable {
        let message: String
    }
    guard let message = try? JSONDecoder().decode(Message.self, from: Data(body)).message,
        !message.isEmpty
    else { return nil }
    return printable(message)
}

/// What a refusal of a mere question says that has no `message`: its text, or that it has none. Nil
/// for a page, which is some gateway's, and for other statuses than those of a wrong question.
func plainWords(_ answer: HTTPAnswer) -> String? {
    guard [400, 404, 409, 422].contains(answer.status) else { return nil }
    if answer.body.allSatisfy({ $0 <= UInt8(ascii: " ") }) {
        return "HTTP \(answer.status), without a reason"
    }
    return text(answer.body)
}

/// A body as words: not a page, which begins with a tag. Nil where there are none.
func text(_ body: [UInt8]) -> String? {
    let text = String(decoding: body.prefix(4_096), as: UTF8.self).drop(while: \.isWhitespace)
    return text.isEmpty || text.hasPrefix("<") ? nil : printable(String(text))
}

/// Whether the member's name stands in it; one that is written with escapes counts as none.
private func mayHaveMessage(_ body: [UInt8]) -> Bool {
    var rest = body[...]
    while let quote = rest.firstIndex(of: UInt8(ascii: "\"")) {
        rest = rest[(quote + 1)...]
        if rest.starts(with: "message\"".utf8) { return true }
    }
    return false
}

/// A provider's words as they may be shown: without control characters and activation codes, and
/// not endless.
func printable(_ message: String) -> String {
    let shown = message.unicodeScalars.map { scalar in
        scalar.properties.generalCategory == .control ? " " : String(scalar)
    }.joined()
    let codeless = shown.replacing(/(?i)LPA:1?\$[^\s"'<>,;]+/, with: "LPA:(redacted)")
    return String(codeless.prefix(ClientLimits.messageLength))
}
