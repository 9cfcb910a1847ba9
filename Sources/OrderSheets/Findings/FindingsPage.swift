// The page about all findings, made of the rules' own explanations and of what the reader really
// says about their examples.

import Orders

/// `docs/findings.md`.
package enum FindingsPage {
    /// The page in Markdown.
    package static var text: String {
        var lines = [
            "# Findings", "",
            "Every finding of `check`, `validate` and `run`, by the name of its rule, which stands "
                + "in brackets at the",
            "end of the finding. The names are stable: scripts may filter by them. An error keeps "
                + "everything from",
            "being bought; a warning does not. A place is `line:column`, both counted from 1 and "
                + "columns in",
            "characters (Unicode scalars), or in a workbook the cell, such as `B14`.", "",
            "This page is made by `scripts/write-findings-page`.", "",
        ]
        for rule in RuleName.allCases { lines += section(rule) }
        return lines.joined(separator: "\n")
    }

    private static func section(_ rule: RuleName) -> [String] {
        let documentation = rule.documentation
        var lines = ["## `\(rule.rawValue)`", "", documentation.meaning, ""]
        lines += ["*What to do:* \(documentation.advice)", ""]
        switch documentation.example {
        case .text(let text): lines += block(visible(text))
        case .bytes(_, let shown), .worksheet(_, let shown): lines += block(shown)
        case .situation(let words, let finding):
            lines += ["*For example:* \(words).", ""] + block(finding)
        }
        if let log = documentation.example.log, let name = documentation.example.sheetName {
            let findings = log.sorted.filter { $0.rule == rule }
                .map { $0.line(sheet: name, form: log.form) }
            lines += block(findings.joined(separator: "\n"))
        }
        return lines
    }

    private static func block(_ text: String) -> [String] {
        let text = text.last == "\n" ? String(text.dropLast()) : text
        return ["```", text, "```", ""]
    }

    /// The text with what cannot be seen, or told from a space, by its number.
    private static func visible(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars {
            if scalar.isInvisible || scalar.value == 0xA0 {
                shown += "⟨U+\(String(scalar.value, radix: 16, uppercase: true))⟩"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}
