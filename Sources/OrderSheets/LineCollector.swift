// Takes a sheet's lines as they are read, has them checked and keeps the good ones.

import Orders

struct LineCollector {
    private var writer = SheetLinesWriter(memory: .inLargePages)
    /// Lines with content, valid or not.
    private(set) var count = 0
    private var rules = RuleSet(memory: .inLargePages)
    let work: Work

    /// What is done with each line.
    enum Work {
        /// It is checked and kept.
        case all
        /// That, but always the long way: tests hold the two ways against each other.
        case allTheLongWay
        /// It is counted: what the rest of the work is measured against.
        case counting
    }

    init(_ work: Work = .all) {
        self.work = work
    }

    /// The good lines so far.
    var lines: SheetLines { writer.lines }

    /// Makes room for the lines of a sheet of so many bytes.
    mutating func reserve(bytes: Int) { writer.reserve(bytes: bytes) }

    /// Says whether the header has the bundle's column; before the first line.
    mutating func begin(hasBundleColumn: Bool) {
        rules = RuleSet(hasBundleColumn: hasBundleColumn, memory: .inLargePages)
    }

    /// The columns of a table, for `addPlain`; after `begin`.
    mutating func plainColumns(of columns: SheetColumns) -> [PlainColumn] {
        columns.plain(in: &writer)
    }

    /// The column for the values of a field, for `addPlain`.
    mutating func plainColumn(_ field: SheetField) -> PlainColumn { writer.plainColumn(field) }

    /// The column for values that are carried through under a name of the sheet's own.
    mutating func plainColumn(named name: String) -> PlainColumn {
        writer.plainColumn(named: name)
    }

    /// Whether the sheet has had its fill.
    var isFull: Bool { count >= Limits.sheetLines }

    /// Counts a line before it is read. False, with a finding, if the sheet has had its fill: then
    /// reading has to stop.
    mutating func admit(at position: SheetPosition, into log: inout FindingLog) -> Bool {
        guard !isFull else {
            log.error(
                .sheetSize, at: position,
                "the sheet has more than \(Limits.sheetLines) lines; split it into several sheets")
            return false
        }
        count += 1
        return true
    }

    /// At the sheet's end: there has to be a line, unless what is wrong was said already.
    func refuseNone(into log: inout FindingLog) {
        guard count == 0, !log.hasErrors else { return }
        log.error(
            .sheetEmpty, at: nil,
            "the sheet has no lines; it needs a header and a line for each purchase")
    }

    /// Has an admitted line checked.
    mutating func add(_ line: SheetLine, into log: inout FindingLog) {
        if work == .counting { return }
        if let line = rules.check(line, into: &log) { writer.append(line) }
    }

    /// The number of the name of an order around lines, for `addPlain`.
    mutating func number(of order: OrderName) -> NameNumber { writer.number(of: order) }

    /// Takes a line the short way, if it is certain that the rules have nothing to say of it; false
    /// if the line has to be added by `add`. There is a cell for each column, and `order` is the
    /// name of the order around the line, if its form has such.
    mutating func addPlain(
        _ cells: Span<SheetCell>, under columns: [PlainColumn], in bytes: Span<UInt8>,
        number: Int, within order: NameNumber? = nil
    ) -> Bool {
        switch work {
        case .all:
            rules.appendPlain(
                cells, under: columns, in: bytes, number: number, within: order, to: &writer)
        case .allTheLongWay: false
        case .counting: true
        }
    }
}
