// Makes lines and findings of what libxml2 found in a document.

import Orders

/// What has become of a document so far, and the part of its text that may still be needed.
///
/// Places count from the first byte of the tape's text. Once nothing more is to be read, what is
/// reported is passed over.
struct XMLReading {
    private(set) var grammar: XMLSheetGrammar
    /// All names that the tapes told.
    private var names: [XMLName] = []
    /// The tape that is being read, or was read last.
    private var tape = XMLTape()
    /// Just after the last tag, comment or instruction: where text begins.
    private var markupEnd = 0
    private var hasFailed = false
    private var positions = PositionFinder()
    private var plainTags = XMLPlainTags()

    init(grammar: XMLSheetGrammar) {
        self.grammar = grammar
    }

    /// Whether nothing more is to be read.
    private var isFinished: Bool { hasFailed || grammar.isFinished }

    /// Takes what is on the tape; returns whether more is to be read.
    mutating func read(_ next: XMLTape) -> Bool {
        move(to: next)
        var (attribute, copy, fault) = (0, 0, 0)
        for event in next.events {
            switch event {
            case .start(let name, let place, let isEmpty, let count, let areCopied):
                let tag = XMLStartTag(
                    name: name, place: Int(place), isEmpty: isEmpty,
                    attributes: attribute..<attribute + Int(count), areCopied: areCopied)
                attribute += Int(count)
                if areCopied, count > 0 { copy = Int(next.attributes[attribute - 1].past) }
                if !startPlain(tag, of: next) { start(tag) }
                if isEmpty, !isFinished {
                    markupEnd = min(tag.place + 2, next.count)
                    grammar.end()
                }
            case .end(let place):
                markupEnd = Int(place)
                grammar.end()
            case .text(let count):
                text(copy..<copy + Int(count))
                copy += Int(count)
            case .markup(let place):
                markupEnd = Int(place)
            case .documentType(let place):
                documentType(endingAt: Int(place))
            case .fault(let place):
                fail(next.faults[fault], at: Int(place))
                fault += 1
            }
            if isFinished { return false }
        }
        return true
    }

    /// Goes on to a tape's text, which begins where that of the one before did or later.
    private mutating func move(to next: XMLTape) {
        names += next.names
        let dropped = next.first - tape.first
        if dropped > 0 {
            tape.withText { positions.drop(dropped, of: $0) }
            markupEnd -= dropped
        }
        tape = next
    }

    // MARK: Places

    private mutating func position(at place: Int) -> SheetPosition {
        tape.withText { positions.position(at: place, in: $0) }
    }

    private func tagPlaces(endingNear place: Int) -> XMLTagPlaces {
        tape.withText { XMLTagPlaces(in: $0, endingNear: place) }
    }

    // MARK: What libxml2 reported

    /// Takes an empty `<line/>` the short way; false, with nothing done, if that cannot be.
    private mutating func startPlain(_ start: XMLStartTag, of tape: XMLTape) -> Bool {
        let attributes = tape.attributes.span.extracting(start.attributes)
        // A tag without an end tag has no content that could change the line.
        let isPlain = plainTags.read(start.name, attributes, isEmpty: start.isEmpty, names) {
            grammar.plainColumn(named: $0)
        }
        guard isPlain else { return false }
        // No `<` can stand within a well-formed tag.
        var place = start.areCopied ? start.place : attributes[0].place.lowerBound
        while place > 0, tape.text[place] != UInt8(ascii: "<") { place -= 1 }
        let line = tape.withText { positions.line(at: place, in: $0) }
        if start.areCopied {
            return grammar.startPlain(plainTags.tag, in: tape.copies.span, line: line)
        }
        return tape.withText { grammar.startPlain(plainTags.tag, in: $0, line: line) }
    }

    private mutating func start(_ start: XMLStartTag) {
        let places = tagPlaces(endingNear: start.place)
        let position = position(at: places.start)
        var attributes: [XMLAttribute] = []
        for attribute in tape.attributes[start.attributes] {
            let name = names[Int(attribute.name.index)]
            let written = name.prefix.map { "\($0):\(name.local)" } ?? name.local
            // What is longer is refused.
            let place = attribute.place.prefix(Limits.sheetValueBytes + 4)
            let bytes = start.areCopied ? tape.copies[place] : tape.text[place]
            attributes.append(
                XMLAttribute(
                    name: name.local, prefix: name.prefix, namespace: name.namespace,
                    value: String(decoding: bytes, as: UTF8.self),
                    position: self.position(at: places.attributes[written] ?? places.start)))
        }
        let name = names[Int(start.name.index)]
        markupEnd = places.end
        grammar.start(
            XMLTag(
                name: name.local, namespace: name.namespace, attributes: attributes,
                position: position))
    }

    /// Takes a piece of text, which is at that place of the copies.
    private mutating func text(_ place: Range<Int>) {
        let text = tape.copies[place]
        // Nearly all text is the white space between lines.
        if !grammar.isInICCID, text.allSatisfy(XMLText.isBlank) { return }
        var start = markupEnd
        while start < tape.count, XMLText.isBlank(tape.text[start]) { start += 1 }
        let position = position(at: start)
        grammar.text(text, at: position, excerpt: excerpt(from: start))
    }

    /// The beginning of text, up to the end of its line or what is more than text. It does not
    /// depend on the pieces in which the text comes.
    private func excerpt(from start: Int) -> String {
        tape.withText { text in
            var end = start
            let most = min(text.count, start + SheetReadingLimits.textExcerpt)
            while end < most, !"<>&\r\n".utf8.contains(text[end]) { end += 1 }
            return String(utf8: text.extracting(start..<end))
        }
    }

    private mutating func documentType(endingAt place: Int) {
        var start = place
        while start > 0, start == tape.count || tape.text[start] != UInt8(ascii: "<") {
            start -= 1
        }
        let position = position(at: start)
        grammar.documentType(at: position)
    }

    private mutating func fail(_ fault: XMLFault, at place: Int) {
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
        } else if fault.kind == .names {
            let position = position(at: place)
            grammar.log.error(
                .sheetSize, at: position,
                "the sheet has more than \(SheetReadingLimits.xmlNames) different names of "
                    + "elements and attributes; nothing after this is read")
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
        tape.isEnd && !tape.text[place..<tape.count].contains(UInt8(ascii: ">"))
    }

    /// The first `<` since the last markup.
    private var nextOpening: Int {
        var place = markupEnd
        while place < tape.count, tape.text[place] != UInt8(ascii: "<") { place += 1 }
        return place
    }

    /// Where the document ends, without white space.
    private var contentEnd: Int {
        var place = tape.count
        while place > markupEnd, XMLText.isBlank(tape.text[place - 1]) { place -= 1 }
        return place
    }
}
