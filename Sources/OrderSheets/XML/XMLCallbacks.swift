// The C functions that libxml2 calls, each of which hands on what it is told to the recorder.

import CLibXML2
import Orders

enum XMLCallbacks {
    /// The events that a sheet needs and no others: without handlers for entity declarations, there
    /// is nothing for libxml2 to expand or to load.
    static var handler: xmlSAXHandler {
        var handler = unsafe xmlSAXHandler()
        unsafe handler.initialized = XML_SAX2_MAGIC
        unsafe handler.internalSubset = { user, _, _, _ in
            guard let recorder = unsafe XMLCallbacks.recorder(user) else { return }
            unsafe recorder.pointee.foundDocumentType()
            // Afterwards no other callback comes.
            unsafe xmlStopParser(recorder.pointee.context)
        }
        unsafe handler.startElementNs = { user, name, _, namespace, _, _, count, _, attributes in
            unsafe XMLCallbacks.recorder(user)?.pointee
                .started(name, namespace, attributes, Int(count))
        }
        unsafe handler.endElementNs = { user, _, _, _ in
            unsafe XMLCallbacks.recorder(user)?.pointee.ended()
        }
        unsafe handler.characters = text
        // One that differs would have libxml2 look at each text for something else than blanks.
        unsafe handler.ignorableWhitespace = text
        unsafe handler.cdataBlock = text
        unsafe handler.comment = { user, _ in
            unsafe XMLCallbacks.recorder(user)?.pointee.passedMarkup()
        }
        unsafe handler.processingInstruction = { user, _, _ in
            unsafe XMLCallbacks.recorder(user)?.pointee.passedMarkup()
        }
        unsafe handler.serror = { user, error in
            guard let error = unsafe error?.pointee, unsafe error.level != XML_ERR_WARNING else {
                return
            }
            unsafe XMLCallbacks.recorder(user)?.pointee.failed(XMLFault(error))
        }
        return unsafe handler
    }

    /// Gives libxml2 the next bytes of the document.
    static let read: xmlInputReadCallback = { user, target, size in
        let target = unsafe UnsafeMutableRawBufferPointer(start: target, count: Int(size))
        return unsafe Int32(XMLCallbacks.recorder(user)?.pointee.hand(to: target) ?? 0)
    }

    private static let text: charactersSAXFunc = { user, text, count in
        let buffer = unsafe UnsafeBufferPointer(start: text, count: Int(count))
        unsafe XMLCallbacks.recorder(user)?.pointee.foundText(buffer)
    }

    /// The recorder that the context was made for; it outlives every callback.
    private static func recorder(
        _ user: UnsafeMutableRawPointer?
    ) -> UnsafeMutablePointer<XMLRecorder>? {
        unsafe user?.assumingMemoryBound(to: XMLRecorder.self)
    }
}
