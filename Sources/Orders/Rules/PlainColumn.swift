// What a column holds, as it matters for reading plain lines.

/// The meaning of a column of a table, or of an attribute of an XML line, made by `RuleSet`.
package enum PlainColumn: Sendable {
    case bundle, quantity, order, iccid
    /// Carried through, under the column's number in the pages of carried values.
    case carried(number: Int, isPersonal: Bool)
    /// A value under it is passed over in silence.
    case ignored
    /// A value under it is a finding.
    case refused
}
