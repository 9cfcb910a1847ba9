// Reading more than the system gives at a time.

import SystemPackage

extension FileDescriptor {
    /// Reads until the buffer is full or the file ends; returns how many bytes there are.
    func fill(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        var count = 0
        while count < buffer.count {
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
            let taken = try unsafe read(into: rest)
            if taken == 0 { break }
            count += taken
        }
        return count
    }
}
