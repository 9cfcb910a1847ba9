// Reads an XML sheet: libxml2 finds the tags, the sheet's own grammar makes lines of them.

import Orders

enum XMLSheetReader {
    /// Reads well-formed UTF-8 without a byte order mark; an encoding that the document declares
    /// was dealt with before.
    static func read(_ bytes: [UInt8], into lines: inout LineCollector, log: inout FindingLog) {
        let parser = XMLPushParser(bytes, grammar: XMLSheetGrammar(lines: lines, log: log))
        let grammar = parser.parse()
        lines = grammar.lines
        log = grammar.log
    }
}
