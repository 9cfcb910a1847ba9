// The C functions that libxml2 calls, each of which hands plain values to the parser.

import CLibXML2
import Orders

enum XMLCallbacks {
    /// The events that a sheet needs and no others: without handlers for entity declarations, there
    /// is nothing for libxml2 to expand or to load.
    static var handler: xmlSAXHandler {
        var handler = unsafe xmlSAXHandler()
        unsafe handler.initialized = XML_SAX2_MAGIC
        unsafe handler.internalSubset = { user, _, _, _ in
            unsafe XMLCallbacks.parser(user)?.foundDocumentType()
        }
        unsafe handler.startElementNs = { user, name, _, namespace, _, _, count, _, attributes in
            guard let parser = unsafe XMLCallbacks.parser(user) else { return }
            let tag = unsafe XMLStartTag(
                name: name, namespace: namespace, attributes: attributes, count: Int(count))
            if parser.startedPlain(tag) { return }
            guard let name = unsafe XMLCallbacks.string(name) else { return }
            unsafe parser.started(
                name: name, namespace: XMLCallbacks.string(namespace)
            ) { position in
                unsafe XMLCallbacks.attributes(attributes, Int(count), position)
            }
        }
        unsafe handler.endElementNs = { user, _, _, _ in unsafe XMLCallbacks.parser(user)?.ended() }
        unsafe handler.characters = { user, text, count in
            unsafe XMLCallbacks.pass(text, count, to: user)
        }
        unsafe handler.cdataBlock = { user, text, count in
            unsafe XMLCallbacks.pass(text, count, to: user)
        }
        unsafe handler.comment = { user, _ in unsafe XMLCallbacks.parser(user)?.passedMarkup() }
        unsafe handler.processingInstruction = { user, _, _ in
            unsafe XMLCallbacks.parser(user)?.passedMarkup()
        }
        unsafe handler.serror = { user, error in
            guard let error = unsafe error?.pointee, unsafe error.level != XML_ERR_WARNING else {
                return
            }
            unsafe XMLCallbacks.parser(user)?.failed(XMLFault(error))
        }
        return unsafe handler
    }

    /// Gives libxml2 the next bytes of the document.
    static let read: xmlInputReadCallback = { user, target, size in
        let target = unsafe UnsafeMutableRawBufferPointer(start: target, count: Int(size))
        return unsafe Int32(XMLCallbacks.parser(user)?.hand(to: target) ?? 0)
    }

    /// The parser that the context was made for; it outlives every callback.
    private static func parser(_ user: UnsafeMutableRawPointer?) -> XMLSheetParser? {
        guard let user = unsafe user else { return nil }
        return unsafe Unmanaged<XMLSheetParser>.fromOpaque(user).takeUnretainedValue()
    }

    private static func pass(
        _ text: UnsafePointer<xmlChar>?, _ count: Int32, to user: UnsafeMutableRawPointer?
    ) {
        let buffer = unsafe UnsafeBufferPointer(start: text, count: Int(count))
        unsafe parser(user)?.foundText(buffer)
    }

    /// libxml2 gives five pointers for each attribute: local name, prefix, namespace, and where the
    /// value begins and ends.
    private static func attributes(
        _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int,
        _ position: (String) -> SheetPosition
    ) -> [XMLAttribute] {
        guard let list = unsafe list else { return [] }
        return (0..<count).compactMap { index in
            let parts = unsafe UnsafeBufferPointer(start: list + index * 5, count: 5)
            guard let name = unsafe string(parts[0]), let start = unsafe parts[3],
                let end = unsafe parts[4]
            else { return nil }
            let prefix = unsafe string(parts[1])
            // What is longer is refused, and must not fill memory before that.
            let size = unsafe min(end - start, Limits.sheetValueBytes + 4)
            let value = unsafe UnsafeBufferPointer(start: start, count: size)
            return unsafe XMLAttribute(
                name: name, prefix: prefix, namespace: string(parts[2]),
                value: String(decoding: value, as: UTF8.self),
                position: position(prefix.map { "\($0):\(name)" } ?? name))
        }
    }

    private static func string(_ text: UnsafePointer<xmlChar>?) -> String? {
        unsafe text.map { unsafe String(cString: $0) }
    }
}
