// One thing that was put right in the copy of a sheet.

package import Orders

/// A correction that is certain: the value means the same before and after it.
package struct Correction: Hashable, Sendable {
    /// Where it was in the sheet; nil for what concerns all of it.
    package let position: SheetPosition?
    package let field: String?
    /// What was done, in a sentence without a full stop.
    package let message: String

    /// The correction in the form of a finding: `sheet.csv:14:3: corrected: iccid: …`.
    package func line(sheet: String, form: SheetForm) -> String {
        let place = position.map { ":\(form.name(of: $0))" } ?? ""
        let subject = field.map { "\($0): " } ?? ""
        return "\(sheet)\(place): corrected: \(subject)\(message)"
    }
}
