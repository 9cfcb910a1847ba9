// Drives libxml2 over a document of somebody else's format, such as a part of a workbook, where
// only the content counts and places in the text mean nothing to a person.

import CLibXML2
import Orders

/// One parse with libxml2's SAX2 interface: a DOCTYPE ends it, and no entity beyond XML's own five
/// is resolved.
@safe final class XMLStream {
    /// Why a document could not be read, in words.
    struct Failure: Error {
        let reason: String
    }

    private let bytes: [UInt8]
    /// The bytes up to here are libxml2's.
    private var handedOver = 0
    private let handler: any XMLStreamHandler
    private var failure: Failure?
    /// There from the start of `parse` to its end.
    private var context: xmlParserCtxtPtr?
    /// The namespace of the root, as libxml2 keeps it for the whole document.
    private var namespace: UnsafePointer<xmlChar>?
    private var hasRoot = false
    /// How many elements of another namespace are open, with all that is in them.
    private var foreignDepth = 0

    private init(_ bytes: [UInt8], _ handler: any XMLStreamHandler) {
        self.bytes = bytes
        self.handler = handler
    }

    /// Hands the document to `handler`, to its end or until the handler is finished.
    static func parse(
        _ bytes: [UInt8], into handler: some XMLStreamHandler
    ) throws(Failure) {
        let stream = XMLStream(bytes, handler)
        stream.parse()
        if let failure = stream.failure { throw failure }
    }

    private func parse() {
        let user = unsafe Unmanaged.passUnretained(self).toOpaque()
        // NOENT only replaces the five entities in attributes: a DOCTYPE, which alone could declare
        // others, ends the parse.
        let context = unsafe XMLContext(
            calling: Self.callbacks, of: user, options: [XML_PARSE_NOENT], read: Self.read)
        guard let context else {
            failure = Failure(reason: "there is no memory to read it")
            return
        }
        unsafe self.context = context.pointer
        context.parse()
        unsafe self.context = nil
    }

    /// Copies the next bytes for libxml2 and tells how many; 0 when no more are to be read.
    private func hand(to target: UnsafeMutableRawBufferPointer) -> Int {
        guard !isFinished else { return 0 }
        let count = unsafe XMLContext.copy(
            bytes, from: handedOver, to: bytes.count, into: target)
        handedOver += count
        return count
    }

    private var isFinished: Bool { failure != nil || handler.isFinished }

    private func stopIfFinished() {
        if isFinished { unsafe xmlStopParser(context) }
    }

    private func fail(_ reason: String) {
        guard !isFinished else { return }
        failure = Failure(reason: reason)
    }

    // MARK: What the callbacks report, until a failure has reached libxml2

    private func started(
        _ name: UnsafePointer<xmlChar>, _ namespace: UnsafePointer<xmlChar>?,
        _ attributes: XMLStreamAttributes
    ) {
        guard !isFinished else { return }
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
        guard !isFinished else { return }
        if foreignDepth > 0 {
            foreignDepth -= 1
            return
        }
        handler.end(unsafe String(cString: name))
        stopIfFinished()
    }

    private func found(_ text: UnsafeBufferPointer<UInt8>) {
        guard !isFinished, foreignDepth == 0 else { return }
        unsafe handler.text(text)
        stopIfFinished()
    }

    private static let read: xmlInputReadCallback = { user, target, size in
        let target = unsafe UnsafeMutableRawBufferPointer(start: target, count: Int(size))
        return unsafe Int32(XMLStream.stream(user)?.hand(to: target) ?? 0)
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
