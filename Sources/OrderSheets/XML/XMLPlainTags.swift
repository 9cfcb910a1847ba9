// Reads the tags that the short way takes, nearly all of a good sheet, without making text of them.

import CLibXML2
import Orders

/// Recognises a `<line …/>` that can be taken without making text of it. libxml2 keeps each name
/// once in a dictionary, for as long as the parse, so a name is known by its address. A value of
/// plain ASCII without references stays in the input, so its place there is its place in the bytes;
/// any other is a copy of libxml2's, and then all values of the tag are copied together.
@safe struct XMLPlainTags {
    /// The tag that `read` took last.
    private(set) var tag = XMLPlainTag()

    private struct KnownName {
        let address: UInt
        let column: PlainColumn
        /// Equal for names that mean the same column.
        let key: String
    }

    /// The attributes that tags have in common: a program leaves some out that have no value.
    private struct Shape {
        /// The addresses of their names, in order.
        var names: [UInt] = []
        var columns: [PlainColumn] = []

        func fits(_ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, _ count: Int) -> Bool {
            guard names.count == count else { return false }
            for index in 0..<count {
                let attribute = unsafe list + index * 5
                guard unsafe XMLPlainTags.address(attribute[0]) == names[index],
                    unsafe attribute[1] == nil, unsafe attribute[2] == nil
                else { return false }
            }
            return true
        }
    }

    /// More shapes than a sheet has; tags of others go the long way.
    private static let mostShapes = 64

    /// All names that a tag had. A column is one for the whole sheet.
    private var known: [KnownName] = []
    private var shapes: [Shape] = []
    /// That of the tag before, which the next one often has too.
    private var current: Int?
    /// The address of `line`; nil until one was seen.
    private var lineName: UInt?
    /// The root's namespace, 0 for none; nil before the root.
    private var namespace: UInt?

    /// Reads the tag, at whose `>` or `/>` the input is. False if it is not plain. The bytes begin
    /// at the document's byte of the number `first`. `meaning` is asked for the column of an
    /// attribute's name until it tells one.
    mutating func read(
        _ start: XMLStartTag, input: UnsafePointer<xmlParserInput>, in bytes: Span<UInt8>,
        from first: Int, meaning: (String) -> PlainColumn?
    ) -> Bool {
        guard let root = namespace else {
            namespace = unsafe Self.address(start.namespace)
            return false
        }
        let (base, cur) = unsafe (
            Self.address(input.pointee.base), Self.address(input.pointee.cur)
        )
        // The bytes are not transcoded, so libxml2 counts what they are.
        let consumed = unsafe Int(input.pointee.consumed) + Int(cur - base) - first
        // A tag that ends in `/>` has no content that could change the line.
        guard unsafe isLine(start.name), unsafe Self.address(start.namespace) == root,
            start.count > 0, bytes.indices.contains(consumed), bytes[consumed] == UInt8(ascii: "/"),
            let list = unsafe start.attributes,
            unsafe takeShape(list, start.count, meaning)
        else { return false }
        var isInInput = true
        var inside = consumed
        tag.setCells(start.count) { index in
            let attribute = unsafe list + index * 5
            let begin = unsafe Self.address(attribute[3])
            let past = unsafe Self.address(attribute[4])
            guard base <= begin, begin <= past, past <= cur, cur - begin <= consumed else {
                isInInput = false
                return SheetCell(0..<0)
            }
            let place = consumed - Int(cur - begin)..<consumed - Int(cur - past)
            inside = min(inside, place.lowerBound)
            return SheetCell(place)
        }
        if !isInInput, unsafe !copyValues(of: list) { return false }
        tag.findStart(in: bytes, before: inside)
        return true
    }

    /// Gives the tag copies of its values; false if one is longer than a sheet may have, or if
    /// there is nothing in them.
    private mutating func copyValues(
        of list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>
    ) -> Bool {
        for index in tag.cells.indices {
            let parts = unsafe UnsafeBufferPointer(start: list + index * 5, count: 5)
            guard let first = unsafe parts[3], let past = unsafe parts[4], unsafe first <= past,
                unsafe past - first <= Limits.sheetValueBytes
            else { return false }
            unsafe tag.copy(UnsafeBufferPointer(start: first, count: past - first), to: index)
        }
        return !tag.copies.isEmpty
    }

    private mutating func isLine(_ name: UnsafePointer<xmlChar>?) -> Bool {
        let address = unsafe Self.address(name)
        if let lineName { return address == lineName }
        guard let name = unsafe name, unsafe String(cString: name) == "line" else { return false }
        lineName = address
        return true
    }

    /// Finds the tag's shape, or learns it; false if one of its names is not plain, or if two mean
    /// the same.
    private mutating func takeShape(
        _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, _ count: Int,
        _ meaning: (String) -> PlainColumn?
    ) -> Bool {
        if let current, unsafe shapes[current].fits(list, count) { return true }
        if let known = shapes.indices.first(where: { unsafe shapes[$0].fits(list, count) }) {
            current = known
        } else if shapes.count < Self.mostShapes,
            let new = unsafe newShape(list, count, meaning)
        {
            current = shapes.count
            shapes.append(new)
        } else {
            return false
        }
        if let current { tag.setColumns(shapes[current].columns) }
        return true
    }

    private mutating func newShape(
        _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, _ count: Int,
        _ meaning: (String) -> PlainColumn?
    ) -> Shape? {
        // Told first, as such tags may be all that a sheet has.
        for index in 0..<count {
            let attribute = unsafe list + index * 5
            guard unsafe attribute[1] == nil, unsafe attribute[2] == nil else { return nil }
        }
        var shape = Shape()
        var keys: Set<String> = []
        for index in 0..<count {
            let attribute = unsafe list + index * 5
            guard let name = unsafe knownName(attribute[0], meaning),
                keys.insert(name.key).inserted
            else { return nil }
            shape.names.append(name.address)
            shape.columns.append(name.column)
        }
        return shape
    }

    private mutating func knownName(
        _ name: UnsafePointer<xmlChar>?, _ meaning: (String) -> PlainColumn?
    ) -> KnownName? {
        let address = unsafe Self.address(name)
        if let known = known.first(where: { $0.address == address }) { return known }
        guard known.count < Limits.sheetColumns, let name = unsafe name else { return nil }
        let text = unsafe String(cString: name)
        guard let column = meaning(text) else { return nil }
        let new = KnownName(address: address, column: column, key: ColumnName.key(text))
        known.append(new)
        return new
    }

    private static func address(_ pointer: UnsafePointer<xmlChar>?) -> UInt {
        UInt(bitPattern: pointer)
    }
}
