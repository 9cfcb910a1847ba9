// What a rule means to a person: the source of docs/findings.md and of the rules in SARIF.

/// The explanation of one rule. Texts are sentences in Markdown without headings.
package struct RuleDocumentation: Sendable {
    /// What the finding says of the sheet, and why it matters.
    package let meaning: String
    /// What to do about it.
    package let advice: String
    package let example: Example

    /// A sheet that has the finding, or how it comes about.
    package enum Example: Sendable {
        /// A CSV or XML sheet.
        case text(String)
        /// A sheet that cannot be printed as it is, and what to print in its place.
        case bytes([UInt8], shown: String)
        /// A worksheet as the XML of its `<sheetData>` and what follows it, and what to print in
        /// its place.
        case worksheet(String, shown: String)
        /// What a sheet alone does not show, and the finding as it then reads.
        case situation(String, finding: String)
    }

    init(_ meaning: String, _ advice: String, _ example: Example) {
        self.meaning = meaning
        self.advice = advice
        self.example = example
    }
}

extension RuleName {
    /// What the rule means, with an example.
    package var documentation: RuleDocumentation {
        let bySubject = [
            fileDocumentation, formDocumentation, workbookDocumentation, cellDocumentation,
            columnDocumentation, fieldDocumentation, eSIMDocumentation, batchDocumentation,
            buyingDocumentation, exportDocumentation, fleetDocumentation,
        ]
        let found = bySubject.compactMap { $0 }.first
        guard let found else { preconditionFailure("every rule is explained") }
        return found
    }
}
