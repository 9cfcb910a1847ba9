// What can be wrong with a gzip file, worded once.

/// Why gzip data was refused; nothing of it should be used.
package enum GzipError: Error, Hashable, Sendable, CustomStringConvertible {
    case notGzip
    case truncated
    /// The header has a reserved flag, another method than deflate, or a wrong checksum of its own.
    case badHeader
    case corruptData
    case wrongChecksum
    case wrongSize
    /// The data unpacks to more than `limit` bytes.
    case tooLarge(limit: Int)
    case tooManyMembers(limit: Int)
    /// Something that is not gzip follows the last member.
    case trailingBytes

    package var description: String {
        switch self {
        case .notGzip: "not gzip data"
        case .truncated: "the gzip data is cut off"
        case .badHeader: "the gzip data has a header that is not understood"
        case .corruptData: "the gzip data cannot be unpacked"
        case .wrongChecksum: "the gzip data fails its checksum"
        case .wrongSize: "the gzip data does not unpack to the size it names"
        case .tooLarge(let limit): "the gzip data unpacks to more than \(limit) bytes"
        case .tooManyMembers(let limit): "the gzip data has more than \(limit) members"
        case .trailingBytes: "something that is not gzip follows the gzip data"
        }
    }
}
