// What can go wrong while inflating, before it is known whose data it is.

/// A failure of one deflate stream; the reader words it with the entry's name.
enum InflateError: Error {
    case corrupt
    /// The input ended before the stream did.
    case truncated
    /// The stream holds more than the caller allows.
    case tooLarge
    /// zlib could not get its working memory.
    case noMemory
}
