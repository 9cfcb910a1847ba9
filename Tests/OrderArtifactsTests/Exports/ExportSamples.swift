// Batches to export, of invented eSIMs.

import Orders
import Testing

@testable import OrderArtifacts

extension Samples {
    /// One eSIM per line, each a line of one order `FLEET`: host, bundle, matching ID and columns.
    struct Device {
        var host = "rsp.example.net"
        var bundle = "esim_1GB"
        var matchingID: String?
        var iccid: String?
        var columns: [(String, String)] = []
        var isRevoked = false
        var existed = false
    }

    /// A published batch of these devices, on lines 2, 3, ….
    static func fleet(_ devices: [Device], state: OrderState = .published) throws -> RecordedBatch {
        let lines = try devices.enumerated().map { index, device in
            try line(index + 2, device.bundle, carried: device.columns)
        }
        var part = try part(
            1, "ref-1", of: lines, devices.indices.map { ($0 + 1, line: $0) })
        part.state = state
        part.esims = try devices.enumerated().map { index, device in
            let iccid = try device.iccid.map { try #require(ICCID($0)) } ?? iccid(index + 1)
            return DealtESIM(
                esim: try #require(
                    ESIM(
                        iccid: iccid, smdpAddress: device.host,
                        matchingID: device.matchingID ?? "SECRET-\(index + 1)")),
                line: index, existing: device.existed)
        }
        part.revocations = try devices.enumerated().filter(\.element.isRevoked).map { index, _ in
            RecordedRevocation(
                id: RevocationID(rawValue: Int64(index)), iccid: part.esims[index].esim.iccid,
                line: index, assignment: try #require(AssignmentID("1")), state: .revoked,
                leaves: true, words: "", at: admitted)
        }
        return try recorded([order("FLEET", lines: lines, parts: [part])])
    }

    static func recorded(_ orders: [RecordedSheetOrder]) throws -> RecordedBatch {
        RecordedBatch(
            name: try batch(), sheet: SheetIdentity(name: "fleet.csv", sha256: "", lines: 1),
            admittedAt: admitted, orders: orders)
    }
}

extension FleetExport {
    var rules: [RuleName] { findings.findings.map(\.rule) }
    var names: [String] { files.map(\.name) }

    /// The text of the file of that index; empty when there is none.
    func text(_ index: Int = 0) -> String {
        files.indices.contains(index) ? String(decoding: files[index].bytes, as: UTF8.self) : ""
    }
}
