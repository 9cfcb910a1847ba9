// Knox, Android Management, and everything as a table and a document.

import Foundation
import Orders
import Testing
import ZipArchive

@testable import OrderArtifacts

@Suite struct OtherExportTests {
    private func export(
        _ format: ExportFormat, _ devices: [Samples.Device],
        _ change: (inout ExportRequest) -> Void = { _ in }
    ) throws -> FleetExport {
        var request = ExportRequest(format)
        change(&request)
        return FleetExport(try Samples.fleet(devices), request)
    }

    @Test func `knox has a code and an IMEI a row, as CSV and as a workbook`() throws {
        let export = try export(
            .knox,
            [
                .init(columns: [("imei", "35-209900-176148-1")]), .init(),
                .init(columns: [("imei", "490154203237518")]),
            ])
        #expect(export.names == ["fleet-knox.xlsx", "fleet-knox.csv"])
        #expect(
            export.text(1)
                == "Activation Code,IMEI\r\nLPA:1$rsp.example.net$SECRET-1,352099001761481\r\n"
                + "LPA:1$rsp.example.net$SECRET-3,490154203237518\r\n")
        #expect(export.rules == [.exportIMEI])
        #expect(export.findings.findings.first?.severity == .warning)
        #expect(export.carried == 2 && export.leftOut == 1)
        #expect(export.outcome == .complete)
    }

    @Test func `a workbook is read by others, long numbers as text`() throws {
        let rows = [["Code", "IMEI"], ["LPA:1$a.b$<&>\"'", "352099001761481"]]
        let folder = try TemporaryFolder()
        let bytes = try Workbook(sheet: "eSIMs", rows: rows).bytes
        try folder.write(bytes, to: "book.xlsx")
        let program = """
            import json, openpyxl, sys
            book = openpyxl.load_workbook(sys.argv[1])
            print(json.dumps([book.sheetnames, [[c.value for c in r] for r in book.active.rows]]))
            """
        // The system's own Python, for which the package is installed.
        let said = try folder.run(
            "/usr/bin/python3", ["-c", program, "\(folder.path)/book.xlsx"])
        #expect(
            try JSONReading(Array(said.utf8)).description
                == JSONReading(
                    Array(
                        #"[["eSIMs"],[["Code","IMEI"],["LPA:1$a.b$<&>\"'","352099001761481"]]]"#
                            .utf8)
                ).description)
        #expect(try Workbook(sheet: "eSIMs", rows: rows).bytes == bytes)
        #expect(try ZipReader(bytes).entries.map(\.name).first == "[Content_Types].xml")
    }

    @Test(arguments: ["35209900176148", "3520990017614812", "35209900176148X", "1"])
    func `what is no IMEI is a finding`(imei: String) throws {
        let export = try export(.knox, [.init(columns: [("imei", imei)])])
        #expect(export.rules == [.exportIMEI, .exportEmpty])
        #expect(export.files.isEmpty)
        #expect(export.outcome == .invalid)
    }

    @Test func `an IMEI with a wrong last digit is exported with a warning`() throws {
        let export = try export(.knox, [.init(columns: [("imei", "352099001761482")])])
        #expect(export.rules == [.exportIMEI])
        #expect(export.carried == 1)
        #expect(export.outcome == .complete)
    }

    @Test(arguments: [
        (ExportFormat.knox, "imei", "352099001761481"),
        (.androidManagement, "device", "enterprises/E/devices/D"),
    ])
    func `a device gets one eSIM, and a second one is a finding`(
        _ format: ExportFormat, _ column: String, _ value: String
    ) throws {
        let device = Samples.Device(columns: [(column, value)])
        let export = try export(format, [device, device])
        #expect(export.carried == 1 && export.leftOut == 1)
        #expect(export.findings.errorCount == 1)
        #expect(export.outcome == .invalid)
    }

    @Test func `android management has one command a line`() throws {
        let export = try export(
            .androidManagement,
            [
                .init(columns: [("device", "enterprises/E/devices/D1")]), .init(),
                .init(columns: [("device", "tablet 7")]),
            ]
        ) { $0.activation = .notActivated }
        #expect(export.names == ["fleet-android-management.jsonl"])
        let lines = export.text().split(separator: "\n")
        let command: String =
            #"{"device":"enterprises/E/devices/D1","iccid":"8943100000000000001","command":"#
        let code: String = #"{"activationCode":"LPA:1$rsp.example.net$SECRET-1","#
        let parameters: String = code + #""activationState":"NOT_ACTIVATED"}"#
        let expected: String = command + #"{"type":"ADD_ESIM","addEsimParams":"# + parameters + "}}"
        #expect(lines.first.map(String.init) == expected)
        #expect(lines.count == 2)
        #expect(export.rules == [.exportDevice, .exportDevice])
        #expect(export.findings.findings.allSatisfy { $0.severity == .warning })
    }

    @Test func `everything is in the table and in the document`() throws {
        let devices: [Samples.Device] = [
            .init(columns: [("name", "=A"), ("imei", "1")]),
            .init(bundle: "esim_2GB", isRevoked: true),
        ]
        let rows = try export(.csv, devices).text().split(separator: "\r\n")
        #expect(rows.first?.hasSuffix(",placed_at,revoked,name,imei") == true)
        #expect(rows.count == 3)
        #expect(rows[1].hasPrefix("fleet,FLEET,fleet/FLEET,2,esim_1GB,8943100000000000001,no,"))
        #expect(rows[1].hasSuffix(",no,'=A,1"))
        let document = try JSONReading(Array(try export(.json, devices).text().utf8))
        #expect(document["batch"].text == "fleet")
        #expect(document["esims"].elements.count == 2)
        #expect(document["esims"][0]["columns"]["name"].text == "=A")
        #expect(document["esims"][0]["activationCode"].text == "LPA:1$rsp.example.net$SECRET-1")
        #expect(document["esims"][1]["revoked"].flag == true)
    }

    @Test func `one bundle can be chosen, and a rehearsal's files say what they are`() throws {
        let devices: [Samples.Device] = [.init(), .init(bundle: "esim_2GB")]
        let chosen = try export(.csv, devices) { request in
            request.bundle = BundleName("esim_2GB")
            request.isRehearsal = true
        }
        #expect(chosen.carried == 1 && chosen.leftOut == 0)
        #expect(chosen.names == ["REHEARSAL-fleet-esims.csv"])
    }
}
