// The result of an export, as text and as JSON. Never an activation code.

import OrderArtifacts
import Orders

func exportText(
    _ export: FleetExport, of batch: RecordedBatch, _ placed: [PlacedFile]
) -> String {
    var lines = export.findings.sorted.map { $0.line(sheet: batch.sheet.name) }
    lines += export.findings.untold.sorted { $0.key.rawValue < $1.key.rawValue }
        .map { "… and \($0.value) more [\($0.key.rawValue)]" }
    var lead = "\(batch.name): \(counted(export.carried, "eSIM")) exported"
    if export.leftOut > 0 { lead += ", \(export.leftOut) left out" }
    if export.pending > 0 { lead += ", \(export.pending) not known yet" }
    lines.append(lead + ".")
    lines += placed.map { "  \($0.path)\($0.change == .new ? "" : " (\($0.change.rawValue))")" }
    lines += export.notes
    if !placed.isEmpty {
        lines.append(
            "Whoever has an activation code can install the eSIM: delete the files when they have "
                + "served.")
    }
    return lines.joined(separator: "\n")
}

func exportDocument(
    _ export: FleetExport, of batch: RecordedBatch, _ format: ExportFormat,
    _ placed: [PlacedFile]
) -> JSONValue {
    .object([
        ("batch", .string(batch.name.text)), ("format", .string(format.rawValue)),
        ("outcome", .string(export.outcome.word)),
        ("exitCode", .int(Int(export.outcome.exitCode))),
        (
            "counts",
            .object([
                ("exported", .int(export.carried)), ("leftOut", .int(export.leftOut)),
                ("pending", .int(export.pending)),
            ])
        ),
        (
            "files",
            .array(
                placed.map { file in
                    .object([
                        ("path", .string(file.path)), ("change", .string(file.change.rawValue)),
                        ("sha256", .string(file.sha256)),
                    ])
                })
        ),
        ("findings", .array(export.findings.sorted.map { findingValue($0, in: .text) })),
        ("notes", .array(export.notes.map(JSONValue.string))),
    ])
}
