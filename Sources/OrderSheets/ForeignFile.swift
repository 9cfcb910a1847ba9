// Tells what a file is that another program wrote and that is no sheet which is read.

import ZipArchive

/// Files of other programs, each with the way out.
enum ForeignFile {
    case encryptedWorkbook, oldWorkbook, binaryWorkbook, openDocument, otherArchive, otherDocument
    /// By the name of the program that packs and unpacks it.
    case packed(String)
    /// By the name of the format.
    case written(String)

    /// What the bytes of a whole file, or those it begins with, are of; nil where they may be a
    /// sheet's.
    init?(_ bytes: [UInt8]) {
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            self.init(compoundFile: bytes)
        } else if let packer = Self.packers.first(where: { bytes.starts(with: $0.magic) }) {
            self = .packed(packer.name)
        } else if let format = Self.formats.first(where: { bytes.starts(with: $0.magic.utf8) }) {
            self = .written(format.name)
        } else if Self.isBzip2(bytes) {
            self = .packed("bzip2")
        } else if Self.isJSON(bytes) {
            self = .written("JSON")
        } else {
            return nil
        }
    }

    private static let packers: [(magic: [UInt8], name: String)] = [
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7z"),
    ]

    private static let formats: [(magic: String, name: String)] = [
        ("%PDF-", "PDF"), ("{\\rtf", "RTF"),
    ]

    /// "BZh", a digit for the size of its blocks, and how a block begins.
    private static func isBzip2(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: "BZh".utf8)
            && bytes.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
    }

    /// Whether a list or an object begins here, with what no header line begins with.
    private static func isJSON(_ bytes: [UInt8]) -> Bool {
        let start = bytes.prefix(1_024).drop(while: isJSONSpace)
        guard let first = start.first, first == UInt8(ascii: "[") || first == UInt8(ascii: "{"),
            let second = start.dropFirst().drop(while: isJSONSpace).first
        else { return false }
        return [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\"")].contains(second)
    }

    private static func isJSONSpace(_ byte: UInt8) -> Bool {
        [0x20, 0x09, 0x0A, 0x0D].contains(byte)
    }

    /// The container of Excel's old format and of everything it encrypts (MS-CFB).
    private init(compoundFile bytes: [UInt8]) {
        // Streams are named in the container's folders, in UTF-16.
        if Self.has("EncryptedPackage", in: bytes) {
            self = .encryptedWorkbook
        } else if Self.has("Workbook", in: bytes) || Self.has("Book", in: bytes) {
            self = .oldWorkbook
        } else {
            self = .otherDocument
        }
    }

    /// A ZIP archive without the parts of a workbook.
    init(archive: ZipReader) {
        if let entry = archive.entry(named: "mimetype"), entry.size < 256,
            let bytes = try? archive.contents(of: entry),
            String(decoding: bytes, as: UTF8.self).contains("opendocument")
        {
            self = .openDocument
        } else {
            self = .otherArchive
        }
    }

    /// The container's folders have 128 bytes for each stream, which begin with its name.
    private static func has(_ name: String, in bytes: [UInt8]) -> Bool {
        var wanted: [UInt8] = []
        for unit in name.utf16 { wanted += [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] }
        wanted += [0, 0]
        return stride(from: 512, to: bytes.count - wanted.count, by: 128).contains { start in
            bytes[start] == wanted[0] && bytes[start...].starts(with: wanted)
        }
    }
}

extension ForeignFile: CustomStringConvertible {
    var description: String {
        switch self {
        case .encryptedWorkbook:
            "the workbook is encrypted; open it, take the password away (File, Info, Protect "
                + "Workbook), and save it again as .xlsx"
        case .oldWorkbook:
            "the file is a workbook of Excel's old form (.xls); open it and save it as .xlsx or as "
                + "\"CSV UTF-8\""
        case .binaryWorkbook:
            "the file is a binary workbook (.xlsb); open it and save it as .xlsx or as "
                + "\"CSV UTF-8\""
        case .openDocument:
            "the file is an OpenDocument one (.ods); open it and save it as .xlsx or as CSV in "
                + "UTF-8"
        case .otherArchive:
            "the file is a ZIP archive and no workbook; unpack it, or export the sheet as .xlsx "
                + "or as CSV in UTF-8"
        case .otherDocument:
            "the file is a document of another program; save the sheet as .xlsx or as CSV in UTF-8"
        case .packed(let program):
            "the file is packed with \(program); unpack it, or pack it with gzip, which is read"
        case .written(let format):
            "the file is \(format); save the sheet as .xlsx or as CSV in UTF-8"
        }
    }
}
