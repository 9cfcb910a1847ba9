// The lines of a sheet that its findings are about, for showing them.

package import Orders

/// Lines of text by their numbers.
package enum SheetExcerpts {
    /// The lines of these numbers as text, each cut a little after what fits a wide terminal;
    /// nothing for a workbook, which has cells, and for what cannot be read a second time.
    package static func lines(
        of source: SheetSource, at places: [SheetPosition]
    ) -> [Int: String] {
        if case .standardInput = source { return [:] }
        var log = FindingLog()
        guard let bytes = source.read(limit: Limits.sheetBytes, into: &log),
            let content = SheetReader.unpacked(bytes, into: &log),
            !SheetReader.isArchive(content),
            let text = SheetDecoder.utf8(content, into: &log)
        else { return [:] }
        let last = Dictionary(places.map { ($0.line, $0.column) }, uniquingKeysWith: max)
        var lines: [Int: String] = [:]
        var number = 1
        var start = 0
        let bytesOfText = text.bytes
        while start <= bytesOfText.count, lines.count < last.count {
            var end = start
            while end < bytesOfText.count, bytesOfText[end] != 0x0A, bytesOfText[end] != 0x0D {
                end += 1
            }
            if let column = last[number] {
                // A scalar has four bytes at most.
                let most = min(end, start + (column + SheetReadingLimits.excerptMargin) * 4)
                lines[number] = String(decoding: bytesOfText[start..<most], as: UTF8.self)
            }
            let isPair =
                end + 1 < bytesOfText.count && bytesOfText[end] == 0x0D
                && bytesOfText[end + 1] == 0x0A
            start = end + (isPair ? 2 : 1)
            number += 1
        }
        return lines
    }
}
