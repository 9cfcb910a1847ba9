// A number as the provider writes it: JSON number or text, read exactly.

import FoundationEssentials
import Orders

/// A decimal that may come as a number or as text. Foundation's decoder reads `Decimal` from the
/// literal digits, so nothing passes through binary floating point.
struct WireNumber: Decodable {
    let value: ExactDecimal

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text: String
        if let string = try? container.decode(String.self) {
            text = string
        } else {
            text = try container.decode(Decimal.self).description
        }
        guard let value = ExactDecimal(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a decimal number")
        }
        self.value = value
    }

    /// The value as a whole number, if it is one of reasonable size: sums of many fit an `Int`.
    var whole: Int? {
        guard value.scale == 0, let number = Int(exactly: value.coefficient) else { return nil }
        return ClientLimits.wholeNumber.contains(number) ? number : nil
    }
}

/// An element of a list that may be null.
struct Nullable<Value: Decodable>: Decodable {
    let value: Value?

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = container.decodeNil() ? nil : try container.decode(Value.self)
    }
}
