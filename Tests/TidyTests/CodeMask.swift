// Blanks what is not code, so that braces and words can be found by simple means.

/// A scanner that replaces comments and the insides of texts, regular expressions and raw
/// identifiers. Line breaks stay, so a line keeps its number. It knows nested comments, texts of
/// one and many lines, raw ones too, and goes on into what is interpolated, which is code again.
struct CodeMask {
    private let source: [UInt8]
    private var output: [UInt8] = []
    private var position = 0
    /// The last byte of code that is not a space, which tells a regular expression from a division.
    private var last: UInt8 = UInt8(ascii: "\n")

    /// The same number of bytes, with spaces for what is not code and `_` inside raw identifiers.
    static func blanked(_ text: String) -> [UInt8] {
        var mask = CodeMask(text)
        mask.scanCode(inInterpolation: false)
        return mask.output
    }

    private init(_ text: String) {
        source = Array(text.utf8)
        output.reserveCapacity(source.count)
    }

    private func startsHere(_ word: StaticString, offset: Int = 0) -> Bool {
        let start = position + offset
        let bytes = word.description.utf8
        return start + bytes.count <= source.count
            && source[start..<(start + bytes.count)].elementsEqual(bytes)
    }

    private mutating func keep() {
        let byte = source[position]
        output.append(byte)
        if byte != UInt8(ascii: " ") { last = byte }
        position += 1
    }

    private mutating func blank(_ count: Int = 1, with byte: UInt8 = UInt8(ascii: " ")) {
        for _ in 0..<count where position < source.count {
            output.append(source[position] == UInt8(ascii: "\n") ? UInt8(ascii: "\n") : byte)
            position += 1
        }
    }

    /// Ends at the end of the file or at the parenthesis that closes an interpolation.
    private mutating func scanCode(inInterpolation: Bool) {
        var depth = 0
        while position < source.count {
            switch source[position] {
            case UInt8(ascii: "/") where startsHere("//"): scanLineComment()
            case UInt8(ascii: "/") where startsHere("/*"): scanBlockComment()
            case UInt8(ascii: "/"): scanRegexOrKeep()
            case UInt8(ascii: "\""): scanText(hashes: 0)
            case UInt8(ascii: "#"): scanHashes()
            case UInt8(ascii: "`"): scanRawIdentifier()
            case UInt8(ascii: "("):
                depth += 1
                keep()
            case UInt8(ascii: ")"):
                if inInterpolation, depth == 0 {
                    blank()
                    return
                }
                depth -= 1
                keep()
            default: keep()
            }
        }
    }

    private mutating func scanLineComment() {
        while position < source.count, source[position] != UInt8(ascii: "\n") { blank() }
    }

    private mutating func scanBlockComment() {
        var depth = 0
        repeat {
            if startsHere("/*") {
                depth += 1
                blank(2)
            } else if startsHere("*/") {
                depth -= 1
                blank(2)
            } else {
                blank()
            }
        } while depth > 0 && position < source.count
    }

    /// `#"…"#`, `#/…/#`, or a directive such as `#if`.
    private mutating func scanHashes() {
        var hashes = 0
        while position + hashes < source.count, source[position + hashes] == UInt8(ascii: "#") {
            hashes += 1
        }
        if startsHere("\"", offset: hashes) {
            blank(hashes)
            scanText(hashes: hashes)
        } else if startsHere("/", offset: hashes) {
            blank(hashes + 1)
            while position < source.count, !isEnd("/", hashes: hashes) { blank() }
            blank(hashes + 1)
        } else {
            for _ in 0..<hashes { keep() }
        }
    }

    private func isEnd(_ delimiter: StaticString, hashes: Int) -> Bool {
        guard startsHere(delimiter) else { return false }
        let end = position + delimiter.utf8CodeUnitCount
        return end + hashes <= source.count
            && source[end..<(end + hashes)].allSatisfy { $0 == UInt8(ascii: "#") }
    }

    private mutating func scanText(hashes: Int) {
        let isLong = startsHere("\"\"\"")
        let delimiter: StaticString = isLong ? "\"\"\"" : "\""
        blank(delimiter.utf8CodeUnitCount)
        while position < source.count {
            if isEnd(delimiter, hashes: hashes) {
                blank(delimiter.utf8CodeUnitCount + hashes)
                break
            }
            if isEnd("\\", hashes: hashes) {
                blank(1 + hashes)
                if startsHere("(") {
                    blank()
                    scanCode(inInterpolation: true)
                } else {
                    blank()
                }
            } else if !isLong, source[position] == UInt8(ascii: "\n") {
                break  // unclosed: the compiler says so
            } else {
                blank()
            }
        }
        last = UInt8(ascii: "\"")
    }

    /// A slash after something that needs an operand begins a regular expression, if another slash
    /// closes it on the line.
    private mutating func scanRegexOrKeep() {
        let before = "(,=:[{!&|?;\n".utf8
        let rest = source[(position + 1)...].prefix { $0 != UInt8(ascii: "\n") }
        guard before.contains(last), let first = rest.first, first != UInt8(ascii: " "),
            first != UInt8(ascii: ")"), rest.contains(UInt8(ascii: "/"))
        else {
            keep()
            return
        }
        blank()
        while source[position] != UInt8(ascii: "/"), source[position] != UInt8(ascii: "\n") {
            blank(source[position] == UInt8(ascii: "\\") ? 2 : 1)
            guard position < source.count else { return }
        }
        blank()
        last = UInt8(ascii: "/")
    }

    private mutating func scanRawIdentifier() {
        keep()
        while position < source.count, source[position] != UInt8(ascii: "`"),
            source[position] != UInt8(ascii: "\n")
        {
            blank(with: UInt8(ascii: "_"))
        }
        if position < source.count { keep() }
    }
}
