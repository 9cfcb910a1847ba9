// Drives libxml2 over a sheet's bytes and passes on what it finds as plain values.

import CLibXML2
import Orders

/// One parse of one document with libxml2's SAX2 interface: no entity beyond XML's own five is
/// resolved. libxml2 asks for the bytes itself: given them in pieces of our choice, it would first
/// look for the end of each tag.
///
/// libxml2 tells positions roughly, so they are taken from how many bytes it has consumed.
@safe final class XMLSheetParser {
    private var reading: XMLReading
    /// There from the start of `parse` to its end.
    private var context: xmlParserCtxtPtr?

    /// The text is UTF-8 without a byte order mark.
    init(_ text: consuming SheetWindow, grammar: XMLSheetGrammar) {
        reading = XMLReading(text, grammar: grammar)
    }

    /// Reads the document to its end, or to where nothing more is to be read. False if it has to be
    /// read as a whole instead: the window cannot show all of it, or has not come to its end.
    func parse() -> Bool {
        let user = unsafe Unmanaged.passUnretained(self).toOpaque()
        // IGNORE_ENC: the bytes are UTF-8 by now, whatever the declaration says. NOENT: without it
        // libxml2 leaves `&amp;` in an attribute as `&#38;`; there are no other entities to
        // replace, because a DOCTYPE, which alone could declare some, ends the parse.
        let context = unsafe XMLContext(
            calling: XMLCallbacks.handler, of: user,
            options: [XML_PARSE_IGNORE_ENC, XML_PARSE_NOENT], read: XMLCallbacks.read)
        guard let context else {
            reading.grammar.log.error(
                .sheetUnreadable, at: nil, "there is no memory to read the sheet; try again")
            return reading.window.isEnd
        }
        unsafe self.context = context.pointer
        context.parse()
        unsafe self.context = nil
        return !reading.isAbandoned && reading.window.isEnd
    }

    /// What the document says, after `parse`.
    var grammar: XMLSheetGrammar { reading.grammar }

    /// Of the file that the document is read from, after `parse`.
    var sha256: String { reading.window.sha256 }

    /// How many bytes of the document libxml2 has read.
    private var consumed: Int { unsafe xmlByteConsumed(context) }

    /// Called from libxml2 only, so the context is there. Afterwards no other callback comes.
    private func stop(if isFinished: Bool) {
        if isFinished { unsafe xmlStopParser(context) }
    }

    // MARK: What the callbacks report

    /// Gives libxml2 the next bytes; 0 at the end.
    func hand(to target: UnsafeMutableRawBufferPointer) -> Int {
        unsafe reading.hand(to: target)
    }

    /// Takes an empty `<line/>` the short way. False, with nothing done, if `started` has to
    /// look at it.
    func startedPlain(_ start: XMLStartTag) -> Bool {
        guard let input = unsafe context?.pointee.input else { return false }
        return unsafe reading.startPlain(start, input: input)
    }

    /// `attributes` makes the attributes from the places of their names.
    func started(
        name: String, namespace: String?, attributes: ((String) -> SheetPosition) -> [XMLAttribute]
    ) {
        stop(
            if: reading.start(
                name: name, namespace: namespace, endingNear: consumed, attributes: attributes))
    }

    func ended() {
        stop(if: reading.end(at: consumed))
    }

    func passedMarkup() {
        reading.passMarkup(to: consumed)
    }

    func foundText(_ text: UnsafeBufferPointer<UInt8>) {
        stop(if: unsafe reading.text(text))
    }

    func foundDocumentType() {
        stop(if: reading.documentType(endingAt: consumed))
    }

    /// Afterwards libxml2 may still call back until it asks for more bytes: stopped from here, it
    /// would go on with what it has freed.
    func failed(_ fault: XMLFault) {
        reading.fail(fault, at: consumed)
    }
}
