// The system's wall clock, which only the options read.

import FoundationEssentials

extension Instant {
    /// Nanoseconds since 1970-01-01T00:00:00Z, as exact as the system's date type is: below 1 µs.
    static func wallClock() -> Int64 {
        Int64(Date().timeIntervalSince1970 * 1_000_000_000)
    }
}
