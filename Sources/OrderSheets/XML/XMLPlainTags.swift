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

    /// The addresses of the attributes' names in the tag before: nearly every tag has the same.
    private var names: [UInt] = []
    /// The address of `line`; nil until one was seen.
    private var lineName: UInt?
    /// The root's namespace, 0 for none; nil before the root.
    private var namespace: UInt?

    /// Reads the tag, at whose `>` or `/>` the input is. False if it is not plain. `meaning` is
    /// asked for the column of an attribute's name until it tells one.
    mutating func read(
        _ start: XMLStartTag, input: UnsafePointer<xmlParserInput>, in bytes: Span<UInt8>,
        meaning: (String) -> PlainColumn?
    ) -> Bool {
        guard let root = namespace else {
            namespace = unsafe Self.address(start.namespace)
            return false
        }
        let (base, cur) = unsafe (
            Self.address(input.pointee.base), Self.address(input.pointee.cur)
        )
        // The bytes are not transcoded, so libxml2 counts what they are.
        let consumed = unsafe Int(input.pointee.consumed) + Int(cur - base)
        // A tag that ends in `/>` has no content that could change the line.
        guard unsafe isLine(start.name), unsafe Self.address(start.namespace) == root,
            start.count > 0, consumed < bytes.count, bytes[consumed] == UInt8(ascii: "/"),
            let list = unsafe start.attributes,
            unsafe hasSameNames(list, start.count) || learnNames(list, start.count, meaning)
        else { return false }
        tag.begin()
        var isInInput = true
        var inside = consumed
        for index in 0..<start.count {
            let attribute = unsafe list + index * 5
            let first = unsafe Self.address(attribute[3])
            let past = unsafe Self.address(attribute[4])
            guard first <= past else { return false }
            isInInput = isInInput && first >= base && past <= cur && cur - first <= consumed
            guard isInInput else {
                tag.append(SheetCell(0..<0))
                continue
            }
            let place = consumed - Int(cur - first)..<consumed - Int(cur - past)
            inside = min(inside, place.lowerBound)
            tag.append(SheetCell(place))
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
            guard let first = unsafe parts[3], let past = unsafe parts[4],
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

    private func hasSameNames(
        _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, _ count: Int
    ) -> Bool {
        guard names.count == count else { return false }
        for index in 0..<count {
            let attribute = unsafe list + index * 5
            guard unsafe Self.address(attribute[0]) == names[index], unsafe attribute[1] == nil,
                unsafe attribute[2] == nil
            else { return false }
        }
        return true
    }

    /// Learns what the tag's attributes mean; false if one of them is not plain, or if two mean the
    /// same.
    private mutating func learnNames(
        _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, _ count: Int,
        _ meaning: (String) -> PlainColumn?
    ) -> Bool {
        names.removeAll(keepingCapacity: true)
        var addresses: [UInt] = []
        var columns: [PlainColumn] = []
        var keys: Set<String> = []
        for index in 0..<count {
            let attribute = unsafe list + index * 5
            guard unsafe attribute[1] == nil, unsafe attribute[2] == nil,
                let name = unsafe attribute[0].map({ unsafe String(cString: $0) }),
                let column = meaning(name), keys.insert(ColumnName.key(name)).inserted
            else { return false }
            unsafe addresses.append(Self.address(attribute[0]))
            columns.append(column)
        }
        names = addresses
        tag.setColumns(columns)
        return true
    }

    private static func address(_ pointer: UnsafePointer<xmlChar>?) -> UInt {
        UInt(bitPattern: pointer)
    }
}
