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
        let number: Int
    }

    private var names: [KnownName] = []
    private var keys: [String] = []
    /// The address of `line`; nil until one was seen.
    private var lineName: UInt?
    /// The root's namespace, 0 for none; nil before the root.
    private var namespace: UInt?

    /// A tag's names are bits of one number; no sheet of ours uses as many.
    private static let mostNames = 64

    /// Reads the tag, at whose `>` or `/>` the input is, `consumed` bytes from the beginning. False
    /// if it is not plain. `meaning` is asked for the column of an attribute's name until it tells
    /// one.
    mutating func read(
        _ start: XMLStartTag, input: xmlParserInput, consumed: Int, in bytes: Span<UInt8>,
        meaning: (String) -> PlainColumn?
    ) -> Bool {
        guard let root = namespace else {
            namespace = unsafe Self.address(start.namespace)
            return false
        }
        let cur = unsafe Self.address(input.cur)
        // A tag that ends in `/>` has no content that could change the line.
        guard unsafe isLine(start.name), unsafe Self.address(start.namespace) == root,
            start.count > 0, consumed < bytes.count, bytes[consumed] == UInt8(ascii: "/"),
            let list = unsafe start.attributes
        else { return false }
        let base = unsafe Self.address(input.base)
        tag.begin()
        var isInInput = true
        for index in 0..<start.count {
            let attribute = unsafe list + index * 5
            let first = unsafe Self.address(attribute[3])
            let past = unsafe Self.address(attribute[4])
            guard unsafe attribute[1] == nil, unsafe attribute[2] == nil, first <= past,
                let known = unsafe name(attribute[0], meaning)
            else { return false }
            isInInput = isInInput && first >= base && past <= cur && cur - first <= consumed
            let place =
                isInInput ? consumed - Int(cur - first)..<consumed - Int(cur - past) : 0..<0
            guard tag.append(SheetCell(place), of: known.column, number: known.number) else {
                return false
            }
        }
        if !isInInput, unsafe !copyValues(of: list) { return false }
        tag.findStart(in: bytes, before: consumed)
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

    private mutating func name(
        _ name: UnsafePointer<xmlChar>?, _ meaning: (String) -> PlainColumn?
    ) -> KnownName? {
        let address = unsafe Self.address(name)
        for known in names where known.address == address { return known }
        guard names.count < Self.mostNames, let name = unsafe name else { return nil }
        let text = unsafe String(cString: name)
        guard let column = meaning(text) else { return nil }
        let key = ColumnName.key(text)
        let number = keys.firstIndex(of: key) ?? keys.count
        if number == keys.count { keys.append(key) }
        let known = KnownName(address: address, column: column, number: number)
        names.append(known)
        return known
    }

    private static func address(_ pointer: UnsafePointer<xmlChar>?) -> UInt {
        UInt(bitPattern: pointer)
    }
}
