// Looks at the encoding that an XML declaration names, before a parser sees it.

enum XMLDeclaration {
    enum Encoding: Equatable {
        /// UTF-8, or none named, or no declaration at all.
        case utf8
        /// Windows-1252 or ISO 8859-1.
        case windows1252
        case other(String)
    }

    /// The encoding of bytes that have no byte order mark.
    static func encoding(of bytes: [UInt8]) -> Encoding {
        let blank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        let start = bytes.prefix(SheetReadingLimits.xmlDeclaration).drop(while: blank)
        guard start.starts(with: "<?xml".utf8), let end = start.firstIndex(of: UInt8(ascii: ">"))
        else { return .utf8 }
        let declaration = start[..<end]
        let key = Array("encoding".utf8)
        guard
            let place = declaration.indices.first(where: { declaration[$0...].starts(with: key) })
        else { return .utf8 }
        var rest = declaration[(place + key.count)...].drop(while: blank)
        guard rest.popFirst() == UInt8(ascii: "=") else { return .utf8 }
        rest = rest.drop(while: blank)
        guard let quote = rest.popFirst(), let close = rest.firstIndex(of: quote) else {
            return .utf8  // the parser says what is wrong
        }
        let name = String(decoding: rest[..<close], as: UTF8.self)
        switch name.lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii": return .utf8
        case "windows-1252", "cp1252", "iso-8859-1", "latin1": return .windows1252
        default: return .other(name)
        }
    }
}
