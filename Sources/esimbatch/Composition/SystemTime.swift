// The real clocks.

import Glibc
import Orders

/// Time as the system has it.
struct SystemTime: TimeSource {
    private static let start = ContinuousClock.now

    func now() -> Timestamp {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    func uptime() -> Duration {
        ContinuousClock.now - Self.start
    }

    func sleep(for duration: Duration) async throws {
        try await Task.sleep(for: duration, tolerance: .zero, clock: .continuous)
    }
}
