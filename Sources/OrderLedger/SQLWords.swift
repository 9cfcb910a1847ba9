// The words that rows hold for the domain's states and events, as queries write them.

import Orders

extension RawRepresentable where RawValue == String {
    /// As SQL writes a text. No such word has an apostrophe in it.
    var sql: String { "'\(rawValue)'" }
}

extension Sequence where Element: RawRepresentable, Element.RawValue == String {
    /// The list behind SQL's `IN`.
    var sql: String { map(\.sql).joined(separator: ", ") }
}

extension OrderState {
    /// The states of which something holds, such as `\.isBought`, as the list behind SQL's `IN`.
    static func list(_ holds: (OrderState) -> Bool) -> String { allCases.filter(holds).sql }
}
