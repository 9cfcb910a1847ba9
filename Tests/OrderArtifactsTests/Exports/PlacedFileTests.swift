// A file goes where it was asked for, whole, private, and over nothing.

import Glibc
import Orders
import Testing

@testable import OrderArtifacts

@Suite struct PlacedFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `a file is private, and nothing is left beside it`() throws {
        let placed = try PlacedFile([1, 2], at: "\(folder.path)/a.csv", replacing: false)
        #expect(placed.change == .new)
        #expect(try placed.sha256 == folder.sha256("a.csv"))
        #expect(try folder.tree("") == ["f600 a.csv"])
    }

    @Test func `another file is never replaced unless that is asked for`() throws {
        try folder.write([9], to: "a.csv")
        let failure = #expect(throws: PublishFailure.self) {
            try PlacedFile([1], at: "\(folder.path)/a.csv", replacing: false)
        }
        #expect(failure?.hint.contains("--replace") == true)
        #expect(try folder.bytes("a.csv") == [9])
        #expect(
            try PlacedFile([9], at: "\(folder.path)/a.csv", replacing: false).change == .unchanged)
        #expect(
            try PlacedFile([1], at: "\(folder.path)/a.csv", replacing: true).change == .replaced)
        #expect(try folder.bytes("a.csv") == [1])
        #expect(try folder.tree("") == ["f600 a.csv"])
    }

    @Test func `a pipe is no file that is read`() throws {
        let pipe = "\(folder.path)/pipe"
        #expect(unsafe mkfifo(pipe, 0o600) == 0)
        #expect(readSmallFile(pipe, upTo: 10) == nil)
    }

    @Test func `a link is replaced itself, and not what it points to`() throws {
        try folder.write([9], to: "target")
        try folder.link("a.csv", to: "\(folder.path)/target")
        _ = try PlacedFile([1], at: "\(folder.path)/a.csv", replacing: true)
        #expect(try folder.bytes("target") == [9])
        #expect(try folder.bytes("a.csv") == [1])
    }

    @Test func `exports have a folder that is never an order's`() throws {
        let batch = try Samples.recorded([try Samples.simple()])
        #expect(ExportPlace.standard(for: batch, output: "out") == .folder("out/fleet/exports"))
        let named = try Samples.recorded([try Samples.simple("Exports")])
        #expect(ExportPlace.standard(for: named, output: "out") == .folder("out/fleet/exports~2"))
    }

    @Test func `a place is a folder or one file`() throws {
        let files = ["a.xlsx", "a.csv"].map { FleetExport.File(name: $0, bytes: [], esims: 1) }
        #expect(ExportPlace("\(folder.path)/").paths(for: files)?.map(\.path).count == 2)
        #expect(ExportPlace(folder.path) == .folder(folder.path))
        #expect(
            ExportPlace("x.csv").paths(for: files)?.map(\.file.name) == ["a.csv"])
        #expect(ExportPlace("x.txt").paths(for: files) == nil)
        #expect(ExportPlace("x").paths(for: [files[0]])?.map(\.path) == ["x"])
    }
}
