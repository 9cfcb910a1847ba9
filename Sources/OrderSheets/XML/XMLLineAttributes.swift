// Makes a sheet line of a `<line>` element's attributes, by the rules that a header's columns have.

import Orders

/// Reads the attributes of all lines of one sheet. An attribute that is no field is warned of once
/// in the sheet, like a column.
struct XMLLineAttributes {
    private var warned: Set<String> = []

    /// Whether the name is known to be no field, so that nothing more is said of it.
    func hasWarned(of name: String) -> Bool { warned.contains(name) }

    /// The line, with `order` as the name of the order around it, if there is one.
    mutating func line(
        of tag: XMLTag, in order: SheetText?, into log: inout FindingLog
    ) -> SheetLine {
        var line = SheetLine(position: tag.position)
        var claimed: [String: SheetText] = [:]
        let exact = Set(tag.attributes.map { ColumnName($0.name) })
        for attribute in tag.attributes where !attribute.isAboutDocument {
            guard attribute.namespace == nil else {
                XMLSheetGrammar.foreignAttribute(attribute, into: &log)
                continue
            }
            let meaning = meaning(of: attribute, beside: exact, into: &log)
            let key: String
            if case .field(let field) = meaning {
                key = field.rawValue
            } else {
                key = ColumnName.key(attribute.name)
            }
            let name = SheetText(attribute.name, at: attribute.position)
            if let earlier = claimed[key] {
                ColumnNameRule.repeated(
                    attribute.name, at: attribute.position, first: earlier, into: &log)
                continue
            }
            claimed[key] = name
            guard !attribute.value.isBlankValue else { continue }
            if case .field(let field) = meaning {
                let cell = SheetText(attribute.value, at: attribute.position)
                let visible = InvisibleCharacterRule.trimmed(
                    cell, field: field.rawValue, into: &log)
                if !visible.isEmpty { line.known[field] = SheetText(visible, at: cell.position) }
            } else {
                line.unknown.append(
                    SheetLine.UnknownValue(
                        column: attribute.name,
                        value: SheetText(attribute.value, at: attribute.position)))
            }
        }
        if let order {
            if let own = line.known[.order], own.text != order.text {
                log.error(
                    .orderName, at: own.position, field: SheetField.order.rawValue,
                    "\(own.text.quoted) contradicts the order \(order.text.quoted) around the "
                        + "line; leave the attribute out")
            }
            line.known[.order] = order
        }
        return line
    }

    /// A misspelt name counts as the field it was meant to be, unless the field is there as well.
    private mutating func meaning(
        of attribute: XMLAttribute, beside exact: Set<ColumnName>, into log: inout FindingLog
    ) -> ColumnName {
        if warned.contains(attribute.name) { return .other }
        let meaning = ColumnNameRule.read(
            attribute.name, at: attribute.position, beside: exact, into: &log)
        switch meaning {
        case .field:
            return meaning
        case .misspelt(let field):
            return exact.contains(.field(field)) ? .other : .field(field)
        case .other:
            // As many as a table may have columns; beyond that the warnings repeat.
            if warned.count < Limits.sheetColumns { warned.insert(attribute.name) }
            return .other
        }
    }
}
