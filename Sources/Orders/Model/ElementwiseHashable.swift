// Collections of which only the elements count, however they are kept.

/// Is equal to another of its kind if its elements are, in their order.
package protocol ElementwiseHashable: Collection, Hashable where Element: Hashable {}

extension ElementwiseHashable {
    package static func == (left: Self, right: Self) -> Bool { left.elementsEqual(right) }

    package func hash(into hasher: inout Hasher) {
        for element in self { hasher.combine(element) }
    }
}
