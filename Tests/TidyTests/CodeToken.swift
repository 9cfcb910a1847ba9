// Code cut into words and signs.

/// A word, one other character, or a line break, with its line counted from 1.
struct CodeToken: Sendable {
    let text: String
    let line: Int

    var isLineBreak: Bool { text == "\n" }

    /// The tokens of code that `CodeMask` blanked.
    static func all(in code: [UInt8]) -> [CodeToken] {
        var tokens: [CodeToken] = []
        var line = 1
        var position = 0
        while position < code.count {
            let byte = code[position]
            var end = position + 1
            if isWord(byte) {
                while end < code.count, isWord(code[end]) { end += 1 }
            }
            if byte != UInt8(ascii: " ") {
                let text = String(decoding: code[position..<end], as: UTF8.self)
                tokens.append(CodeToken(text: text, line: line))
            }
            if byte == UInt8(ascii: "\n") { line += 1 }
            position = end
        }
        return tokens
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "`"), 0x80...:
            true
        default: false
        }
    }
}
