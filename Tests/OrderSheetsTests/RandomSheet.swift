// Makes sheets in which anything may stand under any column, the same on every run.

import OrderTestKit

/// Sheets from a seed: most values are sound, some are what people and spreadsheets make of them.
struct RandomSheet {
    private var generator: SeededRandom

    private static let columns = [
        "bundle", "quantity", "order", "iccid", "name", "email", "group", "device", "imei", "eid",
        "note", "Cost Centre", "Ünit", "quantitiy", "Order", "",
    ]
    private static let values: [String: [String]] = [
        "bundle": [
            "b", "esim_1GB_7D_GB_V2", "esim_3GB_30D_FR_V2", "x y", " b", "é", "", "a\u{7}b",
        ],
        "quantity": [
            "1", "1", "2", "007", "10000", "10001", "0", "1.0", "1,00", "8E+3", " 3 ", "",
        ],
        "order": [
            "TOUR-17", "TOUR-18", "T", "Fünf", "a\u{200B}b", "\u{A0}T", "", "x  y", "2.1E+11",
            "a+b",
        ],
        "iccid": [
            "8943108161000073175", "8943108161000073183", "8943108161000073176",
            "8943108161000073175F", "8943108161000073175;8943108161000073183", "8.94E+18", "", "",
            "894310816100007", ";", "8943108161000000000", "000000000000000000",
        ],
    ]
    private static let texts = [
        "", "", "x", "Zoë", "Ada Abend", "ß", "日本", "🧳", "\u{A0}x", "x\u{200B}", "é\u{301}", "٣",
        " x ", "a\tb", "two\nlines", "two\r\nlines", "say \"x\"", "x, y", "x; y", "'", "=1+1",
        "&<>",
        "\u{FEFF}", "-", "e\u{301}", "\u{301}e", String(repeating: "x", count: 4_096),
        String(repeating: "é", count: 2_049),
    ]

    init(seed: Int) {
        generator = SeededRandom(seed: seed)
    }

    mutating func table(lines count: Int = 12) -> String {
        let delimiter = generator.pick([",", ";", "\t"])
        let end = generator.pick(["\n", "\r\n", "\r"])
        let columns = header()
        var rows = [columns]
        for _ in 0..<count {
            var row = columns.map { value(of: $0) }
            if generator.chance(percent: 2) { row.append("x") }
            rows.append(row)
        }
        var text = ""
        for row in rows {
            text += row.map { cell($0, delimiter) }.joined(separator: delimiter) + end
        }
        return text
    }

    mutating func document(lines count: Int = 12) -> String {
        var text = "<orderSheet>" + generator.pick(["\n", "\r\n", ""])
        let columns = header().filter { !$0.isEmpty }.map { $0.replacing(" ", with: "_") }
        for number in 0..<count {
            let isInOrder = generator.chance(percent: 30)
            if isInOrder {
                text += generator.pick([
                    "<order id=\"TOUR-\(number)\">", "<order>", "<order id=''>",
                ])
            }
            let attributes = columns.filter { _ in generator.chance(percent: 70) }.map { column in
                " \(column)=\(attribute(value(of: column)))"
            }
            text += "<line\(attributes.joined())"
            text += generator.pick([
                "/>", "/>\n", " />\r\n", "></line>", "/>", "/>\n",
                "><iccid>8943108161000073175</iccid></line>", "/><!-- < -->", "/>x",
            ])
            if isInOrder { text += "</order>" }
        }
        return text + "</orderSheet>"
    }

    private mutating func header() -> [String] {
        var columns = Self.columns.filter { _ in generator.chance(percent: 60) }
        if generator.chance(percent: 90), !columns.contains("bundle") { columns.append("bundle") }
        columns.shuffle(using: &generator)
        return columns.isEmpty ? ["bundle"] : columns
    }

    private mutating func value(of column: String) -> String {
        let values = Self.values[column] ?? Self.texts
        // The first of a list are sound.
        return generator.chance(percent: 70)
            ? values[generator.number(0...2)] : generator.pick(values)
    }

    private mutating func cell(_ value: String, _ delimiter: String) -> String {
        let isQuoted =
            generator.chance(percent: 10)
            || value.unicodeScalars.contains { "\"\n\r".unicodeScalars.contains($0) }
            || value.contains(delimiter)
        // Now and then a quote is forgotten.
        guard isQuoted, !generator.chance(percent: 1) else { return value }
        return "\"" + value.replacing("\"", with: "\"\"") + "\""
    }

    private mutating func attribute(_ value: String) -> String {
        let isRaw = generator.chance(percent: 50)
        var text = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case "\"": text += "&quot;"
            case "\n" where !isRaw: text += "&#10;"
            case "\u{7}": text += "?"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return "\"\(text)\""
    }
}
