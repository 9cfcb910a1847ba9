// Numbers names as libxml2 keeps them: each once, for as long as the parse, so one is known by its
// address.

import CLibXML2

struct XMLNameTable {
    private struct Key: Hashable {
        let local: UInt
        let prefix: UInt
        let namespace: UInt

        init(
            _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
            _ namespace: UnsafePointer<xmlChar>?
        ) {
            self.local = UInt(bitPattern: local)
            self.prefix = UInt(bitPattern: prefix)
            self.namespace = UInt(bitPattern: namespace)
        }

        /// The constant has no pattern, so that each bit of the address moves the upper bits.
        var slot: Int { Int((local &* 0x9E37_79B9_7F4A_7C15) >> 56) }
    }

    private var numbers: [Key: XMLNameNumber] = [:]
    /// Of names used last, each in the slot that its address tells: a sheet has a dozen.
    private var recent = [(key: Key, number: XMLNameNumber)](
        repeating: (unsafe Key(nil, nil, nil), XMLNameNumber(index: 0)), count: slotCount)

    private static let slotCount = 1 << 8

    /// Whether there are more than an honest sheet has by far.
    var isFull: Bool { numbers.count >= SheetReadingLimits.xmlNames }

    /// The number of a name that was added; nil for another.
    mutating func known(
        _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
        _ namespace: UnsafePointer<xmlChar>?
    ) -> XMLNameNumber? {
        let key = unsafe Key(local, prefix, namespace)
        let slot = key.slot
        if recent[slot].key == key { return recent[slot].number }
        guard let number = numbers[key] else { return nil }
        recent[slot] = (key, number)
        return number
    }

    /// Gives a new name the next number.
    mutating func add(
        _ local: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?,
        _ namespace: UnsafePointer<xmlChar>?
    ) -> XMLNameNumber {
        let number = XMLNameNumber(index: UInt32(numbers.count))
        numbers[unsafe Key(local, prefix, namespace)] = number
        return number
    }
}
