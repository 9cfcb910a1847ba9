// A start tag of an XML sheet as plain values.

import Orders

struct XMLTag {
    /// The element's name without its prefix.
    let name: String
    let namespace: String?
    /// In the tag's order, without the declarations of namespaces.
    let attributes: [XMLAttribute]
    /// Where the tag's `<` is.
    let position: SheetPosition
}
