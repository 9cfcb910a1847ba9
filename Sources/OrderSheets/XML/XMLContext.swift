// Sets libxml2 up for one document.

import CLibXML2
import Glibc

/// libxml2's parser of one document, which it asks for piece by piece. No tree is built, no DTD is
/// read, and nothing but the document is opened.
@safe struct XMLContext: ~Copyable {
    let pointer: xmlParserCtxtPtr

    /// libxml2's one-time set-up, which is not safe to do on two threads at once.
    private static let libraryIsReady: Void = xmlInitParser()

    /// Nil if there is no memory. `user` is what all callbacks are called with, `read` among them,
    /// which copies the next bytes of the document and tells how many; 0 is the end.
    init?(
        calling callbacks: xmlSAXHandler, of user: UnsafeMutableRawPointer,
        options: [xmlParserOption], read: @escaping xmlInputReadCallback
    ) {
        _ = Self.libraryIsReady
        var callbacks = unsafe callbacks
        guard
            let context = unsafe xmlCreateIOParserCtxt(
                &callbacks, user, read, nil, user, XML_CHAR_ENCODING_NONE)
        else { return nil }
        unsafe pointer = context
        let all = ([XML_PARSE_NONET] + options).reduce(0) { $0 | $1.rawValue }
        _ = unsafe xmlCtxtUseOptions(context, Int32(bitPattern: all))
    }

    deinit { unsafe xmlFreeParserCtxt(pointer) }

    /// Copies the bytes of a document from a place on, as many as the target takes and no further
    /// than to `end`; returns how many.
    static func copy(
        _ bytes: [UInt8], from start: Int, to end: Int,
        into target: UnsafeMutableRawBufferPointer
    ) -> Int {
        let count = min(target.count, end - start)
        guard count > 0, let to = target.baseAddress else { return 0 }
        unsafe bytes.withUnsafeBytes { bytes in
            guard let from = bytes.baseAddress else { return }
            unsafe memcpy(to, from + start, count)
        }
        return count
    }

    /// Reads the document to its end or until a callback stops it.
    func parse() { _ = unsafe xmlParseDocument(pointer) }
}
