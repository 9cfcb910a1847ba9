// Reads a large CSV file without having it in memory as a whole.

import Orders
import ZipArchive

extension SheetReader {
    /// Reads a large file of plain CSV. Nil, with nothing done, for whatever is anything else or
    /// has something unusual in it: then it has to be read as a whole, which finds the same in
    /// every sheet that both can read.
    static func readThroughWindow(
        _ source: SheetSource,
        sizes: ClosedRange<Int> = SheetReadingLimits.largeFile...Limits.sheetBytes,
        window size: Int = SheetReadingLimits.window, into log: inout FindingLog
    ) -> OrderSheet? {
        guard var window = SheetWindow(source, sizes: sizes, window: size),
            (try? window.advance(past: 0)) == true
        else { return nil }
        var found = log
        let mark = markSize(window.buffer)
        let start = Array(window.buffer[mark..<window.count])
        guard isPlainCSV(start) else { return nil }
        let dialect = CSVDialect(start, into: &found)
        guard dialect.isCertain, mark == 0 || (try? window.advance(past: mark)) == true
        else { return nil }
        var reader = CSVSheetReader(dialect)
        var lines = LineCollector()
        lines.reserve(bytes: window.fileSize)
        while true {
            guard let used = read(window, with: &reader, into: &lines, log: &found)
            else { return nil }
            if window.isEnd { break }
            // What comes after the reading has to be text as well, and the file may have grown.
            guard !reader.isFinished, (try? window.advance(past: used)) == true,
                window.size <= sizes.upperBound
            else { return nil }
        }
        lines.refuseNone(into: &found)
        log = found
        return OrderSheet(
            name: source.name, sha256: window.sha256, lines: lines.lines, lineCount: lines.count)
    }

    /// Reads the whole rows of the window and returns where the next one begins; nil if there is
    /// something unusual in it.
    private static func read(
        _ window: borrowing SheetWindow, with reader: inout CSVSheetReader,
        into lines: inout LineCollector, log: inout FindingLog
    ) -> Int? {
        let text = window.buffer.span.extracting(first: window.count)
        guard TextScan(text).isClean else { return nil }
        return reader.read(text, areLast: window.isEnd, into: &lines, log: &log)
    }

    private static func markSize(_ bytes: [UInt8]) -> Int {
        bytes.starts(with: SheetDecoder.byteOrderMark) ? SheetDecoder.byteOrderMark.count : 0
    }

    /// Whether a file that begins so is CSV in UTF-8, without a mark.
    private static func isPlainCSV(_ start: [UInt8]) -> Bool {
        guard !Gzip.isGzip(start), !isArchive(start), ForeignFile(compoundFile: start) == nil,
            UTF16Decoder.decode(start) == nil
        else { return false }
        var log = FindingLog()
        let text = SheetDecoder.utf8(start, into: &log)
        return text?.form == .csv && log.findings.isEmpty
    }
}
