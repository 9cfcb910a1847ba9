// Finds what can be put right in the values of an XML sheet.

import Orders

enum XMLCorrector {
    /// The edits of a well-formed document without a DOCTYPE, in the order of the text.
    /// `isDeclaredOtherwise` says that its declaration may name the encoding that it had before.
    static func edits(_ bytes: [UInt8], isDeclaredOtherwise: Bool) -> [TextEdit] {
        var edits: [TextEdit] = []
        if isDeclaredOtherwise, let range = XMLValueFinder.declaredEncoding(in: bytes) {
            edits.append(
                TextEdit(range: range, replacement: Array("UTF-8".utf8), corrections: []))
        }
        var positions = PositionFinder()
        var finder = XMLValueFinder(bytes)
        while let value = finder.next() {
            guard let field = field(of: value) else { continue }
            let text = String(decoding: bytes[value.range], as: UTF8.self)
            guard let corrected = ValueCorrection(text, in: field) else { continue }
            let position = positions.position(at: value.start, in: bytes.span)
            edits.append(
                TextEdit(
                    range: value.range, replacement: Array(corrected.text.utf8),
                    corrections: corrected.messages.map {
                        Correction(position: position, field: field.rawValue, message: $0)
                    }))
        }
        return edits
    }

    private static func field(of value: XMLValueFinder.Value) -> SheetField? {
        switch (value.element, value.attribute) {
        case ("iccid", nil): .iccid
        case ("order", "id"): .order
        case ("line", let name?):
            if case .field(let field) = ColumnName(name) { field } else { nil }
        default: nil
        }
    }
}
