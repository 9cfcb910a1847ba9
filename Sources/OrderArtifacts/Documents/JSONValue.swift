// JSON as we write it: keys in a fixed order, so that two runs can be compared by eye and by diff.

import Orders

/// A JSON value. Objects keep the order in which their members are given.
package indirect enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case string(String)
    case array([JSONValue])
    case object([(String, JSONValue)])

    /// `null` for nil.
    package static func optional(_ text: String?) -> JSONValue {
        text.map(JSONValue.string) ?? .null
    }

    /// The value as text, indented by two spaces, with a final line feed.
    package var text: String {
        var writer = Writer()
        writer.write(self, indent: 0)
        return writer.text + "\n"
    }

    /// The value on one line.
    package var compact: String {
        var writer = Writer()
        writer.write(self, indent: nil)
        return writer.text
    }
}

extension JSONValue {
    /// Collects bytes: a run's document has a million of them, mostly in short texts.
    private struct Writer {
        private var bytes: [UInt8] = []

        var text: String { String(decoding: bytes, as: UTF8.self) }

        mutating func write(_ value: JSONValue, indent: Int?) {
            switch value {
            case .null: append("null")
            case .bool(let value): append(value ? "true" : "false")
            case .int(let value): append("\(value)")
            case .string(let value): quote(value)
            case .array(let values):
                list(values, "[", "]", indent) { value, writer, inner in
                    writer.write(value, indent: inner)
                }
            case .object(let members):
                list(members, "{", "}", indent) { member, writer, inner in
                    writer.quote(member.0)
                    writer.append(indent == nil ? ":" : ": ")
                    writer.write(member.1, indent: inner)
                }
            }
        }

        private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

        private mutating func list<Element>(
            _ elements: [Element], _ open: Unicode.Scalar, _ close: Unicode.Scalar,
            _ indent: Int?, _ write: (Element, inout Writer, Int?) -> Void
        ) {
            bytes.append(UInt8(ascii: open))
            let inner = indent.map { $0 + 2 }
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                if let inner { beginLine(inner) }
                write(element, &self, inner)
            }
            if let indent, !elements.isEmpty { beginLine(indent) }
            bytes.append(UInt8(ascii: close))
        }

        private mutating func beginLine(_ indent: Int) {
            bytes.append(UInt8(ascii: "\n"))
            for _ in 0..<indent { bytes.append(UInt8(ascii: " ")) }
        }

        private mutating func quote(_ text: String) {
            bytes.append(UInt8(ascii: "\""))
            // Nearly every byte can stand as it is, and what stands for more than one is no mark.
            for byte in text.utf8 {
                if byte >= 0x20, byte != 0x7F, byte != 0x22, byte != 0x5C {
                    bytes.append(byte)
                } else {
                    escape(byte)
                }
            }
            bytes.append(UInt8(ascii: "\""))
        }

        private mutating func escape(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case UInt8(ascii: "\n"): append("\\n")
            case UInt8(ascii: "\r"): append("\\r")
            case UInt8(ascii: "\t"): append("\\t")
            default: append("\\u00" + [byte].hexadecimal)
            }
        }
    }
}
