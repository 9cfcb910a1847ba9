// Where a sheet's bytes come from, and reading them up to a limit.

import Orders
import SystemPackage

/// The place of a sheet.
package enum SheetSource: Sendable {
    case file(path: String)
    case standardInput
    /// Bytes that are in memory already; `name` stands for the file's.
    case bytes([UInt8], name: String)

    /// The name that findings and results give the sheet: the path as given, or `stdin`.
    package var name: String {
        switch self {
        case .file(let path): path
        case .standardInput: "stdin"
        case .bytes(_, let name): name
        }
    }

    /// All bytes, or nil with a finding.
    func read(limit: Int, into log: inout FindingLog) -> [UInt8]? {
        do {
            switch self {
            case .bytes(let bytes, _):
                guard bytes.count <= limit else { throw ReadError.tooLarge }
                return bytes
            case .standardInput:
                return try Self.bytes(of: .standardInput, limit: limit)
            case .file(let path):
                let file = try FileDescriptor.open(
                    FilePath(path), .readOnly, options: [.closeOnExec])
                return try file.closeAfter {
                    // A pipe has no size and says so; then only the reading itself is bounded.
                    if let size = try? file.seek(offset: 0, from: .end) {
                        try file.seek(offset: 0, from: .start)
                        // A folder has a size too, but refuses to be read.
                        if size > limit { _ = try Self.bytes(of: file, limit: 0) }
                    }
                    return try Self.bytes(of: file, limit: limit)
                }
            }
        } catch ReadError.tooLarge {
            log.error(
                .sheetSize, at: nil,
                "the sheet is larger than \(limit) bytes; split it into several sheets")
        } catch {
            log.error(
                .sheetUnreadable, at: nil, "the sheet cannot be read: \(Self.reason(error))")
        }
        return nil
    }

    private enum ReadError: Error {
        case tooLarge
    }

    private static func bytes(of file: FileDescriptor, limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let chunk = try unsafe [UInt8](
                unsafeUninitializedCapacity: SheetReadingLimits.fileChunk
            ) { buffer, count in
                unsafe count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            if chunk.isEmpty { return bytes }
            guard bytes.count + chunk.count <= limit else { throw ReadError.tooLarge }
            bytes += chunk
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error as? Errno {
        case .noSuchFileOrDirectory?: "there is no such file; check the path"
        case .isDirectory?: "it is a folder; name a file in it"
        case .permissionDenied?: "this user may not read it; change its mode or its owner"
        case let other?: "\(other)"
        case nil: "\(error)"
        }
    }
}
