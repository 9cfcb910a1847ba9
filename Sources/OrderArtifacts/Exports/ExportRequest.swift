// What is asked of an export.

package import Orders

/// What to export of a batch, and how.
package struct ExportRequest: Sendable {
    /// What an Android device does with a profile once it has it (`activationState` of the
    /// Android Management API).
    package enum Activation: String, CaseIterable, Sendable {
        case activated = "ACTIVATED"
        case notActivated = "NOT_ACTIVATED"
    }

    package var format: ExportFormat
    /// Only eSIMs of this bundle; nil for all.
    package var bundle: BundleName?
    /// `.activated` is rejected by personally owned devices.
    package var activation: Activation = .activated
    /// The list that was uploaded before, which the new one takes the place of; for Intune.
    package var earlier: IntuneList?
    /// The bundles of the earlier list's eSIMs, as far as the ledger knows them.
    package var earlierBundles: Set<BundleName> = []
    /// Those of the earlier list's eSIMs that were given back since.
    package var earlierRevoked: Set<ICCID> = []

    /// The batch was bought in a sandbox: the files' names say so, lest one is uploaded.
    package var isRehearsal = false

    /// A run holds the ledger.
    package var isRunOn = false

    package init(_ format: ExportFormat) {
        self.format = format
    }
}
