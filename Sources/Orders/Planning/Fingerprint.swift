// What makes two API orders interchangeable.

/// What makes two API orders interchangeable for the provider: the multiset of their items.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    /// Canonical text; stored in the ledger.
    package let text: String

    package init(_ items: [OrderItem]) {
        text =
            items.count == 1
            ? Self.text(of: items[0])
            : items.map(Self.text).sorted().joined(separator: " + ")
    }

    private static func text(of item: OrderItem) -> String {
        let content = item.bundle.text + "×" + String(item.quantity)
        if item.iccids.isEmpty { return content }
        return content + "@" + item.iccids.map(\.digits).joined(separator: ",")
    }

    package var description: String { text }

    /// The same without the existing eSIMs: what is known of an order whose row does not name them.
    /// Only to be compared with others of its kind.
    var withoutESIMs: Fingerprint {
        var kept = ""
        var rest = text[...]
        while let mark = rest.firstIndex(of: "@") {
            kept += rest[..<mark]
            let after = rest[rest.index(after: mark)...]
            let numbers = after.prefix { $0 == "," || $0.isASCII && $0.isNumber }
            let tail = after[numbers.endIndex...]
            // An `@` of a bundle's own name has the quantity behind it.
            if numbers.isEmpty || !(tail.isEmpty || tail.hasPrefix(" + ")) { kept += "@" + numbers }
            rest = tail
        }
        return Fingerprint(text: kept + rest)
    }

    private init(text: String) {
        // Sorted anew: the eSIMs took part in the order.
        self.text = text.split(separator: " + ").sorted().joined(separator: " + ")
    }
}
