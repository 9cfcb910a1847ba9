// What a column holds, as it matters for reading plain lines.

/// The meaning of a column of a table, or of an attribute of an XML line, made by `RuleSet`.
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
}
