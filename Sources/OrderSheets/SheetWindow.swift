// The part of a sheet's text that is in memory: in a large file it moves on with the reading.

import Glibc
import Orders
import SystemPackage

/// Whole lines of a file, or whole tags where it is XML, from front to back. What was used makes
/// room for what comes next, in the same memory: a large file read into memory as a whole costs as
/// much time for the memory as for the reading. A text that is in memory already is a window that
/// shows all of it.
struct SheetWindow: ~Copyable {
    /// The bytes that are there, of which `count` are the file's.
    private(set) var buffer: [UInt8]
    /// Bytes up to the end of a line or tag, or of the file.
    private(set) var count = 0
    /// Whether nothing comes after the `count` bytes.
    private(set) var isEnd = false
    /// The size when it was opened.
    let fileSize: Int
    /// How many bytes of the file were read.
    private var size = 0
    /// The text is cut after such a byte, as XML may have no line breaks.
    private var lastByte = UInt8(ascii: "\n")

    /// Nil for a text that is in memory.
    private let file: FileDescriptor?
    /// Bytes up to which the file may grow while it is read.
    private let largestSize: Int
    /// Bytes that were read into the buffer; those after `count` begin a line.
    private var filled = 0
    /// Nil if it is not asked for.
    private let digest: SheetDigest?

    /// Nil unless it is a regular file of such a size. A pipe is not even opened, since it can be
    /// read only once.
    init?(_ source: SheetSource, sizes: ClosedRange<Int>, window: Int, isHashed: Bool) {
        guard case .file(let path) = source else { return nil }
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            sizes.contains(status.st_size),
            let file = try? FileDescriptor.open(
                FilePath(path), .readOnly, options: [.closeOnExec])
        else { return nil }
        self.file = file
        digest = isHashed ? SheetDigest() : nil
        largestSize = sizes.upperBound
        fileSize = status.st_size
        buffer = Array(repeating: 0, count: window)
    }

    /// The window that shows all of a text.
    init(all text: [UInt8]) {
        buffer = text
        (count, filled, fileSize, largestSize) = (text.count, text.count, text.count, text.count)
        isEnd = true
        file = nil
        digest = nil
    }

    deinit { try? file?.close() }

    /// Drops the first bytes, which must be a part of `count`, and reads on. If none are dropped,
    /// the window grows. False if there is no place in it to cut the text, or if it or the file
    /// would be too large.
    mutating func advance(past used: Int) throws -> Bool {
        guard let file else { return false }
        digest?.wait()
        if used == 0, filled == buffer.count {
            guard buffer.count < SheetReadingLimits.largestWindow else { return false }
            buffer.append(contentsOf: repeatElement(0, count: buffer.count))
        }
        let (kept, room) = (filled - used, buffer.count)
        var total = kept
        try unsafe buffer.withUnsafeMutableBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            unsafe memmove(base, base + used, kept)
            total += try unsafe file.fill(
                UnsafeMutableRawBufferPointer(rebasing: bytes[kept...]))
        }
        digest?.add(kept..<total, of: buffer)
        if size == 0, beginsAsXML(total) { lastByte = UInt8(ascii: ">") }
        size += total - kept
        filled = total
        isEnd = total < room
        count = isEnd ? total : cutPlace()
        return (count > 0 || isEnd) && size <= largestSize
    }

    /// Just after the last byte that ends a line or a tag.
    private func cutPlace() -> Int {
        var end = filled
        while end > 0, buffer[end - 1] != lastByte { end -= 1 }
        return end
    }

    private func beginsAsXML(_ count: Int) -> Bool {
        let mark = SheetDecoder.byteOrderMark
        let text = buffer[(buffer.starts(with: mark) ? mark.count : 0)..<count]
        return SheetDecoder.form(of: text) == .xml
    }

    /// Lends out the text that is there.
    func withText<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        body(buffer.span.extracting(first: count))
    }

    /// Whether the text from a place on is UTF-8 without a NUL.
    func isText(from place: Int = 0) -> Bool {
        withText { TextScan($0.extracting(place...)).isClean }
    }

    /// Of the whole file, at its end; empty if it is not asked for.
    var sha256: String { digest?.text ?? "" }
}
