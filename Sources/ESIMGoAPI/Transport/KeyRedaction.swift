// Finds our key in what the provider sends, however JSON or a URL writes it.

import Glibc
import Orders

/// Takes one key out of whatever is given to it. It shows the key no more than the key does itself.
struct KeyRedaction: Sendable, CustomReflectable {
    /// Made once: every answer is looked through for them.
    private let spellings: [[UInt8]]
    private let replacement: String

    init(_ key: APIKey) {
        replacement = key.description
        // A toy key would be found inside the words of any message.
        let isToy = key.value.utf8.count < ClientLimits.redactedKeyBytes
        spellings = isToy ? [] : waysToWrite(key.value).map { Array($0.utf8) }
    }

    /// The bytes with every occurrence of the key made unreadable; nil when there is none.
    func clean(_ bytes: [UInt8]) -> [UInt8]? {
        var redacted: [UInt8]?
        for spelling in spellings {
            redacted = replacing(spelling, in: redacted ?? bytes, with: replacement) ?? redacted
        }
        return redacted
    }

    var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// The key as it is, as JSON encoders escape it, and as a URL does.
private func waysToWrite(_ key: String) -> Set<String> {
    let quoted = key.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    var spellings: Set = [key, quoted, quoted.replacing("/", with: "\\/"), key.percentEncoded]
    for isUppercase in [true, false] {
        let escaped = quoted.unicodeScalars.map { scalar in
            guard "<>&'+=/".unicodeScalars.contains(scalar) else { return String(scalar) }
            let digits = String(scalar.value, radix: 16, uppercase: isUppercase)
            return "\\u00" + digits
        }
        spellings.insert(escaped.joined())
    }
    return spellings
}

/// Nil when the needle does not occur.
private func replacing(_ needle: [UInt8], in bytes: [UInt8], with text: String) -> [UInt8]? {
    var result: [UInt8] = []
    var start = 0
    while let found = position(of: needle, in: bytes, from: start) {
        result += bytes[start..<found] + Array(text.utf8)
        start = found + needle.count
    }
    return start == 0 ? nil : result + bytes[start...]
}

/// Where the needle begins. The C library finds its first byte, since answers may have megabytes.
private func position(of needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    unsafe bytes.withUnsafeBytes { bytes -> Int? in
        guard let base = bytes.baseAddress, let first = needle.first else { return nil }
        var place = start
        while place + needle.count <= bytes.count {
            guard
                let found = unsafe memchr(
                    base + place, Int32(first), bytes.count - needle.count - place + 1)
            else { return nil }
            place = unsafe UnsafeRawPointer(found) - base
            if unsafe bytes[place..<place + needle.count].elementsEqual(needle) { return place }
            place += 1
        }
        return nil
    }
}
