// The number of an eSIM.

/// An ICCID: 18…22 digits, which may begin with 0. A trailing `F` (padding of the card's storage)
/// is dropped.
package struct ICCID: Hashable, BitwiseCopyable, Sendable, Comparable, CustomStringConvertible {
    // Two numbers, as a sheet may name a million eSIMs: the first eleven digits, and the others,
    // filled up with zeros to eleven, with the count of all digits behind them. So their order is
    // the order of the digits as text.
    private let head: UInt64
    private let tail: UInt64

    private static let headDigits = 11
    private static let countBits: UInt64 = 5

    package init?(_ text: some StringProtocol) {
        var text = String(text)
        text.makeContiguousUTF8()
        self.init(text.utf8.span)
    }

    /// The number that is written so in ASCII.
    init?(_ text: Span<UInt8>) {
        var count = text.count
        if count > 0, text[count - 1] | 0x20 == UInt8(ascii: "f") { count -= 1 }
        guard Limits.iccidDigits.contains(count) else { return nil }
        var (head, tail): (UInt64, UInt64) = (0, 0)
        for index in 0..<count {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            if index < Self.headDigits {
                head = head * 10 + UInt64(digit)
            } else {
                tail = tail * 10 + UInt64(digit)
            }
        }
        for _ in count..<2 * Self.headDigits { tail *= 10 }
        self.head = head
        self.tail = tail << Self.countBits | UInt64(count)
    }

    private var count: Int { Int(tail & (1 << Self.countBits - 1)) }

    package var digits: String {
        let count = count
        return unsafe String(unsafeUninitializedCapacity: count) { buffer in
            var index = count
            forEachFromLast { digit in
                index -= 1
                unsafe buffer[index] = UInt8(ascii: "0") + digit
            }
            return count
        }
    }

    /// Whether the last digit is the Luhn check of the rest. Providers print numbers that fail it,
    /// so this is worth a warning and no more.
    package var passesLuhn: Bool {
        var sum = 0
        var isDoubled = false
        forEachFromLast { digit in
            let doubled = digit < 5 ? digit * 2 : digit * 2 - 9
            sum += Int(isDoubled ? doubled : digit)
            isDoubled.toggle()
        }
        return sum.isMultiple(of: 10)
    }

    private func forEachFromLast(_ body: (UInt8) -> Void) {
        var rest = tail >> Self.countBits
        let count = count
        for _ in count..<2 * Self.headDigits { rest /= 10 }
        for index in (0..<count).reversed() {
            if index == Self.headDigits - 1 { rest = head }
            body(UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        }
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.head, left.tail) < (right.head, right.tail)
    }

    package var description: String { digits }
}
