// What takes the events of an XML document as they come: the other side of `XMLStream`.

/// Takes a document's elements and text in their order. Elements of another namespace than the
/// root's are passed over with all that is in them, as the formats that extend others ask for.
protocol XMLStreamHandler: AnyObject {
    /// Nothing more is to be read.
    var isFinished: Bool { get }

    /// `name` is without its prefix; `attributes` are valid during the call only.
    func start(_ name: String, _ attributes: XMLStreamAttributes)

    func end(_ name: String)

    /// The next piece of text inside the element that was started last; valid during the call only.
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
}
