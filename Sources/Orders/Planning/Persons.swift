// Tells by what lines carry whether they are for the same device or person.

/// What a line says under a column that tells devices and people apart.
struct PersonalValue: Hashable {
    let column: SheetField
    let text: String
}

/// What lines that buy the same, a sheet's and the ledger's, say of devices and people.
///
/// A value that several of them have tells nobody apart: it is the address of a group's leader, the
/// name of a model, or a word for nothing.
struct Persons {
    private let common: Set<PersonalValue>

    init(_ lines: [OrderLine], _ recorded: [RecordedLine]) {
        common = Self.repeated(lines.map(\.carried.personalValues))
            .union(Self.repeated(recorded.map(\.carried.personalValues)))
    }

    private static func repeated(_ side: [[PersonalValue]]) -> Set<PersonalValue> {
        var seen: Set<PersonalValue> = []
        var repeated: Set<PersonalValue> = []
        for value in side.joined() where !seen.insert(value).inserted { repeated.insert(value) }
        return repeated
    }

    /// What a line says of its device or person that no other line says.
    func own(_ carried: some Sequence<CarriedValue>) -> [PersonalValue] {
        carried.personalValues.filter { !common.contains($0) }
    }

    /// Whether all that lines say of devices and people is said by others as well.
    func isCommon(_ carried: some Sequence<CarriedValue>) -> Bool {
        let values = carried.personalValues
        return !values.isEmpty && values.allSatisfy(common.contains)
    }

    /// Whether two lines say something else under a column.
    func contradict(_ one: some Sequence<CarriedValue>, _ other: some Sequence<CarriedValue>)
        -> Bool
    {
        let theirs = own(other)
        return own(one).contains { value in
            theirs.contains { $0.column == value.column && $0.text != value.text }
        }
    }

    /// Whether two lines are for the same person or device, as far as can be told: they share what
    /// no other line says.
    func areSame(_ one: some Sequence<CarriedValue>, _ other: some Sequence<CarriedValue>) -> Bool {
        !areApart(one, other) && !Set(own(one)).isDisjoint(with: own(other))
    }

    /// Whether two lines are surely for different people or devices. One name, address or number in
    /// common is enough to be the same, whatever else has changed; a device that is called the same
    /// is not, where anything else is different.
    func areApart(_ one: some Sequence<CarriedValue>, _ other: some Sequence<CarriedValue>) -> Bool
    {
        let theirs = Set(own(other))
        let isShared = own(one).contains { $0.column != .device && theirs.contains($0) }
        return !isShared && contradict(one, other)
    }
}

/// The devices and people of lines that are not in the sheet.
struct AbsentPersons {
    private let persons: Persons
    private let values: Set<PersonalValue>
    /// Under which columns each of them says something.
    private let columns: Set<Set<SheetField>>

    init(_ absent: [RecordedLine], among persons: Persons) {
        self.persons = persons
        let own = absent.map { persons.own($0.carried) }
        values = Set(own.joined())
        columns = Set(own.map { Set($0.map(\.column)) })
    }

    /// Whether a line is surely for none of them.
    func areApart(from carried: some Sequence<CarriedValue>) -> Bool {
        let own = persons.own(carried)
        let filled = Set(own.map(\.column))
        return values.isDisjoint(with: own) && columns.allSatisfy { !$0.isDisjoint(with: filled) }
    }
}

extension Sequence<CarriedValue> {
    fileprivate var personalValues: [PersonalValue] {
        compactMap { value in
            guard
                let column = SheetField.personalColumns.first(where: { $0.rawValue == value.column }
                )
            else { return nil }
            return PersonalValue(column: column, text: value.text)
        }
    }
}

extension SheetField {
    /// The columns that tell devices and people apart, the surest first.
    static let personalColumns: [SheetField] = [.eid, .imei, .device, .email, .name]

    /// The number of a device, which no other has.
    var isNumberOfDevice: Bool { self == .eid || self == .imei }
}
