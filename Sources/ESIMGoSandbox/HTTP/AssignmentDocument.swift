// Install data in the three formats of the API.

import QRCode
import ZipArchive

/// The rows of an answer to GET /esims/assignments.
struct AssignmentDocument: Sendable {
    /// One eSIM of one order.
    struct Row: Sendable {
        let esim: SandboxESIM
        let bundle: String
        let reference: String
    }

    let rows: [Row]
    let withAppleURL: Bool

    /// The format when the client asks for no other, with the header of real answers.
    var csv: String {
        let header = "ICCID,Matching ID,RSP URL,Bundle,Reference"
        let lines = rows.map { row in
            let esim = row.esim
            var cells = [
                esim.iccid, esim.matchingID, SandboxESIM.smdpAddress, row.bundle, row.reference,
            ]
            if withAppleURL { cells.append(esim.appleInstallURL) }
            return cells.map(Self.quoted).joined(separator: ",")
        }
        let all = [header + (withAppleURL ? ",Apple Install URL" : "")] + lines
        return all.joined(separator: "\n") + "\n"
    }

    /// One object for one eSIM, as documented; an array otherwise, as seen in clients.
    var json: JSON {
        let elements = rows.map { row in
            JSON.object([
                "iccid": .string(row.esim.iccid), "matchingId": .string(row.esim.matchingID),
                "smdpAddress": .string(SandboxESIM.smdpAddress),
                "profileStatus": .string("Released"), "pin": .string(row.esim.pin),
                "puk": .string(row.esim.puk), "firstInstalledDateTime": .string(""),
                "bundle": .string(row.bundle), "reference": .string(row.reference),
                "appleInstallUrl": withAppleURL ? .string(row.esim.appleInstallURL) : nil,
            ])
        }
        return elements.count == 1 ? elements[0] : .array(elements)
    }

    /// A PNG for each eSIM, and the CSV.
    func zip(named name: String) throws -> [UInt8] {
        var archive = ZipWriter()
        var named: Set<String> = []
        // A fault may repeat a row, but an archive cannot hold a name twice.
        for row in rows where named.insert(row.esim.iccid).inserted {
            let image = try QRCode(text: row.esim.activationCode).png(
                scale: SandboxLimits.qrScale, margin: SandboxLimits.qrMargin)
            // A PNG is compressed already.
            try archive.add(name: "\(row.esim.iccid).png", contents: image, compress: false)
        }
        try archive.add(name: "\(name).csv", contents: Array(csv.utf8), compress: true)
        return archive.finish()
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D })
        else { return cell }
        return "\""
            + cell.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}
