// Where a value begins and ends, once what cannot be seen around it is taken away.

/// A text and what stands around it.
package struct Edges {
    /// The text without white space and invisible characters at both ends.
    package let inside: String
    /// How many scalars were taken away before and after it.
    package let before: Int
    package let after: Int
    /// The characters among them that are more than ordinary white space, each once.
    let strange: [Unicode.Scalar]

    /// Their names, such as `U+00A0 NO-BREAK SPACE`.
    package var names: [String] { strange.map(\.label) }

    package init(of text: String) {
        let scalars = Array(text.unicodeScalars)
        let isEdge: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace || $0.isInvisible }
        let start = scalars.firstIndex { !isEdge($0) } ?? scalars.count
        let end = (scalars.lastIndex { !isEdge($0) } ?? scalars.count - 1) + 1
        var inside = String.UnicodeScalarView()
        inside.append(contentsOf: scalars[start..<max(start, end)])
        self.inside = String(inside)
        before = start
        after = scalars.count - max(start, end)
        var strange: [Unicode.Scalar] = []
        for scalar in scalars[..<start] + scalars[max(start, end)...]
        where (scalar.isInvisible || scalar.isUnusualSpace) && !strange.contains(scalar) {
            strange.append(scalar)
        }
        self.strange = strange
    }
}
