// The date and time that a ZIP keeps of an entry.

/// A local date and time in MS-DOS form: 1980…2107, in steps of two seconds, of no time zone. It is
/// given by the caller, never taken from a clock, so that the same contents give the same archive.
package struct ZipTimestamp: Hashable, Sendable {
    let date: UInt16
    let time: UInt16

    /// The earliest that can be said, for archives in which the time means nothing.
    package static let earliest = ZipTimestamp(date: 1 << 5 | 1, time: 0)

    /// Nil when a part is out of its range. The day is not held against the month's length.
    package init?(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0
    ) {
        guard (1980...2107).contains(year), (1...12).contains(month), (1...31).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
        else { return nil }
        date = UInt16((year - 1980) << 9 | month << 5 | day)
        time = UInt16(hour << 11 | minute << 5 | second / 2)
    }

    private init(date: UInt16, time: UInt16) {
        self.date = date
        self.time = time
    }
}
