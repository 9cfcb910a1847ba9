// Writes a sheet anew with its encoding, its invisible characters and its padded ICCIDs put right.

package import Orders

/// Corrects what is certain. Everything else in the copy is the sheet's own bytes, in its order and
/// dialect; a workbook becomes CSV.
package struct SheetCorrector {
    /// The corrected copy; nil, with findings that say why, if the sheet cannot be read so far that
    /// a correction would be certain. `worksheet` is as for reading.
    package static func correct(
        _ source: SheetSource, worksheet: String? = nil, into log: inout FindingLog
    ) -> CorrectedSheet? {
        guard let bytes = source.read(limit: Limits.sheetBytes, into: &log),
            let content = SheetReader.unpacked(bytes, into: &log)
        else { return nil }
        var corrections: [Correction] = []
        if content.count != bytes.count || content != bytes {
            corrections.append(
                Correction(position: nil, field: nil, message: "unpacked; the copy is not gzipped"))
        }
        if SheetReader.isArchive(content) {
            guard let doubts = doubts(about: content, worksheet: worksheet, into: &log) else {
                return nil
            }
            return WorkbookCorrector.correct(
                content, worksheet: worksheet, doubts: doubts, after: corrections, into: &log)
        }
        if ForeignFile(content) != nil || worksheet != nil {
            _ = SheetReader.read(source, worksheet: worksheet, into: &log)
            return nil
        }
        guard let text = PlainText(content, into: &log) else { return nil }
        corrections += text.corrections
        let edits: [TextEdit]
        switch SheetDecoder.form(of: text.bytes) {
        case .xml:
            guard isWellFormed(text.bytes, into: &log) else { return nil }
            edits = XMLCorrector.edits(text.bytes, isDeclaredOtherwise: text.isTranscoded)
        case .csv:
            edits = CSVCorrector.edits(text.bytes)
        case nil:
            edits = []
        }
        return CorrectedSheet(
            bytes: text.mark + TextEdit.apply(edits, to: text.bytes),
            corrections: corrections + edits.flatMap(\.corrections), doubts: [], form: .text)
    }

    /// What a copy as CSV would no longer show: that a value is a formula's, a date or an error,
    /// that a row is hidden. Nil, with the findings, where one of them is an error: the copy would
    /// have a blank or a number in its place, and read well.
    private static func doubts(
        about workbook: [UInt8], worksheet: String?, into log: inout FindingLog
    ) -> [Finding]? {
        let rules: Set<RuleName> = [
            .worksheetHidden, .rowHidden, .columnHidden, .cellMerged, .cellFormula, .cellError,
            .cellDate,
        ]
        var found = FindingLog()
        _ = SheetReader.read(
            .bytes(workbook, name: ""), worksheet: worksheet, into: &found)
        let doubts = found.findings.filter { rules.contains($0.rule) }
        let isUntold = rules.contains { found.untold[$0] != nil }
        guard isUntold || doubts.contains(where: { $0.severity == .error }) else { return doubts }
        log.form = .workbook
        for finding in doubts { log.add(finding) }
        return nil
    }

    /// Only in a document that is well-formed can a value be told from what is around it.
    private static func isWellFormed(_ bytes: [UInt8], into log: inout FindingLog) -> Bool {
        var lines = LineCollector()
        var found = FindingLog()
        XMLSheetReader.read(bytes, into: &lines, log: &found)
        let fatal = found.findings.filter {
            [.xmlSyntax, .xmlDTD, .xmlDepth].contains($0.rule)
        }
        for finding in fatal { log.add(finding) }
        // Beyond the findings that are kept it cannot be told, and a sheet like that is no typo's.
        let isUntold = [RuleName.xmlSyntax, .xmlDTD, .xmlDepth].contains {
            found.untold[$0] != nil
        }
        return fatal.isEmpty && !isUntold
    }
}
