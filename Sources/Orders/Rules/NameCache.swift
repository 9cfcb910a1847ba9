// Nearly all lines of a sheet name one of few bundles, and neighbours the same order: one name in
// memory does for all of them, and is found by its bytes.

/// A name that is made of its text, if that is one.
protocol TextName: Sendable {
    var text: String { get }
    init?(_ text: String)
}

extension BundleName: TextName {}
extension OrderName: TextName {}

/// Remembers the names that were made last, each in one slot that its bytes tell. Another name for
/// the slot takes it over, so there is a limit, and no choice of names makes it slow.
struct NameCache<Name: TextName>: Sendable {
    private static var slotCount: Int { 1 << 10 }
    private var slots: [Name?] = Array(repeating: nil, count: Self.slotCount)

    /// The name of these bytes; nil if they are none.
    mutating func name(_ bytes: Span<UInt8>) -> Name? {
        let slot = Self.slot(of: bytes)
        if let name = slots[slot], Self.isEqual(name.text, bytes) { return name }
        guard let name = Name(String(utf8: bytes)) else { return nil }
        slots[slot] = name
        return name
    }

    /// Names of one sheet differ in their last bytes, or in their length.
    private static func slot(of bytes: Span<UInt8>) -> Int {
        var hash = bytes.count
        for index in max(0, bytes.count - 10)..<bytes.count {
            hash = hash &* 31 &+ Int(bytes[index])
        }
        return (hash ^ hash >> 10) & (slotCount - 1)
    }

    private static func isEqual(_ text: String, _ bytes: Span<UInt8>) -> Bool {
        let own = text.utf8.span
        guard own.count == bytes.count else { return false }
        for index in own.indices where own[index] != bytes[index] { return false }
        return true
    }
}
