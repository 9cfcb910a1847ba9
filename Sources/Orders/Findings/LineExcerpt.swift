// Shows on a terminal where in a line of text a finding is: the line, and a caret below it.

/// A line of a sheet as a terminal shows it, and the mark that goes below.
package struct LineExcerpt: Hashable, Sendable {
    /// The line, or as much of it around the place as fits, without anything that a terminal would
    /// act on.
    package let text: String
    /// Spaces and a `^` under the place.
    package let caret: String

    private static let tabStop = 8

    /// A scalar as it is shown, and the room that it takes.
    private struct Glyph {
        let text: String
        let width: Int
    }

    /// `column` counts Unicode scalars from 1 and may be just after the last. `width` is how many
    /// columns of the terminal may be used.
    package init(_ line: String, column: Int, width: Int) {
        var glyphs: [Glyph] = []
        var used = 0
        for scalar in line.unicodeScalars {
            let glyph = Self.glyph(scalar, at: used)
            glyphs.append(glyph)
            used += glyph.width
        }
        let place = min(max(0, column - 1), glyphs.count)
        // From the left as long as the place is in sight, else with a third of the room after it.
        let room = max(20, width)
        var start = 0
        if glyphs[..<place].reduce(0, { $0 + $1.width }) > room - 3 {
            var before = 0
            start = place
            while start > 0, before + glyphs[start - 1].width <= room * 2 / 3 {
                start -= 1
                before += glyphs[start].width
            }
        }
        var text = start > 0 ? "…" : ""
        var taken = start > 0 ? 1 : 0
        var caret = taken
        for index in start..<glyphs.count {
            guard taken + glyphs[index].width < room else {
                text += "…"
                break
            }
            if index < place { caret += glyphs[index].width }
            taken += glyphs[index].width
            text += glyphs[index].text
        }
        self.text = text
        self.caret = String(repeating: " ", count: caret) + "^"
    }

    private static func glyph(_ scalar: Unicode.Scalar, at column: Int) -> Glyph {
        if scalar == "\t" {
            let width = tabStop - column % tabStop
            return Glyph(text: String(repeating: " ", count: width), width: width)
        }
        // The pictures of the control characters, so that none reaches the terminal.
        if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
            return Glyph(text: String(picture), width: 1)
        }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate:
            return Glyph(text: "\u{FFFD}", width: 1)
        case .format where !scalar.isJoiner:
            return Glyph(text: "\u{FFFD}", width: 1)
        case .nonspacingMark, .enclosingMark, .format:
            return Glyph(text: String(scalar), width: 0)
        default:
            return Glyph(text: String(scalar), width: isWide(scalar) ? 2 : 1)
        }
    }

    /// Whether terminals give the character two columns: East Asian Wide and Fullwidth (Unicode
    /// Standard Annex 11) by blocks, and emoji.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
            0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1B000...0x1B2FF, 0x20000...0x3FFFD:
            true
        default:
            scalar.properties.isEmojiPresentation
        }
    }
}
