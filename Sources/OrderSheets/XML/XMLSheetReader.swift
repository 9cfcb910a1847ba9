// Reads an XML sheet: libxml2 finds the tags, the sheet's own grammar makes lines of them.

import Orders

enum XMLSheetReader {
    /// Reads well-formed UTF-8 without a byte order mark; an encoding that the document declares
    /// was dealt with before.
    static func read(_ bytes: [UInt8], into lines: inout LineCollector, log: inout FindingLog) {
        _ = read(SheetWindow(all: bytes), into: &lines, log: &log)
    }

    /// Reads such a text from a file. Returns the file's SHA-256; nil, and nothing of the lines and
    /// findings is to be used, if it has to be read as a whole.
    static func read(
        _ text: consuming SheetWindow, into lines: inout LineCollector, log: inout FindingLog
    ) -> String? {
        // Moved, since lines that two hold would be copied at the next one.
        var taken = LineCollector(lines.work)
        swap(&taken, &lines)
        let grammar = XMLSheetGrammar(lines: consume taken, log: log)
        var reading = XMLReading(grammar: consume grammar)
        let end = XMLTapeChannel.record(text) { reading.read($0) }
        lines = reading.grammar.lines
        log = reading.grammar.log
        switch end {
        case .complete(let sha256):
            return sha256
        case .abandoned:
            return nil
        case .outOfMemory:
            log.error(.sheetUnreadable, at: nil, "there is no memory to read the sheet; try again")
            return ""
        }
    }
}
