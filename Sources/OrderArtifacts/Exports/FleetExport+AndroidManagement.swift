// The Android Management API: one ADD_ESIM command a line, with the device that it is for.

import Orders

extension FleetExport {
    /// Each line is `{"device":…,"iccid":…,"command":{…}}`: the command is the body of a POST to
    /// `https://androidmanagement.googleapis.com/v1/DEVICE:issueCommand`.
    mutating func writeAndroidManagement(
        _ rows: [ExportRow], _ request: ExportRequest, stem: String
    ) {
        var text = ""
        var seen: Set<String> = []
        for row in distinct(rows) {
            guard let device = row.value(.device) else {
                findings.warning(
                    .exportDevice, at: row.position, field: "device",
                    "the line has no device, so eSIM \(row.esim.iccid) is left out")
                continue
            }
            guard seen.insert(device).inserted else {
                findings.error(
                    .exportDevice, at: row.position, field: "device",
                    "the device \"\(device)\" has a command in the export already, and takes one; "
                        + "eSIM \(row.esim.iccid) is left out")
                continue
            }
            if !Self.isResourceName(device) {
                findings.warning(
                    .exportDevice, at: row.position, field: "device",
                    "\"\(device)\" is not of the form enterprises/ENTERPRISE/devices/DEVICE, in "
                        + "which the API names devices; it is exported as it is")
            }
            noteExisting(row)
            text += Self.command(row, for: device, request.activation).compact + "\n"
            carried += 1
        }
        guard carried > 0 else { return }
        add("\(stem)-android-management.jsonl", text, esims: carried)
    }

    private static func command(
        _ row: ExportRow, for device: String, _ activation: ExportRequest.Activation
    ) -> JSONValue {
        .object([
            ("device", .string(device)), ("iccid", .string(row.esim.iccid.digits)),
            (
                "command",
                .object([
                    ("type", .string("ADD_ESIM")),
                    (
                        "addEsimParams",
                        .object([
                            ("activationCode", .string(row.esim.activationCode)),
                            ("activationState", .string(activation.rawValue)),
                        ])
                    ),
                ])
            ),
        ])
    }

    private static func isResourceName(_ device: String) -> Bool {
        let parts = device.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "enterprises" && parts[2] == "devices"
            && !parts[1].isEmpty && !parts[3].isEmpty
    }
}
