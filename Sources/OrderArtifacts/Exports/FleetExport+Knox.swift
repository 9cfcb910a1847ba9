// Samsung Knox: an activation code and the IMEI of the device that it is for.

import Orders

extension FleetExport {
    mutating func writeKnox(_ rows: [ExportRow], stem: String) {
        var table = CSVTable(columns: Self.knoxColumns)
        var cells = [Self.knoxColumns]
        var seen: Set<IMEI> = []
        for row in distinct(rows) {
            guard let imei = imei(of: row) else { continue }
            guard seen.insert(imei).inserted else {
                findings.error(
                    .exportIMEI, at: row.position, field: "imei",
                    "the device \(imei.digits) has an eSIM in the export already, and takes one; "
                        + "eSIM \(row.esim.iccid) is left out")
                continue
            }
            noteExisting(row)
            cells.append([row.esim.activationCode, imei.digits])
            table.add([row.esim.activationCode, imei.digits])
            carried += 1
        }
        guard carried > 0 else { return }
        guard let workbook = try? Workbook(sheet: "eSIMs", rows: cells).bytes else {
            preconditionFailure("a workbook has a handful of parts with names of ours")
        }
        add("\(stem)-knox.xlsx", workbook, esims: carried)
        add("\(stem)-knox.csv", table.text, esims: carried)
    }

    private static let knoxColumns = ["Activation Code", "IMEI"]

    private mutating func imei(of row: ExportRow) -> IMEI? {
        guard let written = row.value(.imei) else {
            findings.warning(
                .exportIMEI, at: row.position, field: "imei",
                "the line has no imei, so eSIM \(row.esim.iccid) is left out")
            return nil
        }
        guard let imei = IMEI(written) else {
            findings.error(
                .exportIMEI, at: row.position, field: "imei",
                "\"\(written)\" is no IMEI of 15 digits, so eSIM \(row.esim.iccid) is left out")
            return nil
        }
        if !imei.passesLuhn {
            findings.warning(
                .exportIMEI, at: row.position, field: "imei",
                "\"\(written)\" fails the check of its last digit; it is exported as it is")
        }
        return imei
    }
}
