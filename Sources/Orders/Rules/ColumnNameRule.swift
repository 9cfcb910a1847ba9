// A column's name is one of ours, or plainly its own: a near miss is never taken for either.

/// Reads the names of a header's columns and of an XML line's attributes.
package enum ColumnNameRule {
    /// What the name means, with a finding if it is none of our fields. `name` is without white
    /// space around it and not empty; `others` are the meanings of the names beside it.
    package static func read(
        _ name: String, at position: SheetPosition, beside others: Set<ColumnName>,
        into log: inout FindingLog
    ) -> ColumnName {
        let meaning = ColumnName(name)
        switch meaning {
        case .field:
            break
        case .misspelt(let field):
            log.error(
                .columnMisspelt, at: position, field: subject(name),
                "the column is most likely meant to be \(field.rawValue.quoted); "
                    + "rename it so, or give it a name that is not so close")
        case .other where !isCarriable(name):
            log.error(
                .columnName, at: position, field: subject(name),
                "the column's name is not 1…\(Limits.nameLength) visible characters")
        case .other where ColumnName.isOfResults(name):
            log.error(
                .columnOfResults, at: position, field: name,
                "the column is one of a table of eSIMs that were bought, such as esims.csv, and "
                    + "its lines would be bought once more, onto the same eSIMs; run the sheet "
                    + "that they were ordered with, or take this column and iccid out to "
                    + "order new ones"
            )
        case .other:
            log.warning(
                .columnUnknown, at: position, field: name,
                "the column is not a known field; it is carried through to the results"
                    + hint(name, beside: others))
        }
        return meaning
    }

    private static func hint(_ name: String, beside others: Set<ColumnName>) -> String {
        guard let field = ColumnName.likely(name), !others.contains(.field(field)) else {
            return ""
        }
        return "; if it is what is meant by \(field.rawValue.quoted), rename it so"
    }

    /// The finding for a name that stands a second time.
    package static func repeated(
        _ name: String, at position: SheetPosition, first: SheetText, into log: inout FindingLog
    ) {
        log.error(
            .columnDuplicate, at: position, field: subject(name),
            "the column stands here a second time, after \(first.text.trimmed.quoted) "
                + "at column \(first.position.column); remove or rename one")
    }

    /// The name as a finding's subject: itself when it may head a column of the results, else
    /// quoted.
    private static func subject(_ name: String) -> String {
        isCarriable(name) ? name : name.quoted
    }

    /// The same characters as in an order's name.
    private static func isCarriable(_ name: String) -> Bool { OrderName(name) != nil }
}
