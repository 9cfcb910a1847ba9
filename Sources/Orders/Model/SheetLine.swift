// A line as a sheet has it: text with its position, before any rule has looked at it.

/// One line of a sheet as read: nothing is checked but that the sheet's form is sound.
package struct SheetLine: Sendable {
    /// Where the line begins.
    package var position: SheetPosition
    /// The values of the known fields; a field that is absent or blank has no entry.
    package var known: [SheetField: SheetText]
    /// The values of all other columns in the sheet's order, blank ones left out.
    package var unknown: [UnknownValue]
    /// Where each of several `<iccid>` elements of an XML line stands; a CSV cell is one text in
    /// `known`, and this is then empty.
    package var iccidElements: [SheetText]

    package init(
        position: SheetPosition, known: [SheetField: SheetText] = [:],
        unknown: [UnknownValue] = [], iccidElements: [SheetText] = []
    ) {
        self.position = position
        self.known = known
        self.unknown = unknown
        self.iccidElements = iccidElements
    }

    /// A value of a column that no field claims: the column's name as the sheet writes it.
    package struct UnknownValue: Sendable {
        package let column: String
        package let value: SheetText

        package init(column: String, value: SheetText) {
            self.column = column
            self.value = value
        }
    }
}

/// A value as the sheet has it, and where it begins.
package struct SheetText: Hashable, Sendable {
    package let text: String
    package let position: SheetPosition

    package init(_ text: String, at position: SheetPosition) {
        self.text = text
        self.position = position
    }
}

/// The fields of a sheet that have a meaning; all others are carried through.
package enum SheetField: String, CaseIterable, Hashable, Sendable {
    case bundle, quantity, order, iccid
    case name, email, group, device, imei, eid, note

    /// Carried through to the results, never sent to the API.
    package var isCarried: Bool {
        switch self {
        case .bundle, .quantity, .order, .iccid: false
        case .name, .email, .group, .device, .imei, .eid, .note: true
        }
    }

    /// Belongs to one person or device, so it is doubtful on a line of several eSIMs.
    package var isPersonal: Bool {
        switch self {
        case .name, .email, .device, .imei, .eid: true
        case .bundle, .quantity, .order, .iccid, .group, .note: false
        }
    }
}
