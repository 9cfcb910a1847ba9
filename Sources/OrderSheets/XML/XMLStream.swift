// Drives libxml2 over a document of somebody else's format, such as a part of a workbook, where
// only the content counts and places in the text mean nothing to a person.

import CLibXML2
import Orders

/// One parse with libxml2's SAX2 push interface: no tree is built, a DOCTYPE ends it, no entity
/// beyond XML's own five is resolved, and nothing outside the bytes is opened.
@safe final class XMLStream {
    /// Why a document could not be read, in words.
    struct Failure: Error {
        let reason: String
    }

    private let handler: any XMLStreamHandler
    private var failure: Failure?
    /// Owned; there from the start of `parse` to its end.
    private var context: xmlParserCtxtPtr?
    /// The namespace of the root, as libxml2 keeps it for the whole document.
    private var namespace: UnsafePointer<xmlChar>?
    private var hasRoot = false
    /// How many elements of another namespace are open, with all that is in them.
    private var foreignDepth = 0

    /// libxml2's one-time set-up, which is not safe to do on two threads at once.
    private static let libraryIsReady: Void = xmlInitParser()

    private init(_ handler: any XMLStreamHandler) {
        self.handler = handler
    }

    deinit {
        unsafe xmlFreeParserCtxt(context)
    }

    /// Hands the document to `handler`, to its end or until the handler is finished.
    static func parse(
        _ bytes: [UInt8], into handler: some XMLStreamHandler
    ) throws(Failure) {
        let stream = XMLStream(handler)
        stream.parse(bytes)
        if let failure = stream.failure { throw failure }
    }

    private func parse(_ bytes: [UInt8]) {
        _ = Self.libraryIsReady
        var callbacks = unsafe Self.callbacks
        let user = unsafe Unmanaged.passUnretained(self).toOpaque()
        guard let context = unsafe xmlCreatePushParserCtxt(&callbacks, user, nil, 0, nil) else {
            failure = Failure(reason: "there is no memory to read it")
            return
        }
        unsafe self.context = context
        // NOENT only replaces the five entities in attributes: a DOCTYPE, which alone could declare
        // others, ends the parse.
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue
        _ = unsafe xmlCtxtUseOptions(context, Int32(bitPattern: options))
        var offset = 0
        while offset < bytes.count, !isFinished {
            let size = min(SheetReadingLimits.xmlChunk, bytes.count - offset)
            unsafe bytes[offset..<offset + size].withUnsafeBytes { chunk in
                unsafe chunk.withMemoryRebound(to: CChar.self) {
                    _ = unsafe xmlParseChunk(context, $0.baseAddress, Int32(size), 0)
                }
            }
            offset += size
        }
        if !isFinished { _ = unsafe xmlParseChunk(context, nil, 0, 1) }
    }

    private var isFinished: Bool { failure != nil || handler.isFinished }

    private func stopIfFinished() {
        if isFinished { unsafe xmlStopParser(context) }
    }

    private func fail(_ reason: String) {
        guard !isFinished else { return }
        failure = Failure(reason: reason)
    }

    // MARK: What the callbacks report

    private func started(
        _ name: UnsafePointer<xmlChar>, _ namespace: UnsafePointer<xmlChar>?,
        _ attributes: XMLStreamAttributes
    ) {
        if !hasRoot {
            hasRoot = true
            unsafe self.namespace = namespace
        }
        // Equal names are one pointer within a document, but that is libxml2's affair.
        let isForeign =
            unsafe foreignDepth > 0 || xmlStrEqual(namespace, self.namespace) != 1
        if isForeign {
            foreignDepth += 1
            return
        }
        handler.start(unsafe String(cString: name), attributes)
        stopIfFinished()
    }

    private func ended(_ name: UnsafePointer<xmlChar>) {
        if foreignDepth > 0 {
            foreignDepth -= 1
            return
        }
        handler.end(unsafe String(cString: name))
        stopIfFinished()
    }

    private func found(_ text: UnsafeBufferPointer<UInt8>) {
        guard foreignDepth == 0 else { return }
        unsafe handler.text(text)
        stopIfFinished()
    }

    private static var callbacks: xmlSAXHandler {
        var handler = unsafe xmlSAXHandler()
        unsafe handler.initialized = XML_SAX2_MAGIC
        unsafe handler.internalSubset = { user, _, _, _ in
            unsafe XMLStream.stream(user)?.fail("it has a DOCTYPE")
            unsafe XMLStream.stream(user)?.stopIfFinished()
        }
        unsafe handler.startElementNs = { user, name, _, namespace, _, _, count, _, attributes in
            guard let name = unsafe name else { return }
            unsafe XMLStream.stream(user)?.started(
                name, namespace, XMLStreamAttributes(attributes, count: Int(count)))
        }
        unsafe handler.endElementNs = { user, name, _, _ in
            guard let name = unsafe name else { return }
            unsafe XMLStream.stream(user)?.ended(name)
        }
        unsafe handler.characters = { user, text, count in
            unsafe XMLStream.stream(user)?.found(
                UnsafeBufferPointer(start: text, count: Int(count)))
        }
        unsafe handler.cdataBlock = { user, text, count in
            unsafe XMLStream.stream(user)?.found(
                UnsafeBufferPointer(start: text, count: Int(count)))
        }
        unsafe handler.serror = { user, error in
            guard let error = unsafe error?.pointee, unsafe error.level == XML_ERR_FATAL else {
                return
            }
            let message = unsafe error.message.map { unsafe String(cString: $0).trimmed }
            let reason = unsafe "line \(error.line): \(message ?? "error \(error.code)")"
            unsafe XMLStream.stream(user)?.fail(reason)
        }
        return unsafe handler
    }

    /// The stream that the context was made for; it outlives every callback.
    private static func stream(_ user: UnsafeMutableRawPointer?) -> XMLStream? {
        guard let user = unsafe user else { return nil }
        return unsafe Unmanaged<XMLStream>.fromOpaque(user).takeUnretainedValue()
    }
}
