// What libxml2 finds wrong with a document.

import CLibXML2
import Orders

/// One error of libxml2's, which it may go on after.
struct XMLFault: Sendable {
    enum Kind: Equatable, Sendable {
        /// An end tag names another element than the one that is open.
        case wrongEndTag
        /// Such a piece of the document is open at its end.
        case unclosed(String)
        /// It is about a prefix or a namespace.
        case namespace
        /// There are more different names than are kept.
        case names
        case other
    }

    /// As libxml2 words it.
    let message: String
    /// The document is not well-formed.
    let isFatal: Bool
    let kind: Kind

    /// That there are more different names than are kept.
    static let tooManyNames = XMLFault(
        message: "", isFatal: true, kind: .names)

    private init(message: String, isFatal: Bool, kind: Kind) {
        self.message = message
        self.isFatal = isFatal
        self.kind = kind
    }

    init(_ error: xmlError) {
        let text = unsafe error.message.map { unsafe String(cString: $0).trimmed }
        message = text ?? "error \(unsafe error.code)"
        isFatal = unsafe error.level == XML_ERR_FATAL
        let code = unsafe UInt32(bitPattern: error.code)
        kind =
            switch code {
            case XML_ERR_TAG_NAME_MISMATCH.rawValue: .wrongEndTag
            case XML_ERR_COMMENT_NOT_FINISHED.rawValue: .unclosed("comment")
            case XML_ERR_PI_NOT_FINISHED.rawValue: .unclosed("instruction")
            case XML_ERR_CDATA_NOT_FINISHED.rawValue: .unclosed("CDATA section")
            default:
                unsafe error.domain == Int32(bitPattern: XML_FROM_NAMESPACE.rawValue)
                    ? .namespace : .other
            }
    }
}
