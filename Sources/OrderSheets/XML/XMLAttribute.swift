// An attribute of an XML sheet as plain values.

import Orders

struct XMLAttribute {
    /// The name without its prefix.
    let name: String
    let prefix: String?
    let namespace: String?
    /// With references resolved; cut a little after the longest value that a sheet may have.
    let value: String
    /// Where the name begins.
    let position: SheetPosition

    /// What XML and its schema language say about the document itself, such as `xml:lang` and
    /// `xsi:schemaLocation`.
    var isAboutDocument: Bool {
        namespace == "http://www.w3.org/XML/1998/namespace"
            || namespace == "http://www.w3.org/2001/XMLSchema-instance"
    }
}
