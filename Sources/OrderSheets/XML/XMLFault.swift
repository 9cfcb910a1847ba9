// What libxml2 finds wrong with a document.

import CLibXML2
import Orders

/// One error of libxml2's, which it may go on after.
struct XMLFault {
    /// As libxml2 words it.
    let message: String
    /// The document is not well-formed.
    let isFatal: Bool
    /// It is about a prefix or a namespace.
    let isNamespace: Bool
    /// An end tag names another element than the one that is open.
    let isWrongEndTag: Bool

    init(_ error: xmlError) {
        let text = unsafe error.message.map { unsafe String(cString: $0).trimmed }
        message = text ?? "error \(unsafe error.code)"
        isFatal = unsafe error.level == XML_ERR_FATAL
        isNamespace = unsafe error.domain == Int32(bitPattern: XML_FROM_NAMESPACE.rawValue)
        isWrongEndTag =
            unsafe error.code == Int32(bitPattern: XML_ERR_TAG_NAME_MISMATCH.rawValue)
    }
}
