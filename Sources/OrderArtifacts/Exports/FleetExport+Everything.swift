// Everything that is known of a batch's eSIMs, as a table and as a document.

import Orders

extension FleetExport {
    mutating func writeTable(_ rows: [ExportRow], of batch: RecordedBatch, stem: String) {
        guard !rows.isEmpty else { return }
        let own = [
            "batch", "order", "folder", "line", "bundle", "iccid", "existing", "smdp_address",
            "matching_id", "activation_code", "apple_url", "android_url", "reference",
            "unit_price", "currency", "placed_at", "revoked",
        ]
        let columns = CarriedColumns(carriedColumns(of: rows.map(\.line.carried)), reserved: own)
        var table = CSVTable(columns: own + columns.columns)
        for row in rows {
            let esim = row.esim
            table.add(
                [
                    batch.name.text, row.order.title, row.folder(in: batch), "\(row.line.number)",
                    row.bundle.text, esim.iccid.digits, row.dealt.existing ? "yes" : "no",
                    esim.smdpAddress, esim.matchingID, esim.activationCode, esim.appleURL,
                    esim.androidURL, row.part.reference?.text ?? "", row.unitPrice ?? "",
                    row.part.cost.currency.code, row.part.placedAt?.description ?? "",
                    row.isRevoked ? "yes" : "no",
                ] + columns.cells(of: row.line.carried))
        }
        carried = rows.count
        add("\(stem)-esims.csv", table.text, esims: carried)
    }

    mutating func writeDocument(_ rows: [ExportRow], of batch: RecordedBatch, stem: String) {
        guard !rows.isEmpty else { return }
        carried = rows.count
        let document = JSONValue.object([
            ("batch", .string(batch.name.text)), ("sheet", .string(batch.sheet.name)),
            ("admittedAt", .string(batch.admittedAt.description)),
            ("esims", .array(rows.map { $0.document(in: batch) })),
        ])
        add("\(stem)-esims.json", document.text, esims: carried)
    }
}

extension ExportRow {
    fileprivate func folder(in batch: RecordedBatch) -> String {
        "\(batchFolder(batch.name))/\(order.folder)"
    }

    fileprivate var unitPrice: String? { part.quote.unitPrices[bundle]?.description }

    fileprivate func document(in batch: RecordedBatch) -> JSONValue {
        .object([
            ("order", .string(order.title)), ("folder", .string(folder(in: batch))),
            ("line", .int(line.number)), ("bundle", .string(bundle.text)),
            ("iccid", .string(esim.iccid.digits)), ("existing", .bool(dealt.existing)),
            ("smdpAddress", .string(esim.smdpAddress)),
            ("matchingId", .string(esim.matchingID)),
            ("activationCode", .string(esim.activationCode)),
            ("appleInstallUrl", .string(esim.appleURL)),
            ("androidInstallUrl", .string(esim.androidURL)),
            ("reference", .optional(part.reference?.text)),
            ("unitPrice", .optional(unitPrice)),
            ("currency", .string(part.cost.currency.code)),
            ("placedAt", .optional(part.placedAt?.description)),
            ("revoked", .bool(isRevoked)),
            ("columns", .object(line.carried.map { ($0.column, .string($0.text)) })),
        ])
    }
}
