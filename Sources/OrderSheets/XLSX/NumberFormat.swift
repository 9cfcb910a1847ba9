// Tells a format for dates and times from one for numbers.

enum NumberFormat {
    /// The numbers that every program knows as dates or times without a code in the file: ECMA-376
    /// part 1, 18.8.30, those of East Asian languages included.
    static func isBuiltInDate(_ id: Int) -> Bool {
        switch id {
        case 14...22, 27...36, 45...47, 50...58: true
        default: false
        }
    }

    /// Whether a code has a part of a date or a time outside of quoted text and of conditions.
    static func isDate(_ code: String) -> Bool {
        var scalars = code.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            switch scalar {
            case "\"":
                while let next = scalars.next(), next != "\"" {}
            case "\\", "_", "*":  // the next character stands for itself, or for its width
                _ = scalars.next()
            case "[":
                var inside = ""
                while let next = scalars.next(), next != "]" { inside.unicodeScalars.append(next) }
                // Hours, minutes and seconds that go on after 24 or 60.
                let letters = Set(inside.lowercased())
                if letters.count == 1, letters.isSubset(of: ["h", "m", "s"]) { return true }
            case "y", "Y", "m", "M", "d", "D", "h", "H", "s", "S":
                return true
            default:
                break
            }
        }
        return false
    }
}
