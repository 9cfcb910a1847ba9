// A JSON value that keeps numbers as their own text, so that money survives exactly.

/// One JSON value. Objects keep the order of their members; numbers keep their literal text.
enum JSON: Sendable, Equatable {
    struct Member: Sendable, Equatable {
        let name: String
        let value: JSON
    }

    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSON])
    case object([Member])

    /// An object from pairs; members without a value are left out.
    static func object(_ pairs: KeyValuePairs<String, JSON?>) -> JSON {
        .object(pairs.compactMap { name, value in value.map { Member(name: name, value: $0) } })
    }

    static func integer(_ value: some BinaryInteger) -> JSON { .number(String(value)) }

    static func amount(_ amount: Amount) -> JSON { .number(amount.text) }

    /// The member with this name. Letter case is disregarded, as by the API's own reader.
    subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return
            (members.first { $0.name == name }
            ?? members.first { $0.name.lowercased() == name.lowercased() })?.value
    }

    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    var flag: Bool? {
        if case .bool(let flag) = self { flag } else { nil }
    }

    /// A number that is written as a whole one.
    var integer: Int? {
        if case .number(let literal) = self { Int(literal) } else { nil }
    }

    var elements: [JSON]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// A decimal written as a number or as a string.
    var amount: Amount? {
        switch self {
        case .number(let literal), .string(let literal): Amount(literal)
        default: nil
        }
    }
}
