// Drives libxml2 over a sheet's bytes.

import CLibXML2

/// One parse of one document with libxml2's SAX2 interface: no entity beyond XML's own five is
/// resolved. libxml2 asks for the bytes itself: given them in pieces of our choice, it would first
/// look for the end of each tag.
///
/// The callbacks get its address, since a reference would be counted twice for each tag. While one
/// of them changes it, nothing calls libxml2, which could call back.
@safe struct XMLRecorder: ~Copyable {
    private var recording: XMLRecording
    /// There from the start of `parse` to its end.
    private(set) var context: xmlParserCtxtPtr?

    private init(_ text: consuming SheetWindow, to channel: XMLTapeChannel) {
        recording = XMLRecording(text, to: channel)
    }

    /// Reads the document to its end, or to where nothing more is to be read. The text is UTF-8
    /// without a byte order mark.
    static func record(_ text: consuming SheetWindow, to channel: XMLTapeChannel) {
        var recorder = XMLRecorder(text, to: channel)
        let end = unsafe withUnsafeMutablePointer(to: &recorder) { unsafe parse(for: $0) }
        channel.end(end)
    }

    private static func parse(
        for recorder: UnsafeMutablePointer<XMLRecorder>
    ) -> XMLTapeChannel.End {
        // IGNORE_ENC: the bytes are UTF-8 by now, whatever the declaration says. NOENT: without it
        // libxml2 leaves `&amp;` in an attribute as `&#38;`; there are no other entities to
        // replace, because a DOCTYPE, which alone could declare some, ends the parse.
        let context = unsafe XMLContext(
            calling: XMLCallbacks.handler, of: recorder,
            options: [XML_PARSE_IGNORE_ENC, XML_PARSE_NOENT], read: XMLCallbacks.read)
        guard let context else { return .outOfMemory }
        unsafe recorder.pointee.context = context.pointer
        context.parse()
        unsafe recorder.pointee.context = nil
        return unsafe recorder.pointee.recording.end()
    }

    /// What libxml2 reads from, which tells how far it is. Called from libxml2 only, so the context
    /// is there.
    private var input: UnsafePointer<xmlParserInput>? {
        unsafe UnsafePointer(context?.pointee.input)
    }

    // MARK: What the callbacks report

    /// Gives libxml2 the next bytes; 0 at the end.
    mutating func hand(to target: UnsafeMutableRawBufferPointer) -> Int {
        unsafe recording.hand(to: target)
    }

    /// `attributes` are five pointers for each of them: local name, prefix, namespace, and where
    /// the value begins and ends.
    mutating func started(
        _ name: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
    ) {
        unsafe recording.start(name, namespace, attributes, count, input)
    }

    mutating func ended() { unsafe recording.end(input) }

    mutating func passedMarkup() { unsafe recording.passMarkup(input) }

    mutating func foundText(_ text: UnsafeBufferPointer<UInt8>) { unsafe recording.text(text) }

    mutating func foundDocumentType() { unsafe recording.documentType(input) }

    /// Afterwards libxml2 may still call back until it asks for more bytes: stopped from here, it
    /// would go on with what it has freed.
    mutating func failed(_ fault: XMLFault) { unsafe recording.fail(fault, input) }
}
