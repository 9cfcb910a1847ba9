// Makes tables of awkward cells from a seed, for another reader to read too.

import OrderTestKit

/// A table whose first column is the bundle and never blank.
struct DelimitedSheet {
    let text: String
    let delimiter: String
    /// Whether every cell is written as RFC 4180 has it; else a quote or two may be out of place.
    let isSound: Bool

    private static let atoms = [
        "a", "B", "7", "é", "日本", "🧳", " ", ",", ";", "\t", "\"", "\n", "\r\n", "\r", "'", "=",
        "-", "\"\"", "abcdefgh", "{[(",
    ]

    init(seed: Int) {
        var generator = SeededRandom(seed: seed)
        let delimiter = generator.pick([",", ";", "\t"])
        let end = generator.pick(["\n", "\r\n", "\r"])
        let width = generator.number(2...6)
        let isSound = generator.chance(percent: 70)
        var rows = [
            (["bundle"] + (1..<width).map { "column \($0) of it" }).joined(separator: delimiter)
        ]
        for _ in 0..<generator.number(1...6) {
            if generator.chance(percent: 5) { rows.append(String(repeating: " ", count: seed % 3)) }
            var cells = ["b\(generator.number(0...9))"]
            for _ in 1..<width {
                let value = (0..<generator.number(0...6)).map { _ in generator.pick(Self.atoms) }
                    .joined()
                let mayStayBare = !isSound && generator.chance(percent: 15)
                cells.append(
                    mayStayBare ? value : Self.written(value, delimiter, using: &generator))
            }
            rows.append(cells.joined(separator: delimiter))
        }
        text = rows.joined(separator: end) + (generator.chance(percent: 70) ? end : "")
        self.delimiter = delimiter
        self.isSound = isSound
    }

    private static func written(
        _ value: String, _ delimiter: String, using generator: inout SeededRandom
    ) -> String {
        let special = ("\"\n\r" + delimiter).unicodeScalars
        guard
            value.unicodeScalars.contains(where: special.contains) || generator.chance(percent: 20)
        else {
            return value
        }
        return "\"" + value.replacing("\"", with: "\"\"") + "\""
    }
}
