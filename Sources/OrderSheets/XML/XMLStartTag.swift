// A start tag as libxml2 reports it.

import CLibXML2

/// The arguments of libxml2's callback for a start tag; they hold as long as the callback runs.
@safe struct XMLStartTag {
    let name: UnsafePointer<xmlChar>?
    let namespace: UnsafePointer<xmlChar>?
    /// Five pointers for each attribute: local name, prefix, namespace, and where the value begins
    /// and ends.
    let attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    let count: Int
}
