// A page of a list: an envelope with the list under a name, a bare array, or a single object.

import FoundationEssentials

/// One page of the orders or of the catalogue.
struct WirePage<Element: Decodable & SendableMetatype>: Decodable {
    let elements: [Element]
    /// Elements that are null: they count as rows.
    let nulls: Int
    /// How many pages there are; nil where the answer does not say.
    let pageCount: Int?
    /// How many elements there are on all pages; nil where the answer does not say.
    let rows: Int?
    /// The answer is one object and no list: an element, or something else altogether.
    let isSingle: Bool

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        if let array = try? decoder.singleValueContainer().decode([Nullable<Element>].self) {
            elements = array.compactMap(\.value)
            nulls = array.count - elements.count
            pageCount = nil
            rows = nil
            isSingle = false
            return
        }
        let container = try decoder.container(keyedBy: Name.self)
        let list = ["orders", "bundles"].map(Name.init(stringValue:))
            .first { container.contains($0) }
        if let list {
            let array =
                try container.decodeIfPresent([Nullable<Element>].self, forKey: list) ?? []
            elements = array.compactMap(\.value)
            nulls = array.count - elements.count
            pageCount = try container.decodeIfPresent(
                WireNumber.self, forKey: Name(stringValue: "pageCount"))?.whole
            rows = try container.decodeIfPresent(
                WireNumber.self, forKey: Name(stringValue: "rows"))?.whole
            isSingle = false
        } else {
            elements = [try decoder.singleValueContainer().decode(Element.self)]
            nulls = 0
            pageCount = 1
            rows = 1
            isSingle = true
        }
    }
}
