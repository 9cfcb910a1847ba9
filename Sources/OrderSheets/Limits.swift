// The limits of reading a sheet's bytes. What a sheet may hold is the domain's `Limits`.

enum SheetReadingLimits {
    /// Bytes read from a file at a time: large enough that calls cost nothing, small enough to be
    /// spare memory.
    static let fileChunk = 1 << 20
    /// Bytes handed to libxml2 at a time. It refuses more than 10 MB of unread input.
    static let xmlChunk = 64 << 10
    /// Bytes in which an XML declaration has to end; one with every attribute is below 100.
    static let xmlDeclaration = 256
    /// Bytes looked at to tell UTF-16 without a byte order mark.
    static let encodingSample = 1 << 10
}
