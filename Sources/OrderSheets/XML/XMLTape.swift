// What libxml2 finds in a piece of a document, written down to be looked at by somebody else.

import Orders

/// The events of a piece of a document in their order, and the text around them. Places count from
/// the first byte of the text. A tape needs nothing of libxml2, so it can be read on another thread
/// while libxml2 goes on.
struct XMLTape: Sendable {
    enum Event: Sendable {
        /// A start tag at whose `>` the place is, or at whose `/>`, and then there is no end tag.
        /// It has that many of the tape's attributes; their values are places in the text or, if
        /// they are copied, in `copies`.
        case start(
            name: XMLNameNumber, at: UInt32, isEmpty: Bool, attributes: UInt32, areCopied: Bool)
        case end(at: UInt32)
        /// That many bytes of the copies.
        case text(UInt32)
        /// A comment or an instruction, up to the place.
        case markup(at: UInt32)
        case documentType(at: UInt32)
        /// The next of the tape's faults.
        case fault(at: UInt32)
    }

    struct Attribute: Sendable {
        let name: XMLNameNumber
        let start: UInt32
        let past: UInt32

        var place: Range<Int> { Int(start)..<Int(past) }
    }

    /// The number of the text's first byte in the document.
    var first = 0
    /// The text from before the first event on, and as far as it was read: at least as far as the
    /// last event.
    var text: [UInt8] = []
    /// Bytes of the text that are the document's.
    var count = 0
    /// Whether the document ends with the text.
    var isEnd = false

    private(set) var events: [Event] = []
    private(set) var attributes: [Attribute] = []
    /// What is not as it stands in the text: values with references, and all text between tags.
    private(set) var copies: [UInt8] = []
    private(set) var faults: [XMLFault] = []
    /// The names that no earlier tape had, in the order of their numbers.
    private(set) var names: [XMLName] = []

    /// Whether it is long enough to be handed on.
    var isFull: Bool {
        events.count >= SheetReadingLimits.tapeEvents
            || attributes.count >= SheetReadingLimits.tapeAttributes
            || copies.count >= SheetReadingLimits.tapeCopies
    }

    /// An empty one, with room for as much as this one has.
    var successor: XMLTape {
        var tape = XMLTape()
        tape.events.reserveCapacity(events.count * 5 / 4)
        tape.attributes.reserveCapacity(attributes.count * 5 / 4)
        tape.copies.reserveCapacity(copies.count * 5 / 4)
        return tape
    }

    /// Lends out the text.
    func withText<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        body(text.span.extracting(first: count))
    }

    mutating func append(_ event: Event) { events.append(event) }

    mutating func append(_ attribute: Attribute) { attributes.append(attribute) }

    /// Appends so many attributes at once; false, with none appended, if one is nil.
    mutating func appendAttributes(_ count: Int, _ attribute: (Int) -> Attribute?) -> Bool {
        let first = attributes.count
        attributes.append(addingCapacity: count) { out in
            for index in 0..<count {
                guard let attribute = attribute(index) else { return }
                out.append(attribute)
            }
        }
        if attributes.count - first == count { return true }
        attributes.removeLast(attributes.count - first)
        return false
    }

    mutating func append(_ name: XMLName) { names.append(name) }

    mutating func append(_ fault: XMLFault, at place: UInt32) {
        faults.append(fault)
        events.append(.fault(at: place))
    }

    /// Returns where the copy is.
    mutating func copy(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        let start = copies.count
        unsafe copies.append(contentsOf: bytes)
        return start..<copies.count
    }
}
