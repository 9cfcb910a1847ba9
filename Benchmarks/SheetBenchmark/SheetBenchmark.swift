// Does one part of the work on one sheet and says how much there was; `Benchmarks/sheets` runs it,
// each part in a process of its own, and takes the time and the memory from the system.

import OrderSheets
import Orders

@main enum SheetBenchmark {
    private enum Part: String {
        /// Bytes to lines and cells.
        case read
        /// Bytes to lines that every rule has passed.
        case check
        /// That, and the lines made orders that are told apart.
        case key
    }

    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let part = Part(rawValue: arguments[1]) else {
            return print("usage: sheet-benchmark read|check|key SHEET")
        }
        var log = FindingLog()
        let source = SheetSource.file(path: arguments[2])
        if part == .read {
            let count = SheetReader.split(source, into: &log)
            return print("\(count) lines, \(log.errorCount) errors")
        }
        let sheet = SheetReader.read(source, into: &log)
        print(
            "\(sheet.lines.count) lines of \(sheet.lineCount), \(log.errorCount) errors, "
                + "\(log.warningCount) warnings")
        guard part == .key else { return }
        let orders = identify(sheet.lines, in: nil, into: &log).orders
        print("\(orders.count) orders")
    }
}
