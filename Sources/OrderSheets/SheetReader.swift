// Reads a sheet from its bytes to checked lines, whatever its form and encoding.

import Crypto
package import Orders
import ZipArchive

/// Reads order sheets. It never throws: everything that is wrong is a finding.
package struct SheetReader {
    /// Reads the whole sheet and checks every line. The form is told from the content, not from the
    /// name: gzip is unpacked, `<` begins XML, anything else is CSV. Columns in findings count
    /// Unicode scalars.
    package static func read(_ source: SheetSource, into log: inout FindingLog) -> OrderSheet {
        guard let bytes = source.read(limit: Limits.sheetBytes, into: &log) else {
            return OrderSheet(name: source.name, sha256: "", lines: [], lineCount: 0)
        }
        var lines = LineCollector()
        if let content = unpacked(bytes, into: &log), isSheet(content, into: &log),
            let text = SheetDecoder.utf8(content, into: &log)
        {
            switch text.form {
            case .xml: XMLSheetReader.read(text.bytes, into: &lines, log: &log)
            case .csv: CSVSheetReader.read(text.bytes, into: &lines, log: &log)
            case nil: break
            }
            if lines.count == 0, !log.hasErrors {
                log.error(
                    .sheetEmpty, at: nil,
                    "the sheet has no lines; it needs a header and a line for each purchase")
            }
        }
        return OrderSheet(
            name: source.name, sha256: sha256(bytes), lines: lines.lines, lineCount: lines.count)
    }

    private static func unpacked(_ bytes: [UInt8], into log: inout FindingLog) -> [UInt8]? {
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

    /// False, with a finding, for what other programs' files begin with.
    private static func isSheet(_ bytes: [UInt8], into log: inout FindingLog) -> Bool {
        let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
        let compoundFile: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
        guard bytes.starts(with: zip) || bytes.starts(with: compoundFile) else { return true }
        log.error(
            .sheetFormat, at: nil,
            "the file is a workbook; open it and save the sheet as \"CSV UTF-8\"")
        return false
    }

    private static func sha256(_ bytes: [UInt8]) -> String {
        var hash = SHA256()
        unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
        let digits = Array("0123456789abcdef".utf8)
        let text = hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
