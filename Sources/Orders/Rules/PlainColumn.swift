// What a column holds, as it matters for reading plain lines.

/// The meaning of a column of a table, or of an attribute of an XML line.
package enum PlainColumn: Sendable {
    case bundle, quantity, order, iccid
    /// Carried through, under the column's number in the pages of carried values.
    case carried(number: Int, isPersonal: Bool)
    /// The same for a device's number, which is plain as long as it has digits only.
    case deviceNumber(number: Int)
    /// A value under it is passed over in silence.
    case ignored
    /// A value under it is a finding.
    case refused

    /// Under which number a value is carried through; nil if it is not.
    var carriedNumber: Int? {
        switch self {
        case .carried(let number, _), .deviceNumber(let number): number
        case .bundle, .quantity, .order, .iccid, .ignored, .refused: nil
        }
    }
}

extension SheetLinesWriter {
    /// The column for the values of a field.
    package mutating func plainColumn(_ field: SheetField) -> PlainColumn {
        switch field {
        case .bundle: .bundle
        case .quantity: .quantity
        case .order: .order
        case .iccid: .iccid
        case .imei, .eid: .deviceNumber(number: addColumn(field.rawValue))
        case .name, .email, .group, .device, .note:
            .carried(number: addColumn(field.rawValue), isPersonal: field.isPersonal)
        }
    }

    /// The column for values that are carried through under a name of the sheet's own.
    package mutating func plainColumn(named name: String) -> PlainColumn {
        .carried(number: addColumn(name), isPersonal: false)
    }
}
