// Drives libxml2 over a sheet's bytes and passes on what it finds as plain values.

import CLibXML2
import Orders

/// What has become of a document so far. It is one value, so that a tag takes one access to the
/// parser and not one for each part.
private struct Reading {
    private let bytes: [UInt8]
    var grammar: XMLSheetGrammar
    private var positions = PositionFinder()
    private var plainTags = XMLPlainTags()

    init(bytes: [UInt8], grammar: XMLSheetGrammar) {
        self.bytes = bytes
        self.grammar = grammar
    }

    mutating func position(at offset: Int) -> SheetPosition {
        let bytes = bytes
        return positions.position(at: offset, in: bytes.span)
    }

    /// Takes an empty `<line/>` the short way; false, with nothing done, if that cannot be.
    mutating func startPlain(
        _ start: XMLStartTag, input: UnsafePointer<xmlParserInput>
    ) -> Bool {
        let bytes = bytes
        let text = bytes.span
        let isPlain = unsafe plainTags.read(start, input: input, in: text) {
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

/// One parse of one document with libxml2's SAX2 push interface: no tree is built, no DTD is read,
/// no entity beyond XML's own five is resolved, and nothing outside the bytes is opened.
///
/// libxml2 tells positions roughly, so they are taken from how many bytes it has consumed.
@safe final class XMLPushParser {
    private let bytes: [UInt8]
    private var reading: Reading
    /// Just after the last tag, comment or instruction: where text begins.
    private var markupEnd = 0
    private var hasFailed = false
    /// Owned; there from the start of `parse` to its end.
    private var context: xmlParserCtxtPtr?

    /// libxml2's one-time set-up, which is not safe to do on two threads at once.
    private static let libraryIsReady: Void = xmlInitParser()

    /// The bytes are UTF-8 without a byte order mark.
    init(_ bytes: [UInt8], grammar: XMLSheetGrammar) {
        self.bytes = bytes
        reading = Reading(bytes: bytes, grammar: grammar)
    }

    deinit {
        unsafe xmlFreeParserCtxt(context)
    }

    /// Reads the document to its end, or to the first place that is not well-formed.
    func parse() -> XMLSheetGrammar {
        _ = Self.libraryIsReady
        var handler = unsafe XMLCallbacks.handler
        let user = unsafe Unmanaged.passUnretained(self).toOpaque()
        guard let context = unsafe xmlCreatePushParserCtxt(&handler, user, nil, 0, nil) else {
            grammar.log.error(
                .sheetUnreadable, at: nil, "there is no memory to read the sheet; try again")
            return grammar
        }
        unsafe self.context = context
        // IGNORE_ENC: the bytes are UTF-8 by now, whatever the declaration says. NOENT: without it
        // libxml2 leaves `&amp;` in an attribute as `&#38;`; there are no other entities to
        // replace, because a DOCTYPE, which alone could declare some, ends the parse.
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_NOENT.rawValue
        _ = unsafe xmlCtxtUseOptions(context, Int32(bitPattern: options))
        unsafe bytes.withUnsafeBytes { unsafe feed($0, to: context) }
        return grammar
    }

    private func feed(_ bytes: UnsafeRawBufferPointer, to context: xmlParserCtxtPtr) {
        var offset = 0
        while offset < bytes.count, !isFinished {
            let size = min(SheetReadingLimits.xmlChunk, bytes.count - offset)
            let chunk = unsafe UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + size])
            unsafe chunk.withMemoryRebound(to: CChar.self) {
                _ = unsafe xmlParseChunk(context, $0.baseAddress, Int32(size), 0)
            }
            offset += size
        }
        if !isFinished { _ = unsafe xmlParseChunk(context, nil, 0, 1) }
    }

    private var grammar: XMLSheetGrammar {
        get { reading.grammar }
        _modify { yield &reading.grammar }
    }

    private func position(at offset: Int) -> SheetPosition { reading.position(at: offset) }

    private var isFinished: Bool { hasFailed || reading.grammar.isFinished }

    private var consumed: Int {
        let count = unsafe xmlByteConsumed(context)
        return min(max(0, Int(count)), bytes.count)
    }

    /// Called from libxml2 only, so the context is there. Afterwards no other callback comes.
    private func stopIfFinished() {
        if isFinished { unsafe xmlStopParser(context) }
    }

    // MARK: What the callbacks report

    /// Takes an empty `<line/>` the short way. False, with nothing done, if `started` has to
    /// look at it.
    func startedPlain(_ start: XMLStartTag) -> Bool {
        guard !isFinished, let input = unsafe context?.pointee.input else { return false }
        return unsafe reading.startPlain(start, input: input)
    }

    /// `attributes` makes the attributes from the places of their names.
    func started(
        name: String, namespace: String?, attributes: ((String) -> SheetPosition) -> [XMLAttribute]
    ) {
        let places = XMLTagPlaces(in: bytes, endingNear: consumed)
        let position = self.position(at: places.start)
        let tag = XMLTag(
            name: name, namespace: namespace,
            attributes: attributes { name in
                self.position(at: places.attributes[name] ?? places.start)
            },
            position: position)
        markupEnd = places.end
        grammar.start(tag)
        stopIfFinished()
    }

    func ended() {
        markupEnd = consumed
        grammar.end()
        stopIfFinished()
    }

    func passedMarkup() {
        markupEnd = consumed
    }

    func foundText(_ text: UnsafeBufferPointer<UInt8>) {
        guard unsafe !text.allSatisfy(Self.isBlank) else { return }
        var start = markupEnd
        while start < bytes.count, Self.isBlank(bytes[start]) { start += 1 }
        unsafe grammar.text(text, at: position(at: start))
        stopIfFinished()
    }

    func foundDocumentType() {
        var start = consumed
        while start > 0, start == bytes.count || bytes[start] != UInt8(ascii: "<") { start -= 1 }
        grammar.documentType(at: position(at: start))
        stopIfFinished()
    }

    func failed(_ message: String, isAtEnd: Bool, isNamespace: Bool, isFatal: Bool) {
        guard !isFinished else { return }
        if isAtEnd, grammar.isOpen {
            // libxml2 speaks of extra content there, and people would look for what is too much.
            grammar.log.error(
                .xmlSyntax, at: position(at: consumed),
                "the XML ends before all its elements are closed, so it was most likely cut off; "
                    + "export it again")
        } else if isNamespace {
            // The tag's begin, so that positions are asked for in ascending order.
            let places = XMLTagPlaces(in: bytes, endingNear: consumed)
            grammar.log.error(
                .xmlNamespace, at: position(at: places.start), message)
        } else {
            let end = isFatal ? "; nothing after it is read" : ""
            grammar.log.error(
                .xmlSyntax, at: position(at: consumed),
                "the XML is not well-formed: \(message)\(end)")
        }
        // What libxml2 says after its first fatal error follows from that one.
        if isFatal { hasFailed = true }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
