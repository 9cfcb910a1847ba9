// Tells what a file is that begins like a workbook and is none that is read.

import ZipArchive

/// Files of other programs, each with the way out.
enum ForeignFile {
    case encryptedWorkbook, oldWorkbook, binaryWorkbook, openDocument, otherArchive, otherDocument

    /// The container of Excel's old format and of everything it encrypts (MS-CFB); nil for other
    /// bytes.
    init?(compoundFile bytes: [UInt8]) {
        guard bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else { return nil }
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
        }
    }
}
