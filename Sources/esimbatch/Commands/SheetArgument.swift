// The sheet that a command reads, and the batch it belongs to.

import ArgumentParser
import Foundation
import Glibc
import OrderSheets
import Orders

struct SheetArgument: ParsableArguments {
    @Argument(
        help: "The order sheet: CSV, XML or .xlsx, also gzipped; - for stdin.",
        completion: .file())
    var sheet: String

    @Option(help: "The worksheet of a workbook to read; by default the first that is not hidden.")
    var worksheet: String?

    /// The sheet as findings name it.
    var name: String { sheet == "-" ? "stdin" : sheet }

    /// The batch: as named, else the file's name without its extensions.
    func batch(named flag: String?) throws -> BatchName {
        guard let text = flag ?? Self.usualBatch(of: sheet) else {
            throw CommandFailure.usage(
                "a sheet from stdin or a pipe has no name of its own",
                hint: "name the batch with --batch NAME")
        }
        // One name, and so one folder, whichever way a system composes its characters.
        guard let batch = BatchName(text.precomposedStringWithCanonicalMapping) else {
            throw CommandFailure.usage(
                "\"\(text)\" cannot be a batch's name: it needs 1…100 visible characters",
                hint: "name the batch with --batch NAME")
        }
        return batch
    }

    /// What a sheet's batch is called when nobody names it; nil for one from stdin, or from another
    /// program, whose name says nothing of it.
    private static func usualBatch(of sheet: String) -> String? {
        guard sheet != "-", !isPipe(sheet) else { return nil }
        var file = sheet.split(separator: "/").last.map(String.init) ?? sheet
        if file.lowercased().hasSuffix(".gz") { file.removeLast(3) }
        guard let point = file.lastIndex(of: "."), point > file.startIndex else { return file }
        return String(file[..<point])
    }

    private static func isPipe(_ path: String) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return false }
        return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    }

    /// A command that works on this sheet as this batch, as it is typed into a shell. `isNamed`:
    /// the batch's name was given, and may be needed again where the sheet's own would do.
    func command(_ name: String, as batch: BatchName?, isNamed: Bool = false) -> String {
        Self.command(name, sheet, worksheet: worksheet, as: batch, isNamed: isNamed)
    }

    /// The same for any sheet. What comes from stdin has to be given a name by the person.
    static func command(
        _ name: String, _ sheet: String, worksheet: String? = nil, as batch: BatchName?,
        isNamed: Bool = false
    ) -> String {
        // A name that begins like an option is none behind its folder.
        let file = sheet.hasPrefix("-") && sheet != "-" ? "./\(sheet)" : sheet
        var words = ["esimbatch", name, file]
        if let worksheet { words += ["--worksheet", worksheet] }
        let usual = usualBatch(of: sheet)?.precomposedStringWithCanonicalMapping
        if let batch, isNamed || batch.text != usual {
            words += batch.option
        } else if usual == nil {
            words += ["--batch", "NAME"]
        }
        return words.map(\.shellWord).joined(separator: " ")
    }

    /// Where its bytes are.
    var source: SheetSource { sheet == "-" ? .standardInput : .file(path: sheet) }

    func read() -> (sheet: OrderSheet, findings: FindingLog) {
        var findings = FindingLog()
        return (SheetReader.read(source, worksheet: worksheet, into: &findings), findings)
    }
}
