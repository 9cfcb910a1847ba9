// The attributes of one element, read where libxml2 keeps them: most are never looked at.

import CLibXML2

/// The attributes of an element; valid during the call that hands them over.
@safe struct XMLStreamAttributes {
    /// Five pointers for each attribute: local name, prefix, namespace, and where the value begins
    /// and ends.
    private let list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    private let count: Int

    init(_ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int) {
        unsafe self.list = list
        self.count = count
    }

    /// The value of the attribute of that name without a namespace; nil if there is none.
    subscript(name: StaticString) -> String? {
        unsafe value { parts in
            unsafe parts[2] == nil && xmlStrEqual(parts[0], name.utf8Start) == 1
        }
    }

    /// The value of the attribute of that name in any namespace, such as `r:id`.
    func qualified(_ name: StaticString) -> String? {
        unsafe value { parts in
            unsafe parts[2] != nil && xmlStrEqual(parts[0], name.utf8Start) == 1
        }
    }

    /// Whether the attribute is there and true, as XML Schema writes it.
    func isTrue(_ name: StaticString) -> Bool {
        let value = self[name]
        return value == "1" || value == "true"
    }

    private func value(
        where isWanted: (UnsafeBufferPointer<UnsafePointer<xmlChar>?>) -> Bool
    ) -> String? {
        guard let list = unsafe list else { return nil }
        for index in 0..<count {
            let parts = unsafe UnsafeBufferPointer(start: list + index * 5, count: 5)
            guard unsafe isWanted(parts), let start = unsafe parts[3], let end = unsafe parts[4]
            else { continue }
            let size = unsafe min(end - start, WorkbookLimits.attributeBytes)
            let value = unsafe UnsafeBufferPointer(start: start, count: size)
            return unsafe String(decoding: value, as: UTF8.self)
        }
        return nil
    }
}
