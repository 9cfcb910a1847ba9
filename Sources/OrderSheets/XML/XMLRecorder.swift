// Drives libxml2 over a sheet's bytes.

import CLibXML2

/// One parse of one document with libxml2's SAX2 interface: no entity beyond XML's own five is
/// resolved. libxml2 asks for the bytes itself: given them in pieces of our choice, it would first
/// look for the end of each tag.
@safe final class XMLRecorder {
    private var recording: XMLRecording
    /// There from the start of `parse` to its end.
    private var context: xmlParserCtxtPtr?

    private init(_ text: consuming SheetWindow, to channel: XMLTapeChannel) {
        recording = XMLRecording(text, to: channel)
    }

    /// Reads the document to its end, or to where nothing more is to be read. The text is UTF-8
    /// without a byte order mark.
    static func record(_ text: consuming SheetWindow, to channel: XMLTapeChannel) {
        let recorder = XMLRecorder(text, to: channel)
        channel.end(recorder.parse())
    }

    private func parse() -> XMLTapeChannel.End {
        let user = unsafe Unmanaged.passUnretained(self).toOpaque()
        // IGNORE_ENC: the bytes are UTF-8 by now, whatever the declaration says. NOENT: without it
        // libxml2 leaves `&amp;` in an attribute as `&#38;`; there are no other entities to
        // replace, because a DOCTYPE, which alone could declare some, ends the parse.
        let context = unsafe XMLContext(
            calling: XMLCallbacks.handler, of: user,
            options: [XML_PARSE_IGNORE_ENC, XML_PARSE_NOENT], read: XMLCallbacks.read)
        guard let context else { return .outOfMemory }
        unsafe self.context = context.pointer
        context.parse()
        unsafe self.context = nil
        return recording.end()
    }

    /// What libxml2 reads from, which tells how far it is. Called from libxml2 only, so the context
    /// is there.
    private var input: UnsafePointer<xmlParserInput>? {
        unsafe UnsafePointer(context?.pointee.input)
    }

    // MARK: What the callbacks report

    /// Gives libxml2 the next bytes; 0 at the end.
    func hand(to target: UnsafeMutableRawBufferPointer) -> Int {
        unsafe recording.hand(to: target)
    }

    /// `attributes` are five pointers for each of them: local name, prefix, namespace, and where
    /// the value begins and ends.
    func started(
        _ name: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
    ) {
        unsafe recording.start(name, namespace, attributes, count, input)
    }

    func ended() { unsafe recording.end(input) }

    func passedMarkup() { unsafe recording.passMarkup(input) }

    func foundText(_ text: UnsafeBufferPointer<UInt8>) { unsafe recording.text(text) }

    /// Afterwards no other callback comes.
    func foundDocumentType() {
        unsafe recording.documentType(input)
        unsafe xmlStopParser(context)
    }

    /// Afterwards libxml2 may still call back until it asks for more bytes: stopped from here, it
    /// would go on with what it has freed.
    func failed(_ fault: XMLFault) { unsafe recording.fail(fault, input) }
}
