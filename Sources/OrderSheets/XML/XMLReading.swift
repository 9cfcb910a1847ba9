// How far the reading of an XML sheet has come.

import CLibXML2
import Orders

/// What has become of a document so far, and the part of its text that may still be needed. It is
/// one value, so that a tag takes one access to the parser and not one for each part.
///
/// What libxml2 tells counts the document's bytes; places are counted from the window's first byte.
/// Once nothing more is to be read, what is reported is passed over.
struct XMLReading: ~Copyable {
    private(set) var window: SheetWindow
    var grammar: XMLSheetGrammar
    /// The text cannot be read through a window.
    private(set) var isAbandoned = false

    /// Bytes of the document before the window.
    private var dropped = 0
    /// The bytes of the window up to here are libxml2's.
    private var handedOver = 0
    /// Just after the last tag, comment or instruction: where text begins.
    private var markupEnd = 0
    private var hasFailed = false
    private var positions = PositionFinder()
    private var plainTags = XMLPlainTags()

    init(_ window: consuming SheetWindow, grammar: XMLSheetGrammar) {
        self.window = window
        self.grammar = grammar
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    /// Whether nothing more is to be read.
    private var isFinished: Bool { isAbandoned || hasFailed || grammar.isFinished }

    // MARK: The bytes

    /// Gives libxml2 the next bytes of the document; 0 at its end, and when no more are to be read.
    mutating func hand(to target: UnsafeMutableRawBufferPointer) -> Int {
        if handedOver == window.count, !window.isEnd, !isFinished, !moveOn() { isAbandoned = true }
        guard !isFinished else { return 0 }
        let count = unsafe XMLContext.copy(
            window.buffer, from: handedOver, to: window.count, into: target)
        handedOver += count
        return count
    }

    /// Goes on to more of the document, dropping what nobody asks for any more. False if there is
    /// something unusual in it.
    private mutating func moveOn() -> Bool {
        var used = markupEnd
        window.withText { positions.drop(used, of: $0) }
        markupEnd = 0
        handedOver -= used
        dropped += used
        repeat {
            guard (try? window.advance(past: used)) == true else { return false }
            used = 0
        } while window.count == handedOver && !window.isEnd
        return window.isText(from: handedOver)
    }

    // MARK: Places

    private func place(ofByte number: Int) -> Int { min(max(0, number - dropped), window.count) }

    private mutating func position(at place: Int) -> SheetPosition {
        window.withText { positions.position(at: place, in: $0) }
    }

    private func tagPlaces(endingNear place: Int) -> XMLTagPlaces {
        window.withText { XMLTagPlaces(in: $0, endingNear: place) }
    }

    // MARK: What libxml2 reports

    /// Takes an empty `<line/>` the short way; false, with nothing done, if that cannot be.
    mutating func startPlain(
        _ start: XMLStartTag, input: UnsafePointer<xmlParserInput>
    ) -> Bool {
        guard !isFinished else { return false }
        return window.withText { text in
            let isPlain = unsafe plainTags.read(start, input: input, in: text, from: dropped) {
                grammar.plainColumn(named: $0)
            }
            guard isPlain else { return false }
            let line = positions.line(at: plainTags.tag.start, in: text)
            if plainTags.tag.copies.isEmpty {
                return grammar.startPlain(plainTags.tag, in: text, line: line)
            }
            let copies = plainTags.tag.copies
            return grammar.startPlain(plainTags.tag, in: copies.span, line: line)
        }
    }

    /// Takes a start tag; returns whether nothing more is to be read.
    mutating func start(
        name: String, namespace: String?, endingNear byte: Int,
        attributes: ((String) -> SheetPosition) -> [XMLAttribute]
    ) -> Bool {
        guard !isFinished else { return true }
        let places = tagPlaces(endingNear: place(ofByte: byte))
        let position = position(at: places.start)
        let tag = XMLTag(
            name: name, namespace: namespace,
            attributes: attributes { self.position(at: places.attributes[$0] ?? places.start) },
            position: position)
        markupEnd = places.end
        grammar.start(tag)
        return isFinished
    }

    /// Takes an end tag; returns whether nothing more is to be read.
    mutating func end(at byte: Int) -> Bool {
        guard !isFinished else { return true }
        markupEnd = place(ofByte: byte)
        grammar.end()
        return isFinished
    }

    mutating func passMarkup(to byte: Int) {
        if !isFinished { markupEnd = place(ofByte: byte) }
    }

    /// Takes a piece of text; returns whether nothing more is to be read.
    mutating func text(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !isFinished else { return true }
        // Nearly all text is the white space between lines.
        if unsafe !grammar.isInICCID && text.allSatisfy(Self.isBlank) { return false }
        var start = markupEnd
        while start < window.count, Self.isBlank(window.buffer[start]) { start += 1 }
        let position = position(at: start)
        let excerpt = excerpt(from: start)
        unsafe grammar.text(text, at: position, excerpt: excerpt)
        return isFinished
    }

    /// The beginning of text, up to the end of its line or what is more than text. It does not
    /// depend on the pieces in which the text comes.
    private func excerpt(from start: Int) -> String {
        window.withText { text in
            var end = start
            let most = min(text.count, start + SheetReadingLimits.textExcerpt)
            while end < most, !"<>&\r\n".utf8.contains(text[end]) { end += 1 }
            return String(utf8: text.extracting(start..<end))
        }
    }

    /// Takes a DOCTYPE; returns whether nothing more is to be read.
    mutating func documentType(endingAt byte: Int) -> Bool {
        guard !isFinished else { return true }
        var start = place(ofByte: byte)
        while start > 0, start == window.count || window.buffer[start] != UInt8(ascii: "<") {
            start -= 1
        }
        let position = position(at: start)
        grammar.documentType(at: position)
        return isFinished
    }

    mutating func fail(_ fault: XMLFault, at byte: Int) {
        guard !isFinished else { return }
        let place = place(ofByte: byte)
        if case .unclosed(let what) = fault.kind {
            // It swallows the rest, so what helps is where it begins.
            let position = position(at: nextOpening)
            grammar.log.error(
                .xmlSyntax, at: position,
                "the XML is not well-formed: the \(what) that begins here has no end")
        } else if fault.isFatal, fault.kind != .wrongEndTag, grammar.isOpen, isCutOff(at: place) {
            // libxml2 speaks of what it misses there, and people would look for what is too much.
            let position = position(at: contentEnd)
            grammar.log.error(
                .xmlSyntax, at: position,
                "the XML ends before all its elements are closed, so it was most likely cut off; "
                    + "export it again")
        } else if fault.kind == .namespace {
            // The tag's begin, so that positions are asked for in ascending order.
            let position = position(at: tagPlaces(endingNear: place).start)
            grammar.log.error(.xmlNamespace, at: position, fault.message)
        } else {
            let end = fault.isFatal ? "; nothing after it is read" : ""
            let position = position(at: place)
            grammar.log.error(
                .xmlSyntax, at: position, "the XML is not well-formed: \(fault.message)\(end)")
        }
        // What libxml2 says after its first fatal error follows from that one.
        if fault.isFatal { hasFailed = true }
    }

    /// Whether the document ends before the tag that is there.
    private func isCutOff(at place: Int) -> Bool {
        window.isEnd && !window.buffer[place..<window.count].contains(UInt8(ascii: ">"))
    }

    /// The first `<` since the last markup.
    private var nextOpening: Int {
        var place = markupEnd
        while place < window.count, window.buffer[place] != UInt8(ascii: "<") { place += 1 }
        return place
    }

    /// Where the document ends, without white space.
    private var contentEnd: Int {
        var place = window.count
        while place > markupEnd, Self.isBlank(window.buffer[place - 1]) { place -= 1 }
        return place
    }
}
