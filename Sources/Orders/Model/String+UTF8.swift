// Texts from bytes that are known to be UTF-8.

extension String {
    /// The text of well-formed UTF-8; what is not becomes U+FFFD.
    package init(utf8 bytes: Span<UInt8>) {
        self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
