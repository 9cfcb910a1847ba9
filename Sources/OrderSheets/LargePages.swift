// Large pages for large buffers.

import Glibc
import Orders

extension LargeMemory {
    /// Asks the system to back a large buffer with large pages. If it has none, nothing changes.
    static let inLargePages = unsafe LargeMemory { buffer in
        guard buffer.count >= SheetReadingLimits.largeBuffer, let base = buffer.baseAddress
        else { return }
        let page = Int(getpagesize())
        let skipped = (page - Int(bitPattern: base) % page) % page
        _ = unsafe madvise(base + skipped, buffer.count - skipped, MADV_HUGEPAGE)
    }
}
