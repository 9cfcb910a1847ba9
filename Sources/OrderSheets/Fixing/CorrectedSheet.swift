// A sheet's copy with everything put right that can be without guessing.

package import Orders

/// The corrected copy of a sheet.
package struct CorrectedSheet: Sendable {
    /// UTF-8; with a byte order mark if the sheet had one in UTF-8.
    package let bytes: [UInt8]
    package let corrections: [Correction]
    /// What was doubtful in a workbook and does not show in a copy of it.
    package let doubts: [Finding]
    /// How the sheet that was corrected counts its places.
    package let form: SheetForm
}
