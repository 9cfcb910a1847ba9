// Where a sheet's bytes come from, and reading them up to a limit.

import Glibc
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
                    var size = 0
                    if let end = try? file.seek(offset: 0, from: .end) {
                        try file.seek(offset: 0, from: .start)
                        // A folder has a size too, but refuses to be read.
                        if end > limit { _ = try Self.bytes(of: file, limit: 0) }
                        size = Int(end)
                    }
                    return try Self.bytes(of: file, expecting: size, limit: limit)
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

    /// Reads to the end: what is expected into one buffer of its size, whatever is more in chunks,
    /// as the file may have grown or have no size.
    ///
    /// The bytes are read and not mapped. Another program may change a file at any time: what is
    /// bought has to be what was validated, and a file that is cut short under a mapping ends the
    /// program.
    private static func bytes(
        of file: FileDescriptor, expecting size: Int = 0, limit: Int
    ) throws -> [UInt8] {
        // One byte more than the size, so that the end is seen without another buffer.
        var bytes = try chunk(of: file, upTo: size + 1)
        guard bytes.count > size else { return bytes }
        while true {
            let chunk = try chunk(of: file, upTo: SheetReadingLimits.fileChunk)
            if chunk.isEmpty { break }
            guard bytes.count + chunk.count <= limit else { throw ReadError.tooLarge }
            bytes += chunk
        }
        guard bytes.count <= limit else { throw ReadError.tooLarge }
        return bytes
    }

    /// As many bytes as asked for, unless the end comes before.
    private static func chunk(of file: FileDescriptor, upTo size: Int) throws -> [UInt8] {
        try unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            unsafe LargeMemory.inLargePages.makeReady(UnsafeMutableRawBufferPointer(buffer))
            count = try unsafe file.fill(
                UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[..<size]))
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
