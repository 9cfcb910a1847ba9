// The names of a sheet's bundles or orders, each in memory once or not much more often.

/// A name's number in the table of its sheet.
package struct NameNumber: BitwiseCopyable, Sendable {
    /// From 0.
    let index: UInt32
}

/// Names under numbers, as bytes: a text is made of one when it is asked for. A name has seldom
/// more than one number: those that were used last are found again.
struct NameTable: Sendable {
    private var bytes: [UInt8] = []
    /// Where each name ends in the bytes, and the next begins.
    private var ends: [UInt32] = []
    /// Of names used last, the number and 1 more, each in the slot that its bytes tell; 0 for none.
    /// Another name for the slot takes it over, so no choice of names makes it slow.
    private var recent: [UInt32] = []

    /// Whether there is nothing beyond ASCII in any of them.
    private(set) var isASCII = true

    private let memory: LargeMemory

    private static let slotCount = 1 << 10

    init(memory: LargeMemory = .asItComes) {
        self.memory = memory
    }

    var count: Int { ends.count }

    subscript(number: NameNumber) -> String {
        String(utf8: bytes.span.extracting(place(of: number)))
    }

    private func place(of number: NameNumber) -> Range<Int> {
        let index = Int(number.index)
        return start(of: index)..<Int(ends[index])
    }

    /// The same for numbers of names with the same bytes.
    func hash(of number: NameNumber) -> Int {
        var hasher = Hasher()
        let name = bytes.span.extracting(place(of: number))
        unsafe name.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
        return hasher.finalize()
    }

    /// Whether the two names have the same bytes.
    func areSame(_ left: NameNumber, _ right: NameNumber) -> Bool {
        let (left, right) = (place(of: left), place(of: right))
        return left.count == right.count
            && Self.isEqual(bytes.span.extracting(left), bytes.span.extracting(right))
    }

    /// The number under which a name of these bytes was used lately; nil if it is to be added.
    func number(of name: Span<UInt8>) -> NameNumber? {
        guard !recent.isEmpty else { return nil }
        let number = Int(recent[Self.slot(of: name)]) - 1
        guard number >= 0 else { return nil }
        let start = start(of: number)
        guard Int(ends[number]) - start == name.count else { return nil }
        let isSame = Self.isEqual(bytes.span.extracting(start..<start + name.count), name)
        return isSame ? NameNumber(index: UInt32(number)) : nil
    }

    /// Adds a name, which is well-formed UTF-8.
    mutating func add(_ name: Span<UInt8>) -> NameNumber {
        if recent.isEmpty { recent = Array(repeating: 0, count: Self.slotCount) }
        bytes.makeRoom(for: name.count, in: memory)
        ends.makeRoom(in: memory)
        unsafe name.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        ends.append(UInt32(bytes.count))
        isASCII = isASCII && name.indices.allSatisfy { name[$0] < 0x80 }
        recent[Self.slot(of: name)] = UInt32(ends.count)
        return NameNumber(index: UInt32(ends.count - 1))
    }

    mutating func number(of name: String) -> NameNumber {
        var name = name
        name.makeContiguousUTF8()
        return number(of: name.utf8.span) ?? add(name.utf8.span)
    }

    private func start(of index: Int) -> Int { index == 0 ? 0 : Int(ends[index - 1]) }

    /// All bytes take part: names of one sheet may differ in any of them.
    private static func slot(of name: Span<UInt8>) -> Int {
        // It has no pattern, so that each bit of a word moves the upper bits of the product.
        let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
        var word = UInt64(name.count)
        let raw = unsafe name.bytes
        if name.count >= 8 {
            var place = 0
            while place < name.count - 8 {
                word ^= unsafe raw.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
                word = (word &* factor).byteSwapped
                place += 8
            }
            word ^= unsafe raw.unsafeLoadUnaligned(
                fromByteOffset: name.count - 8, as: UInt64.self)
        } else {
            for index in name.indices { word = word << 8 ^ UInt64(name[index]) }
        }
        return Int(truncatingIfNeeded: (word &* factor) >> 54)
    }

    /// Compares as many bytes of both as the first has.
    private static func isEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        var index = 0
        let (leftRaw, rightRaw) = unsafe (left.bytes, right.bytes)
        while index + 8 <= left.count {
            let difference =
                unsafe leftRaw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
                ^ rightRaw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            if difference != 0 { return false }
            index += 8
        }
        while index < left.count {
            if left[index] != right[index] { return false }
            index += 1
        }
        return true
    }
}
