// A batch's archive: complete, checkable by others, and always the same bytes.

import Orders
import Testing
import ZipArchive

@testable import OrderArtifacts

@Suite struct BatchArchiveTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func archive() throws -> (BatchArchive, [UInt8]) {
        var bytes: [UInt8] = []
        let file = try StagedFile(for: "\(folder.path)/out.zip")
        let archive = try BatchArchive(of: try Samples.batch(), below: folder.path) {
            piece throws(PublishFailure) in
            try file.append(piece)
        }
        try file.commit()
        bytes = try folder.bytes("out.zip")
        try folder.remove("out.zip")
        return (archive, bytes)
    }

    @Test func `every file is in it, sorted, with its sum at the end`() async throws {
        try await publish(try Samples.group(), in: folder)
        try folder.makeFolder("fleet/.staged-x")
        try folder.write([1], to: "fleet/.staged-x/half")
        try folder.write(Array("note".utf8), to: "fleet/a note.txt")
        let (archive, bytes) = try archive()
        let reader = try ZipReader(bytes)
        try reader.verify()
        let names = reader.entries.map(\.name)
        #expect(archive.files == names.count - 1)
        #expect(archive.bytes == bytes.count)
        #expect(names.last == "fleet/SHA256SUMS")
        #expect(names.dropLast().map { $0 } == names.dropLast().sorted())
        #expect(names.contains("fleet/a note.txt"))
        #expect(names.contains("fleet/TOUR-17/order.json"))
        #expect(!names.contains { $0.contains("staged") })
        let order = try #require(reader.entry(named: "fleet/TOUR-17/esims.csv"))
        #expect(try reader.contents(of: order) == folder.bytes("fleet/TOUR-17/esims.csv"))
    }

    @Test func `the same files give the same bytes, whenever and wherever`() async throws {
        try await publish(try Samples.group(), in: folder)
        let (first, bytes) = try archive()
        _ = try folder.run("find", [folder.path, "-exec", "touch", "-d", "2001-01-01", "{}", "+"])
        let (second, again) = try archive()
        #expect(bytes == again)
        #expect(first.sha256 == second.sha256)
        let other = try TemporaryFolder()
        try await publish(try Samples.group(), in: other)
        let file = try StagedFile(for: "\(other.path)/b.zip")
        _ = try BatchArchive(of: try Samples.batch(), below: other.path) {
            piece throws(PublishFailure) in
            try file.append(piece)
        }
        try file.commit()
        #expect(try other.bytes("b.zip") == bytes)
    }

    @Test func `unzip, sha256sum and Python agree with it`() async throws {
        try await publish(try Samples.group(), in: folder)
        let (archive, bytes) = try archive()
        try folder.write(bytes, to: "out.zip")
        #expect(try folder.sha256("out.zip") == archive.sha256)
        let path = "\(folder.path)/out.zip"
        #expect(try folder.run("unzip", ["-t", path]).contains("No errors detected"))
        _ = try folder.run("unzip", ["-q", path, "-d", "\(folder.path)/unpacked"])
        let checked = try folder.run(
            "sh", ["-c", "cd '\(folder.path)/unpacked/fleet' && sha256sum -c SHA256SUMS"])
        #expect(checked.split(separator: "\n").count == archive.files)
        #expect(checked.split(separator: "\n").allSatisfy { $0.hasSuffix(": OK") })
        let python = "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).testzip())"
        #expect(try folder.run("python3", ["-c", python, path]) == "None\n")
        #expect(try folder.tree("unpacked/fleet/TOUR-17").contains("f600 qr.txt"))
    }

    @Test func `a link in the folder is refused, and no archive is left`() async throws {
        try await publish(try Samples.group(), in: folder)
        try folder.link("fleet/link", to: "/etc/passwd")
        #expect(throws: PublishFailure.self) { try archive() }
        #expect(try folder.names() == ["fleet"])
    }

    @Test func `an archive never replaces a file`() throws {
        try folder.write([1], to: "out.zip")
        #expect(throws: PublishFailure.self) { try StagedFile(for: "\(folder.path)/out.zip") }
        try folder.remove("out.zip")
        let late = try StagedFile(for: "\(folder.path)/out.zip")
        try folder.write([1], to: "out.zip")
        #expect(throws: PublishFailure.self) { try late.commit() }
        #expect(try folder.bytes("out.zip") == [1])
    }

    @Test func `what was not committed is gone`() throws {
        do {
            let file = try StagedFile(for: "\(folder.path)/out.zip")
            try file.append([1, 2, 3])
        }
        #expect(try folder.names() == [])
    }

    @Test func `a path is inside a folder whatever it is written like`() throws {
        try folder.makeFolder("fleet/TOUR")
        try folder.link("alias", to: "\(folder.path)/fleet")
        let root = "\(folder.path)/fleet"
        #expect(isPath("\(folder.path)/fleet/x.zip", inside: root))
        #expect(isPath("\(folder.path)/alias/TOUR/../x.zip", inside: root))
        #expect(!isPath("\(folder.path)/x.zip", inside: root))
        #expect(!isPath("\(folder.path)/fleet-2.zip", inside: root))
    }
}
