// Where the built program is that these tests run.

import Foundation
import Testing

/// The `esimbatch` executable under test.
enum ProgramFile {
    /// `ESIMBATCH_BINARY` if it is set; else the file beside the test bundle, in the same build
    /// folder.
    static var path: String {
        get throws { try #require(found, "build esimbatch, or set ESIMBATCH_BINARY") }
    }

    private static let found: String? = {
        if let named = ProcessInfo.processInfo.environment["ESIMBATCH_BINARY"], !named.isEmpty {
            return named
        }
        let starts =
            [CommandLine.arguments[0], Bundle.main.executablePath ?? ""]
            + CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
        return starts.lazy.compactMap(beside).first
    }()

    private static func beside(_ start: String) -> String? {
        var folder = URL(fileURLWithPath: start).standardizedFileURL
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let candidate = folder.appendingPathComponent("esimbatch").path
            let facts = try? FileManager.default.attributesOfItem(atPath: candidate)
            if facts?[.type] as? FileAttributeType == .typeRegular { return candidate }
        }
        return nil
    }
}
