// What is wrong or doubtful in a sheet: data that is collected, never thrown.

/// One finding about a sheet, with where it is and which rule found it.
package struct Finding: Hashable, Sendable {
    package enum Severity: String, Sendable {
        /// Nothing is bought while there is one.
        case error
        /// Worth a look; does not stop a run.
        case warning
    }

    package let severity: Severity
    package let rule: RuleName
    /// Where it is; nil for what concerns the whole sheet.
    package let position: SheetPosition?
    /// The sheet's field or column concerned, as the person wrote it or as we name it.
    package let field: String?
    /// What is wrong and what would be right, in a sentence without a full stop.
    package let message: String

    package init(
        _ severity: Severity, _ rule: RuleName, at position: SheetPosition?, field: String? = nil,
        _ message: String
    ) {
        self.severity = severity
        self.rule = rule
        self.position = position
        self.field = field
        self.message = message
    }

    /// The finding in the form that editors and build tools read:
    /// `sheet.csv:14:3: error: quantity: "0" is not 1…10000 [quantity-range]`, and in a workbook
    /// with the cell's name, `sheet.xlsx:C14: error: …`.
    package func line(sheet: String, form: SheetForm = .text) -> String {
        let place = position.map { ":\(form.name(of: $0))" } ?? ""
        let subject = field.map { "\($0): " } ?? ""
        return "\(sheet)\(place): \(severity.rawValue): \(subject)\(message) [\(rule.rawValue)]"
    }
}

/// A place in a sheet: line and column counted from 1, the column in characters. In a workbook they
/// are the row and the column of a cell.
package struct SheetPosition: Hashable, Sendable, Comparable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
