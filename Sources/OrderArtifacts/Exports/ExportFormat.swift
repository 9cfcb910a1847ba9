// The forms in which a batch's eSIMs are handed to other systems.

/// A format of `export`. The raw value is its name on the command line.
package enum ExportFormat: String, CaseIterable, Sendable {
    /// Microsoft Intune's list of activation codes.
    case intune
    /// Samsung Knox: an activation code and an IMEI a row, as a workbook and as CSV.
    case knox
    /// The Android Management API: one ADD_ESIM command a line.
    case androidManagement = "android-management"
    /// Everything, as a table.
    case csv
    /// Everything, as a document.
    case json
}
