// The provider's ZIPs: kept as received when sound, and replaced by our own when not.

import Orders
import Testing
import ZipArchive

@testable import OrderArtifacts

@Suite struct ArchiveTests {
    private static let path = "fleet/TOUR-17/assignments-ref-1.zip"
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func archive(_ name: String = "aa/provider.png", _ contents: [UInt8] = [1, 2, 3, 4])
        throws -> [UInt8]
    {
        var archive = ZipWriter()
        try archive.add(name: name, contents: contents, compress: contents.count > 100)
        return archive.finish()
    }

    private func source() throws -> String? {
        try folder.json("fleet/TOUR-17/order.json")["files"].elements
            .first { $0["path"].text == "assignments-ref-1.zip" }?["source"].text
    }

    private func replacing(_ old: String, with new: String, in bytes: [UInt8]) throws -> [UInt8] {
        let (old, new) = (Array(old.utf8), Array(new.utf8))
        try #require(old.count == new.count)
        var changed = bytes
        while let range = changed.firstRange(of: old) { changed.replaceSubrange(range, with: new) }
        try #require(changed != bytes)
        return changed
    }

    @Test func `a sound archive is kept byte for byte`() async throws {
        let received = try archive()
        try await publish(try Samples.simple(), archives: ["ref-1": received], in: folder)
        #expect(try folder.bytes(Self.path) == received)
        #expect(try source() == "provider")
    }

    @Test(arguments: ["../evil.png", "/etc/passwd", "a\\b\\c\\d.png", "./evil4.png"])
    func `an archive with a name that climbs is replaced`(_ name: String) async throws {
        let honest = String(repeating: "h", count: name.utf8.count)
        let received = try replacing(honest, with: name, in: try archive(honest))
        try await checkReplaced(received)
    }

    @Test func `an archive with a wrong checksum is replaced`() async throws {
        let contents = Array("contents".utf8)
        let received = try replacing(
            "contents", with: "CONTENTS", in: try archive("a.png", contents))
        try await checkReplaced(received)
    }

    @Test func `an archive that unpacks beyond reason is replaced`() async throws {
        let zeros = [UInt8](repeating: 0, count: 8 << 20)
        try await checkReplaced(try archive("a.png", zeros))
    }

    @Test func `an archive cut short is replaced`() async throws {
        try await checkReplaced(Array(try archive().dropLast(8)))
    }

    @Test(arguments: ["", "PK", "<html></html>", "ICCID,Matching ID\n"])
    func `what is no archive is replaced`(_ text: String) async throws {
        try await checkReplaced(Array(text.utf8))
    }

    @Test func `an archive that tells of other eSIMs, or of ours otherwise, is replaced`()
        async throws
    {
        let esim = try #require(try Samples.simple().orders.first?.esims.first).esim
        let head = "ICCID,Matching ID,RSP URL\n"
        let ours = "\(esim.iccid),\(esim.matchingID),\(esim.smdpAddress)\n"
        let other = "8943100000000009999,OTHER,rsp.example.net\n"
        for text in [head + ours + other, head + other, head + "\(esim.iccid),OTHER,x\n"] {
            try await checkReplaced(try archive("codes.csv", Array(text.utf8)))
        }
        try await checkReplaced(try archive("8943100000000009999.png"))
        let received = try archive("codes.csv", Array((head + ours).utf8))
        try await publish(try Samples.simple(), archives: ["ref-1": received], in: folder)
        #expect(try source() == "provider")
    }

    @Test func `an archive of nothing is replaced`() async throws {
        try await checkReplaced(ZipWriter().finish())
    }

    private func checkReplaced(_ received: [UInt8]) async throws {
        try await publish(try Samples.simple(), archives: ["ref-1": received], in: folder)
        let kept = try folder.bytes(Self.path)
        #expect(kept != received)
        #expect(try source() == "built")
        try ZipReader(kept).verify()
    }

    @Test func `an archive of ours holds an image per eSIM and the table`() async throws {
        try await publish(try Samples.group(), in: folder)
        let archive = try ZipReader(try folder.bytes(Self.path))
        try archive.verify()
        let iccids = try [11, 12, 21].map { try Samples.iccid($0).digits }
        #expect(Set(archive.entries.map(\.name)) == Set(iccids.map { "\($0).png" } + ["ref-1.csv"]))
        for iccid in iccids {
            let image = try #require(archive.entry(named: "\(iccid).png"))
            #expect(
                try archive.contents(of: image) == folder.bytes("fleet/TOUR-17/qr/\(iccid).png"))
        }
        let table = try #require(archive.entry(named: "ref-1.csv"))
        let text = String(decoding: try archive.contents(of: table), as: UTF8.self)
        #expect(
            text == "ICCID,Matching ID,RSP URL,Bundle,Reference\r\n"
                + "8943100000000000011,SECRET-11,rsp.example.net,esim_1GB,ref-1\r\n"
                + "8943100000000000012,SECRET-12,rsp.example.net,esim_1GB,ref-1\r\n"
                + "8943100000000000021,SECRET-21,rsp.example.net,esim_2GB,ref-1\r\n")
    }

    @Test func `the provider's archive survives publishing again without it`() async throws {
        let received = try archive()
        try await publish(try Samples.simple(), archives: ["ref-1": received], in: folder)
        try await publish(try Samples.simple(), in: folder)
        #expect(try folder.bytes(Self.path) == received)
    }

    @Test func `a newer archive replaces the one that is kept`() async throws {
        let newer = try archive("newer.png")
        try await publish(try Samples.simple(), archives: ["ref-1": try archive()], in: folder)
        try await publish(try Samples.simple(), archives: ["ref-1": newer], in: folder)
        #expect(try folder.bytes(Self.path) == newer)
    }

    @Test func `a kept archive that was damaged since is replaced`() async throws {
        try await publish(try Samples.simple(), archives: ["ref-1": try archive()], in: folder)
        try folder.write([0x50, 0x4B], to: Self.path)
        try await publish(try Samples.simple(), in: folder)
        #expect(try source() == "built")
        try ZipReader(try folder.bytes(Self.path)).verify()
    }

    @Test(arguments: [("a/b", "a:b"), ("REF-1", "ref-1")])
    func `references that make one file name are told apart`(
        _ first: String, _ second: String
    ) async throws {
        let lines = [try Samples.line(2, "esim_1GB", 2)]
        let order = Samples.order(
            lines: lines,
            parts: [
                try Samples.part(1, first, of: lines, [(1, line: 0)]),
                try Samples.part(2, second, of: lines, [(2, line: 0)]),
            ])
        try await publish(order, in: folder)
        let archives = try folder.names("fleet/TOUR-17").filter { $0.hasSuffix(".zip") }
        #expect(archives.count == 2)
        #expect(Set(archives.map(folderKey)).count == 2)
    }
}
