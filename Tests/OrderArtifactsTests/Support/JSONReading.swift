// JSON as somebody else reads it.

import Foundation

/// A JSON value read by Foundation, compared by its text.
struct JSONReading: CustomStringConvertible {
    private let value: Any?

    init(_ bytes: [UInt8]) throws {
        value = try JSONSerialization.jsonObject(
            with: Data(bytes), options: [.fragmentsAllowed])
    }

    private init(value: Any?) { self.value = value }

    subscript(key: String) -> JSONReading {
        JSONReading(value: (value as? [String: Any])?[key])
    }

    subscript(index: Int) -> JSONReading {
        guard let array = value as? [Any], array.indices.contains(index) else {
            return JSONReading(value: nil)
        }
        return JSONReading(value: array[index])
    }

    var elements: [JSONReading] { (value as? [Any] ?? []).map { JSONReading(value: $0) } }
    var keys: Set<String> { Set((value as? [String: Any] ?? [:]).keys) }
    var text: String? { value as? String }
    var number: Int? { (value as? NSNumber)?.intValue }
    var isNull: Bool { value is NSNull }
    var flag: Bool? { value as? Bool }

    var description: String { value.map { "\($0)" } ?? "nothing" }
}
