// What can be wrong with a text for a QR code, worded once.

/// Why there is no QR code. The text is never repeated: it is usually a credential.
package enum QRError: Error, Hashable, Sendable, CustomStringConvertible {
    case emptyText
    case textTooLong(bytes: Int, limit: Int)
    /// The encoder gave up, which for a text of these lengths means that memory ran out.
    case encoderFailed

    package var description: String {
        switch self {
        case .emptyText: "there is no text for the QR code"
        case .textTooLong(let bytes, let limit):
            "the text for the QR code has \(bytes) bytes; at most \(limit) fit"
        case .encoderFailed: "the QR code could not be made"
        }
    }
}
