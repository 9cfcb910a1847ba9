// Reads a sheet from its bytes to checked lines, whatever its form and encoding.

import Crypto
package import Orders
import ZipArchive

/// Reads order sheets. It never throws: everything that is wrong is a finding.
package struct SheetReader {
    /// Reads the whole sheet and checks every line. The form is told from the content, not from the
    /// name: gzip is unpacked, a ZIP archive is a workbook, `<` begins XML, anything else is CSV.
    /// Columns in findings count Unicode scalars. `worksheet` names the one of a workbook to read;
    /// without it, it is the first that is not hidden.
    package static func read(
        _ source: SheetSource, worksheet: String? = nil, into log: inout FindingLog
    ) -> OrderSheet {
        read(source, worksheet: worksheet, doing: .all, into: &log)
    }

    /// Reads the whole sheet and splits it into lines and cells, without doing anything with them:
    /// what the rest of the work is measured against. Returns how many lines it has.
    package static func split(_ source: SheetSource, into log: inout FindingLog) -> Int {
        read(source, worksheet: nil, doing: .counting, into: &log).lineCount
    }

    private static func read(
        _ source: SheetSource, worksheet: String?, doing work: LineCollector.Work,
        into log: inout FindingLog
    ) -> OrderSheet {
        if worksheet == nil,
            let sheet = readThroughWindow(source, doing: work, into: &log)
        {
            return sheet
        }
        guard let bytes = source.read(limit: Limits.sheetBytes, into: &log) else {
            return OrderSheet(name: source.name, sha256: "", lines: [], lineCount: 0)
        }
        let hash = work == .counting ? "" : sha256(bytes)
        var lines = LineCollector(work)
        // Given away at each step, so that a large sheet is in memory once.
        if let content = unpacked(consume bytes, into: &log) {
            read(consume content, worksheet: worksheet, into: &lines, log: &log)
            lines.refuseNone(into: &log)
        }
        return OrderSheet(
            name: source.name, sha256: hash, lines: lines.lines, lineCount: lines.count)
    }

    private static func read(
        _ content: consuming [UInt8], worksheet: String?, into lines: inout LineCollector,
        log: inout FindingLog
    ) {
        if isArchive(content) {
            WorkbookSheetReader.read(copy content, worksheet: worksheet, into: &lines, log: &log)
            return
        }
        if let file = ForeignFile(copy content) {
            log.error(.sheetFormat, at: nil, "\(file)")
            return
        }
        if let worksheet {
            log.error(
                .worksheetUnknown, at: nil,
                "the sheet is no workbook, so it has no worksheet \(worksheet.quoted); leave "
                    + "--worksheet out")
            return
        }
        guard let text = SheetDecoder.utf8(consume content, into: &log) else { return }
        lines.reserve(bytes: text.bytes.count)
        switch text.form {
        case .xml: XMLSheetReader.read(text.bytes, into: &lines, log: &log)
        case .csv: CSVSheetReader.read(text.bytes, into: &lines, log: &log)
        case nil: break
        }
    }

    /// Whether the bytes begin as a ZIP archive with an entry does.
    static func isArchive(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 3, 4]) }

    static func unpacked(
        _ bytes: consuming [UInt8], into log: inout FindingLog
    ) -> [UInt8]? {
        guard Gzip.isGzip(bytes) else { return bytes }
        do {
            return try Gzip.inflate(bytes, limit: Limits.sheetBytes)
        } catch .tooLarge {
            log.error(
                .sheetSize, at: nil,
                "the sheet unpacks to more than \(Limits.sheetBytes) bytes; "
                    + "split it into several sheets")
        } catch {
            log.error(
                .sheetUnreadable, at: nil, "the sheet cannot be unpacked: \(error); pack it again")
        }
        return nil
    }

    private static func sha256(_ bytes: [UInt8]) -> String {
        var hash = SHA256()
        unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
        return hash.finalize().hexadecimal
    }
}
