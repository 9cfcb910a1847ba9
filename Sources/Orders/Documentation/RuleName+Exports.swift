// The rules about what an export's format cannot carry, explained. A row that cannot be carried is
// always one of these, and never left out in silence.

extension RuleName {
    /// The rules about what of a batch there is to export.
    var exportDocumentation: RuleDocumentation? {
        switch self {
        case .exportPending:
            RuleDocumentation(
                "eSIMs of the batch have no install data yet, so they are not in the export.",
                "Do what the finding says, mostly `esimbatch resume`, and export again.",
                .situation(
                    "`esimbatch export` while an order of 3 eSIMs waits for its install data",
                    finding: "TOUR-18: 3 eSIMs are bought, but without install data, and not in "
                        + "the export; run esimbatch resume, then export again"))
        case .exportRevoked:
            RuleDocumentation(
                "The eSIM's bundle was given back, so nobody could use it. (warning)", "Nothing.",
                .situation(
                    "`esimbatch export` after `esimbatch revoke` of one eSIM",
                    finding: "eSIM 8943108161000073175 was revoked, so it is left out"))
        case .exportExisting:
            RuleDocumentation(
                "The line put a bundle on an eSIM that was there before, so a device may have it "
                    + "already, and its activation code may be used up. (warning)",
                "Leave the device that has it out of the upload.",
                .situation(
                    "an export of a line with an `iccid`",
                    finding: "eSIM 8943108161000073175 existed before the order, so a device may "
                        + "have it already, and its activation code be used up; it is exported "
                        + "all the same"))
        case .exportEmpty:
            RuleDocumentation(
                "Nothing is left to write: the batch has no eSIMs, or none that the format "
                    + "carries.",
                "Look at the other findings, or choose another format.",
                .situation(
                    "an export for Knox of a batch whose lines have no imei",
                    finding: "none of the 2 eSIMs can be carried, so nothing is written"))
        case .exportRepeated:
            RuleDocumentation(
                "An eSIM got several bundles. It has one activation code, which is exported once. "
                    + "(warning)", "Nothing.",
                .situation(
                    "two lines of the batch that put different bundles on one eSIM",
                    finding: "eSIM 8943108161000073175 is there already, with another bundle of "
                        + "the batch; its one activation code is exported once"))
        default: nil
        }
    }

    /// The rules of the device managements that exports are for.
    var fleetDocumentation: RuleDocumentation? {
        switch self {
        case .exportList:
            RuleDocumentation(
                "Intune refuses a second list of the same host, and a list is for one host and one "
                    + "bundle. The earlier list given with `--append-to` is of another one.",
                "Choose the bundle with `--bundle` and the list that belongs to it.",
                .situation(
                    "`--append-to` with a list of another bundle",
                    finding: "a list is for one bundle, and the earlier one with this batch would "
                        + "hold esim_1GB_7D_FR_V2, esim_1GB_7D_GB_V2; choose one with --bundle, "
                        + "and the list that belongs to it"))
        case .exportHost:
            RuleDocumentation(
                "Intune takes a plain host name as SM-DP+ address.", "Ask the provider.",
                .situation(
                    "an eSIM whose address has a port",
                    finding: "Intune takes a plain host name, and eSIM 8943108161000073175 has "
                        + "\"rsp.example.net:8443\""))
        case .exportICCID:
            RuleDocumentation(
                "Intune takes ICCIDs of 19 or 20 digits.", "Ask the provider.",
                .situation(
                    "an eSIM with a number of 18 digits",
                    finding: "Intune takes 19 or 20 digits, and 894310816100007317 has 18"))
        case .exportMatchingID:
            RuleDocumentation(
                "Intune takes matching IDs of letters, digits and hyphens.", "Ask the provider.",
                .situation(
                    "an eSIM whose matching ID has a full stop",
                    finding: "Intune takes letters, digits and hyphens, and the matching ID of "
                        + "eSIM 8943108161000073175 has others"))
        case .exportIMEI:
            RuleDocumentation(
                "Knox assigns an eSIM to a device by its IMEI of 15 digits, one eSIM for each.",
                "Fill the column `imei`, run the sheet again, which buys nothing, and export "
                    + "again.",
                .situation(
                    "an export for Knox of a line without an imei",
                    finding: "the line has no imei, so eSIM 8943108161000073175 is left out"))
        case .exportDevice:
            RuleDocumentation(
                "Android Management sends a command to a device by its name, one for each.",
                "Fill the column `device` with the API's name of it, such as "
                    + "`enterprises/ENTERPRISE/devices/DEVICE`, run the sheet again, which buys "
                    + "nothing, and export again.",
                .situation(
                    "an export for Android Management of a line without a device",
                    finding: "the line has no device, so eSIM 8943108161000073175 is left out"))
        default: nil
        }
    }
}
