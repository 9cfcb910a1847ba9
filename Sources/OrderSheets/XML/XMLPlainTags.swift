// Reads the tags that the short way takes, nearly all of a good sheet, without making text of them.

import Orders

/// Recognises a `<line …/>` that can be taken without making text of it.
struct XMLPlainTags {
    /// The tag that `read` took last.
    private(set) var tag = XMLPlainTag()

    private struct KnownName {
        let number: XMLNameNumber
        let column: PlainColumn
        /// Equal for names that mean the same column.
        let key: String
    }

    /// The attributes that tags have in common: a program leaves some out that have no value.
    private struct Shape {
        var names: [XMLNameNumber] = []
        var columns: [PlainColumn] = []

        func fits(_ attributes: Span<XMLTape.Attribute>) -> Bool {
            guard names.count == attributes.count else { return false }
            for index in attributes.indices where attributes[index].name != names[index] {
                return false
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
    /// The number of `line` in the root's namespace; nil until one was seen.
    private var lineName: XMLNameNumber?
    /// The root's name; nil before the root.
    private var root: XMLName?

    /// Reads the tag, which is closed at once if `isEmpty` says so. False if it is not plain.
    /// `names` are those of the document so far, and `meaning` is asked for the column of an
    /// attribute's name until it tells one.
    mutating func read(
        _ name: XMLNameNumber, _ attributes: Span<XMLTape.Attribute>, isEmpty: Bool,
        _ names: [XMLName], meaning: (String) -> PlainColumn?
    ) -> Bool {
        guard let root else {
            root = names[Int(name.index)]
            return false
        }
        guard isEmpty, isLine(name, names, in: root), !attributes.isEmpty,
            takeShape(attributes, names, meaning)
        else { return false }
        tag.setCells(attributes)
        return true
    }

    private mutating func isLine(
        _ number: XMLNameNumber, _ names: [XMLName], in root: XMLName
    ) -> Bool {
        if let lineName { return number == lineName }
        let name = names[Int(number.index)]
        guard name.local == "line", name.namespace == root.namespace else { return false }
        lineName = number
        return true
    }

    /// Finds the tag's shape, or learns it; false if one of its names is not plain, or if two mean
    /// the same.
    private mutating func takeShape(
        _ attributes: Span<XMLTape.Attribute>, _ names: [XMLName],
        _ meaning: (String) -> PlainColumn?
    ) -> Bool {
        if let current, shapes[current].fits(attributes) { return true }
        if let known = shapes.indices.first(where: { shapes[$0].fits(attributes) }) {
            current = known
        } else if shapes.count < Self.mostShapes, let new = newShape(attributes, names, meaning) {
            current = shapes.count
            shapes.append(new)
        } else {
            return false
        }
        if let current { tag.setColumns(shapes[current].columns) }
        return true
    }

    private mutating func newShape(
        _ attributes: Span<XMLTape.Attribute>, _ names: [XMLName],
        _ meaning: (String) -> PlainColumn?
    ) -> Shape? {
        // Told first, as such tags may be all that a sheet has.
        for index in attributes.indices {
            let name = names[Int(attributes[index].name.index)]
            guard name.prefix == nil, name.namespace == nil else { return nil }
        }
        var shape = Shape()
        var keys: Set<String> = []
        for index in attributes.indices {
            guard let name = knownName(attributes[index].name, names, meaning),
                keys.insert(name.key).inserted
            else { return nil }
            shape.names.append(name.number)
            shape.columns.append(name.column)
        }
        return shape
    }

    private mutating func knownName(
        _ number: XMLNameNumber, _ names: [XMLName], _ meaning: (String) -> PlainColumn?
    ) -> KnownName? {
        if let known = known.first(where: { $0.number == number }) { return known }
        guard known.count < Limits.sheetColumns else { return nil }
        let text = names[Int(number.index)].local
        guard let column = meaning(text) else { return nil }
        let new = KnownName(number: number, column: column, key: ColumnName.key(text))
        known.append(new)
        return new
    }
}
