// Lists whose names are too long for a file system are cut off, and stay lists of their own.

import Orders
import Testing

@testable import OrderArtifacts

@Suite struct LongListNameTests {
    private static let long = String(repeating: "x", count: 190)

    private func export(_ devices: [Samples.Device]) throws -> FleetExport {
        FleetExport(try Samples.fleet(devices), ExportRequest(.intune))
    }

    private func expectSeparate(
        _ export: FleetExport, esims: [Int], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(export.files.map(\.esims) == esims, sourceLocation: sourceLocation)
        let keys = Set(export.names.map(folderKey))
        #expect(keys.count == esims.count, sourceLocation: sourceLocation)
        #expect(
            export.names.allSatisfy { $0.hasSuffix(".csv") && $0.utf8.count <= 255 },
            sourceLocation: sourceLocation)
        #expect(export.outcome == .complete, sourceLocation: sourceLocation)
    }

    @Test func `bundles that differ only at the end of their long names have two files`() throws {
        let devices = [Samples.Device(bundle: Self.long + "A"), .init(bundle: Self.long + "B")]
        let result = try export(devices)
        expectSeparate(result, esims: [1, 1])
        #expect(result.text(0).contains("SECRET-1"))
        #expect(result.text(1).contains("SECRET-2"))
    }

    @Test func `names that differ only in their letters' case have two files`() throws {
        let result = try export([.init(bundle: "esim_1GB"), .init(bundle: "ESIM_1gb")])
        expectSeparate(result, esims: [1, 1])
    }

    @Test func `a second list of one long name is a file of its own`() throws {
        let device = Samples.Device(bundle: Self.long)
        let result = try export(Array(repeating: device, count: 1_001))
        expectSeparate(result, esims: [1_000, 1])
        #expect(result.carried == 1_001)
    }
}
