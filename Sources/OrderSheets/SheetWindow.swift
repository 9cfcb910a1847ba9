// The part of a large file that is in memory: it moves on with the reading.

import Crypto
import Glibc
import Orders
import SystemPackage

/// Whole lines of a file, from front to back. What was used makes room for what comes next, in the
/// same memory: a large file read into memory as a whole costs as much time for the memory as for
/// the reading.
struct SheetWindow: ~Copyable {
    /// The bytes that are there, of which `count` are the file's.
    private(set) var buffer: [UInt8]
    /// Bytes up to the end of a line, or of the file.
    private(set) var count = 0
    /// Whether nothing comes after the `count` bytes.
    private(set) var isEnd = false
    /// The file's size when it was opened.
    let fileSize: Int
    /// How many bytes of the file were read: at its end, how many it had.
    private(set) var size = 0

    private let file: FileDescriptor
    /// Bytes that were read into the buffer; those after `count` begin a line.
    private var filled = 0
    private var hash = SHA256()

    /// Nil unless it is a regular file of such a size. A pipe is not even opened, since it can be
    /// read only once.
    init?(_ source: SheetSource, sizes: ClosedRange<Int>, window: Int) {
        guard case .file(let path) = source else { return nil }
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            sizes.contains(status.st_size),
            let file = try? FileDescriptor.open(
                FilePath(path), .readOnly, options: [.closeOnExec])
        else { return nil }
        self.file = file
        fileSize = status.st_size
        buffer = Array(repeating: 0, count: window)
    }

    deinit { try? file.close() }

    /// Drops the first bytes, which must be a part of `count`, and reads on. If none are dropped,
    /// the window grows. False if there is no line's end in it, or if it would be too large.
    mutating func advance(past used: Int) throws -> Bool {
        if used == 0, filled == buffer.count {
            guard buffer.count < SheetReadingLimits.largestWindow else { return false }
            buffer.append(contentsOf: repeatElement(0, count: buffer.count))
        }
        let (kept, room) = (filled - used, buffer.count)
        var (total, ended) = (kept, false)
        try unsafe buffer.withUnsafeMutableBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            unsafe memmove(base, base + used, kept)
            while total < room {
                let taken = try unsafe file.read(
                    into: UnsafeMutableRawBufferPointer(rebasing: bytes[total...]))
                if taken == 0 {
                    ended = true
                    break
                }
                total += taken
            }
            unsafe hash.update(
                bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[kept..<total]))
        }
        size += total - kept
        filled = total
        isEnd = ended
        count = ended ? total : lineEnd()
        return count > 0 || isEnd
    }

    /// Just after the last line feed.
    private func lineEnd() -> Int {
        var end = filled
        while end > 0, buffer[end - 1] != UInt8(ascii: "\n") { end -= 1 }
        return end
    }

    /// Of the whole file, at its end.
    var sha256: String { hash.finalize().hexadecimal }
}
