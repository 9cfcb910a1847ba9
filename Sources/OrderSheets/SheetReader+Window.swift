// Reads a large file without having it in memory as a whole.

import Orders
import ZipArchive

extension SheetReader {
    /// Reads a large file of plain CSV or XML. Nil, with nothing done, for whatever is anything
    /// else or has something unusual in it: then it has to be read as a whole, which finds the same
    /// in every sheet that both can read.
    static func readThroughWindow(
        _ source: SheetSource,
        sizes: ClosedRange<Int> = SheetReadingLimits.largeFile...Limits.sheetBytes,
        window size: Int = SheetReadingLimits.window, doing work: LineCollector.Work = .all,
        into log: inout FindingLog
    ) -> OrderSheet? {
        guard
            var window = SheetWindow(
                source, sizes: sizes, window: size, isHashed: work != .counting),
            (try? window.advance(past: 0)) == true
        else { return nil }
        let mark = markSize(window.buffer)
        let start = Array(window.buffer[mark..<window.count])
        guard let form = plainForm(of: start),
            mark == 0 || (try? window.advance(past: mark)) == true
        else { return nil }
        var found = log
        var lines = LineCollector(work)
        lines.reserve(bytes: window.fileSize)
        let hash =
            switch form {
            case .csv: readTable(start, window, into: &lines, log: &found)
            case .xml: readDocument(window, into: &lines, log: &found)
            }
        guard let hash else { return nil }
        lines.refuseNone(into: &found)
        log = found
        return OrderSheet(
            name: source.name, sha256: hash, lines: lines.lines, lineCount: lines.count)
    }

    /// Reads CSV that begins so, and returns the file's SHA-256.
    private static func readTable(
        _ start: [UInt8], _ file: consuming SheetWindow, into lines: inout LineCollector,
        log: inout FindingLog
    ) -> String? {
        var window = file
        let dialect = CSVDialect(start, into: &log)
        guard dialect.isCertain else { return nil }
        var reader = CSVSheetReader(dialect)
        while true {
            guard let used = readRows(window, with: &reader, into: &lines, log: &log)
            else { return nil }
            if window.isEnd { return window.sha256 }
            // What comes after the reading has to be text as well.
            guard !reader.isFinished, (try? window.advance(past: used)) == true else { return nil }
        }
    }

    /// Reads XML, and returns the file's SHA-256.
    private static func readDocument(
        _ window: consuming SheetWindow, into lines: inout LineCollector, log: inout FindingLog
    ) -> String? {
        guard window.isText() else { return nil }
        return XMLSheetReader.read(window, into: &lines, log: &log)
    }

    /// Reads the whole rows of the window and returns where the next one begins; nil if there is
    /// something unusual in it.
    private static func readRows(
        _ window: borrowing SheetWindow, with reader: inout CSVSheetReader,
        into lines: inout LineCollector, log: inout FindingLog
    ) -> Int? {
        guard window.isText() else { return nil }
        return window.withText {
            reader.read($0, areLast: window.isEnd, into: &lines, log: &log)
        }
    }

    private static func markSize(_ bytes: [UInt8]) -> Int {
        bytes.starts(with: SheetDecoder.byteOrderMark) ? SheetDecoder.byteOrderMark.count : 0
    }

    /// The form of a file that begins so and is in UTF-8, without a mark; nil for any other.
    private static func plainForm(of start: [UInt8]) -> SheetDecoder.Form? {
        guard !Gzip.isGzip(start), !isArchive(start), ForeignFile(start) == nil,
            UTF16Decoder.decode(start) == nil, XMLDeclaration.encoding(of: start) == .utf8
        else { return nil }
        var log = FindingLog()
        let text = SheetDecoder.utf8(start, into: &log)
        return log.findings.isEmpty ? text?.form : nil
    }
}
