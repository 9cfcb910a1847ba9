// What a rule makes of one field: nothing there, a value, or a finding.

/// The outcome of reading a field.
enum FieldReading<Value> {
    /// The field is missing or blank.
    case absent
    case valid(Value)
    /// The field has something that a finding names.
    case invalid

    var value: Value? {
        if case .valid(let value) = self { value } else { nil }
    }

    var isInvalid: Bool {
        if case .invalid = self { true } else { false }
    }
}
