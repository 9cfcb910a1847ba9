// The query of a request, with repeated names and escapes.

/// Names and values in the order of the URL; a name may come several times.
struct QueryItems: Sendable {
    private let items: [(name: String, value: String)]

    init(_ query: String?) {
        items = (query ?? "").split(separator: "&").map { part in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decode(pair[0]), pair.count == 2 ? Self.decode(pair[1]) : "")
        }
    }

    /// All values of a name that are not empty.
    func all(_ name: String) -> [String] {
        items.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
    }

    subscript(name: String) -> String? { all(name).first }

    /// A page number or size from 1; more than the most counts as the most.
    func count(_ name: String, default standard: Int, most: Int = .max) throws(Refusal) -> Int {
        guard let text = self[name] else { return standard }
        guard let value = Int(text), value >= 1 else {
            throw Refusal(message: "\(name) must be a whole number from 1")
        }
        return min(value, most)
    }

    /// Undoes percent escapes and the form's plus; a broken escape stays as it is.
    static func decode(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest.removeFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
