// What is on an eSIM, as the provider writes it.

import FoundationEssentials
import Orders

/// The answer to `GET /esims/{iccid}/bundles`.
struct WireHoldings: Decodable {
    let bundles: [Nullable<WireApplied>]

    struct WireApplied: Decodable {
        let name: String?
        let assignments: [Nullable<WireAssigned>]?
    }

    struct WireAssigned: Decodable {
        let id: WireText?
        let assignmentReference: String?
        let bundleState: String?
    }

    /// Every assignment. Nil when one cannot be told from others: then nothing may be concluded.
    var applied: [AppliedBundle]? {
        var found: [AppliedBundle] = []
        for bundle in bundles.compactMap(\.value) {
            for assigned in (bundle.assignments ?? []).compactMap(\.value) {
                guard let name = bundle.name.flatMap({ BundleName($0) }),
                    let id = assigned.id.flatMap({ AssignmentID($0.text) })
                else { return nil }
                let word = assigned.bundleState?.lowercased() ?? ""
                found.append(
                    AppliedBundle(
                        bundle: name, assignment: id, reference: assigned.assignmentReference,
                        state: AppliedBundle.State(rawValue: word) ?? .other))
            }
        }
        return found
    }
}

/// The answer to `GET /esims/{iccid}`, as far as it says whether a device has the eSIM.
struct WireInstallation: Decodable {
    let profileStatus: String?
    let firstInstalledDateTime: WireText?

    /// Nil where neither field tells: SGP.22's `Released` is before a download, and a time of zero
    /// is none.
    var wasInstalled: Bool? {
        let time = firstInstalledDateTime?.text ?? ""
        if !time.isEmpty, time != "0" { return true }
        switch profileStatus?.lowercased() {
        case "released", "available", "allocated", "linked", "confirmed": return false
        case "downloaded", "installed", "enabled", "disabled", "deleted": return true
        default: return nil
        }
    }
}

/// A value that comes as text or as a whole number.
struct WireText: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            text = ""
        } else if let string = try? container.decode(String.self) {
            text = string
        } else {
            text = String(try container.decode(Int64.self))
        }
    }
}
