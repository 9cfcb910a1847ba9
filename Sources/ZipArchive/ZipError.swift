// What can be wrong with a ZIP archive, worded once.

/// Why an archive was refused. Every case means that nothing of it should be used. Names come from
/// the archive: in descriptions they are cut and their control characters are escaped.
package enum ZipError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no end record whose comment reaches exactly to the end: not a ZIP, or one cut off.
    case notAnArchive
    /// Two end records fit, so two readers could see two different archives.
    case ambiguousEnd
    case archiveTooLarge(bytes: Int, limit: Int)
    /// The archive says that it is one of several volumes.
    case severalVolumes
    /// ZIP64 is for archives beyond 4 GiB or 65,534 entries; none of ours is.
    case zip64
    case tooManyEntries(count: Int, limit: Int)
    /// The central directory is not where or what the end record says; `offset` is in bytes.
    case badDirectory(offset: Int)
    case badName(offset: Int, bytes: Int, limit: Int)
    case duplicateName(String)
    case encrypted(String)
    case unsupportedMethod(String, method: UInt16)
    case entryTooLarge(String, bytes: Int, limit: Int)
    case totalTooLarge(limit: Int)
    case ratioTooHigh(String, limit: Int)
    /// An entry's own header is missing, cut off, or tells another story than the directory.
    case headersDisagree(String)
    /// Two entries share bytes of the archive.
    case overlap(String)
    case corruptData(String)
    case wrongSize(String, expected: Int)
    case wrongChecksum(String)
    /// The entry was not read from this archive.
    case foreignEntry(String)
    /// A writer was given a name that a careful reader would refuse.
    case unsafeName(String)
    /// A writer was given more than a plain ZIP can say.
    case archiveFull(String)

    package var description: String {
        switch self {
        case .notAnArchive: "not a ZIP archive, or one that was cut off"
        case .ambiguousEnd: "the ZIP archive has two ends"
        case .archiveTooLarge(let bytes, let limit):
            "the ZIP archive has \(bytes) bytes; at most \(limit) are read"
        case .severalVolumes: "the ZIP archive is one of several volumes"
        case .zip64: "the ZIP archive uses ZIP64, which is not read"
        case .tooManyEntries(let count, let limit):
            "the ZIP archive has \(count) entries; at most \(limit) are read"
        case .badDirectory(let offset):
            "the ZIP archive's directory is damaged at byte \(offset)"
        case .badName(let offset, let bytes, let limit):
            "the name at byte \(offset) of the ZIP archive has \(bytes) bytes, not 1…\(limit)"
        case .duplicateName, .encrypted, .unsupportedMethod, .entryTooLarge, .totalTooLarge,
            .ratioTooHigh, .headersDisagree, .overlap, .corruptData, .wrongSize, .wrongChecksum,
            .foreignEntry, .unsafeName, .archiveFull:
            entryDescription
        }
    }

    private var entryDescription: String {
        switch self {
        case .duplicateName(let name): "ZIP entry \(quoted(name)) is there twice"
        case .encrypted(let name): "ZIP entry \(quoted(name)) is encrypted"
        case .unsupportedMethod(let name, let method):
            "ZIP entry \(quoted(name)) is packed with method \(method); only 0 and 8 are read"
        case .entryTooLarge(let name, let bytes, let limit):
            "ZIP entry \(quoted(name)) has \(bytes) bytes unpacked; at most \(limit) are read"
        case .totalTooLarge(let limit):
            "the ZIP archive has more than \(limit) bytes unpacked"
        case .ratioTooHigh(let name, let limit):
            "ZIP entry \(quoted(name)) grows more than \(limit) times when unpacked"
        case .headersDisagree(let name):
            "ZIP entry \(quoted(name)) is described differently in two places of the archive"
        case .overlap(let name): "ZIP entry \(quoted(name)) shares bytes with another entry"
        case .corruptData(let name): "ZIP entry \(quoted(name)) cannot be unpacked"
        case .wrongSize(let name, let expected):
            "ZIP entry \(quoted(name)) does not unpack to its \(expected) bytes"
        case .wrongChecksum(let name): "ZIP entry \(quoted(name)) fails its checksum"
        case .foreignEntry(let name): "ZIP entry \(quoted(name)) is of another archive"
        case .unsafeName(let name): "\(quoted(name)) cannot be the name of a ZIP entry"
        case .archiveFull(let name): "the ZIP archive has no room for \(quoted(name))"
        default: "the ZIP archive is damaged"
        }
    }

    private func quoted(_ name: String) -> String {
        let cut = name.prefix(ArchiveLimits.quotedCharacters)
        var text = "\""
        for scalar in cut.unicodeScalars { text += scalar.escaped(asASCII: false) }
        return text + (cut.endIndex == name.endIndex ? "\"" : "…\"")
    }
}
