// Lists for Intune are what its import takes.

import Orders
import Testing

@testable import OrderArtifacts

@Suite struct IntuneExportTests {
    private func export(
        _ devices: [Samples.Device], _ change: (inout ExportRequest) throws -> Void = { _ in }
    ) throws -> FleetExport {
        var request = ExportRequest(.intune)
        try change(&request)
        return FleetExport(try Samples.fleet(devices), request)
    }

    @Test func `the first row is the host, and the others are ICCID and matching ID`() throws {
        let export = try export([.init(), .init()])
        #expect(export.names == ["fleet-intune-esim_1GB.csv"])
        #expect(
            export.text()
                == "rsp.example.net\r\n8943100000000000001,SECRET-1\r\n"
                + "8943100000000000002,SECRET-2\r\n")
        #expect(export.carried == 2 && export.leftOut == 0)
        #expect(export.outcome == .complete)
        #expect(export.rules == [])
    }

    @Test func `each file is of one host and one bundle`() throws {
        let export = try export([
            .init(), .init(bundle: "esim_2GB"), .init(host: "other.example.net"),
            .init(host: "RSP.example.net"),
        ])
        #expect(
            export.names == [
                "fleet-intune-esim_1GB-rsp.example.net.csv",
                "fleet-intune-esim_2GB-rsp.example.net.csv",
                "fleet-intune-esim_1GB-other.example.net.csv",
            ])
        #expect(export.files.map(\.esims) == [2, 1, 1])
        #expect(export.notes.contains { $0.contains("one list per host") })
    }

    @Test func `no file has more than a thousand codes`() throws {
        let devices = Array(repeating: Samples.Device(), count: 2_001)
        let export = try export(devices)
        #expect(export.files.map(\.esims) == [1_000, 1_000, 1])
        #expect(export.names[1] == "fleet-intune-esim_1GB-2.csv")
        #expect(export.text(2).split(separator: "\r\n").first == "rsp.example.net")
        #expect(export.carried == 2_001)
    }

    @Test(arguments: [
        (Samples.Device(host: "rsp.example.net:8443"), RuleName.exportHost),
        (Samples.Device(host: "192.0.2.1"), .exportHost),
        (Samples.Device(host: "localhost"), .exportHost),
        (Samples.Device(matchingID: "A_B"), .exportMatchingID),
        (Samples.Device(iccid: "894310000000000001"), .exportICCID),
        (Samples.Device(iccid: "894310000000000000001"), .exportICCID),
    ])
    func `a value that the import refuses is a finding, and the others are written`(
        _ device: Samples.Device, _ rule: RuleName
    ) throws {
        let export = try export([device, .init()])
        #expect(export.rules == [rule])
        #expect(export.findings.findings.first?.position?.line == 2)
        #expect(export.carried == 1 && export.leftOut == 1)
        #expect(export.files.map(\.esims) == [1])
        #expect(export.outcome == .invalid)
        #expect(!export.findings.findings.contains { $0.message.contains("A_B") })
    }

    @Test func `an eSIM with two bundles is exported once`() throws {
        let export = try export([
            .init(iccid: "8943100000000000001"),
            .init(bundle: "esim_2GB", iccid: "8943100000000000001"),
        ])
        #expect(export.files.map(\.esims) == [1])
        #expect(export.rules == [.exportRepeated])
        #expect(export.outcome == .complete)
    }

    @Test func `an eSIM that existed before is exported with a warning`() throws {
        let export = try export([.init(existed: true), .init()])
        #expect(export.rules == [.exportExisting])
        #expect(export.carried == 2)
        #expect(export.outcome == .complete)
    }

    @Test func `an earlier list goes before, and nothing is in it twice`() throws {
        let earlier = try IntuneList(
            reading: Array(
                "rsp.example.net\n8943100000000000009,OLD-9\n8943100000000000001,SECRET-1\n".utf8))
        let export = try export([.init(), .init()]) { $0.earlier = earlier }
        #expect(
            export.text()
                == "rsp.example.net\r\n8943100000000000009,OLD-9\r\n"
                + "8943100000000000001,SECRET-1\r\n8943100000000000002,SECRET-2\r\n")
        #expect(export.carried == 2)
        #expect(export.outcome == .complete)
    }

    @Test func `an earlier list is merged with its own host and bundle alone`() throws {
        let earlier = try IntuneList(reading: Array("rsp.example.net\n".utf8))
        let foreign = try export([.init(host: "other.example.net")]) { $0.earlier = earlier }
        #expect(foreign.rules == [.exportList, .exportEmpty])
        #expect(foreign.files.isEmpty)
        let mixed = try export([.init(), .init(bundle: "esim_2GB")]) { $0.earlier = earlier }
        #expect(mixed.files.isEmpty && mixed.rules.first == .exportList)
        let chosen = try export([.init(), .init(bundle: "esim_2GB")]) {
            $0.earlier = earlier
            $0.bundle = BundleName("esim_2GB")
        }
        #expect(chosen.files.map(\.esims) == [1])
        let known = try export([.init()]) {
            $0.earlier = earlier
            $0.earlierBundles = [try #require(BundleName("esim_2GB"))]
        }
        #expect(known.files.isEmpty && known.rules.first == .exportList)
    }

    @Test func `another matching ID for an eSIM of the earlier list is an error`() throws {
        let earlier = try IntuneList(
            reading: Array("rsp.example.net\r\n8943100000000000001,OTHER\r\n".utf8))
        let export = try export([.init(), .init()]) { $0.earlier = earlier }
        #expect(export.rules == [.exportList])
        #expect(export.text().contains("8943100000000000001,OTHER\r\n"))
        #expect(export.leftOut == 1)
    }

    @Test func `what was given back since is left out of the merged list, and said so`() throws {
        let earlier = try IntuneList(
            reading: Array("rsp.example.net\r\n8943200000000000001,OLD\r\n".utf8))
        let export = try export([.init()]) {
            $0.earlier = earlier
            $0.earlierRevoked = [try #require(ICCID("8943200000000000001"))]
        }
        #expect(export.rules == [.exportRevoked])
        #expect(!export.text().contains("OLD"))
        #expect(export.files.map(\.esims) == [1])
    }

    @Test func `a merged list of more than a thousand is split`() throws {
        let rows = (0..<999).map { "\(8_943_200_000_000_000_000 + $0),M-\($0)\n" }
        let earlier = try IntuneList(
            reading: Array(("rsp.example.net\n" + rows.joined()).utf8))
        let export = try export([.init(), .init()]) { $0.earlier = earlier }
        #expect(export.files.map(\.esims) == [1_000, 1])
    }

    @Test(arguments: [
        ("", 1), ("https://rsp.example.net\n", 1), ("ICCID,MatchingID\n", 1),
        ("rsp.example.net\n8943100000000000001,A,\n", 2),
        ("rsp.example.net\n\n894310000000000001,A\n", 3),
        ("rsp.example.net\n8943100000000000001,A B\n", 2),
        ("rsp.example.net\n8943100000000000001,A\n8943100000000000001,A\n", 3),
    ])
    func `what is no such list is refused with its line`(_ text: String, _ line: Int) {
        let fault = #expect(throws: IntuneList.Fault.self) {
            try IntuneList(reading: Array(text.utf8))
        }
        #expect(fault?.line == line)
    }

    @Test func `revoked eSIMs and those without install data are left out and named`() throws {
        let export = try export([.init(isRevoked: true), .init()])
        #expect(export.rules == [.exportRevoked])
        #expect(export.files.map(\.esims) == [1])
        let lines = [try Samples.line(7, "esim_1GB")]
        var part = try Samples.part(1, "ref-9", of: lines, [(1, line: 0)])
        part.esims = []
        part.state = .placed
        let pending = FleetExport(
            try Samples.recorded([Samples.order(lines: lines, parts: [part])]),
            ExportRequest(.intune))
        #expect(pending.pending == 1)
        #expect(pending.rules == [.exportPending] && pending.outcome == .pending)
        #expect(pending.findings.findings.first?.position?.line == 7)
        part.state = .refused
        let nothing = FleetExport(
            try Samples.recorded([Samples.order(lines: lines, parts: [part])]),
            ExportRequest(.intune))
        #expect(nothing.rules == [.exportPending, .exportEmpty] && nothing.outcome == .invalid)
    }
}
