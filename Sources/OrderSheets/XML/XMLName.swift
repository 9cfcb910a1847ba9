// The names of a document's elements and attributes, each told once and numbered from then on.

/// The name of an element or an attribute.
struct XMLName: Sendable {
    /// Without its prefix.
    let local: String
    /// Nil for an element's, where it says nothing.
    let prefix: String?
    let namespace: String?
}

/// A name's number in its document. Different numbers may mean the same name.
struct XMLNameNumber: Hashable, Sendable {
    /// From 0.
    let index: UInt32
}
