// What holds of every reading of a ZIP or gzip.

import ZipArchive

/// Limits that a fuzzer's small inputs reach.
private let limits = ArchiveLimits(
    archiveBytes: 1 << 20, entries: 8, entryBytes: 1 << 16, totalBytes: 1 << 18, nameBytes: 64)

func archiveViolation(_ bytes: [UInt8]) -> String? {
    guard let archive = try? ZipReader(bytes, limits: limits) else { return nil }
    guard archive.entries.count <= limits.entries else { return "too many entries are taken" }
    var total = 0
    var areSound = true
    for entry in archive.entries {
        if entry.name.utf8.count > limits.nameBytes * 3 { return "a name is too long" }
        if entry.isSafeName, !isSafe(entry.name) { return "\(entry.name) is called safe" }
        do {
            let content = try archive.contents(of: entry)
            total += content.count
            if content.count != entry.size { return "a size is not as promised" }
            if content.count > limits.entryBytes { return "an entry is too large" }
            if CRC32.of(content) != entry.crc32 { return "a checksum is not as promised" }
        } catch {
            areSound = areSound && entry.isDirectory
        }
    }
    if total > limits.totalBytes { return "all entries together are too large" }
    let isVerified = (try? archive.verify()) != nil
    return isVerified && !areSound ? "an archive is called sound that cannot be unpacked" : nil
}

/// Whether a name stays in the folder it is unpacked into, on any system.
private func isSafe(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return !name.isEmpty && !name.hasPrefix("/") && !parts.contains("..")
        && !name.unicodeScalars.contains { "\\:".unicodeScalars.contains($0) || $0.value < 0x20 }
}

func gzipViolation(_ bytes: [UInt8]) -> String? {
    let limit = 1 << 20
    guard let content = try? Gzip.inflate(bytes, limit: limit) else { return nil }
    if content.count > limit { return "more is unpacked than is allowed" }
    return Gzip.isGzip(bytes) ? nil : "what is no gzip is unpacked"
}
