// What a sheet's lines are to the ledger: the same wish as before, or a new one.

import Orders
import Testing

@Suite struct IdentificationTests {
    private static let two: [OrderState] = [.ready, .refused]
    private static let spent: [OrderState] = [
        .placing, .unconfirmed, .placed, .assigned, .published,
    ]

    private static func batch(
        _ lines: [OrderLine], as state: OrderState = .published
    ) -> RecordedBatch {
        RecordedBatch.empty.admitting(lines, as: state)
    }

    private static func run(
        _ lines: [OrderLine], in batch: RecordedBatch? = nil
    ) -> (sheet: IdentifiedSheet, log: FindingLog) {
        var log = FindingLog()
        let sheet = identify(SheetLines(lines), in: batch, into: &log)
        return (sheet, log)
    }

    @Test func `in a new batch every order is new, in sheet order`() {
        let (sheet, log) = Self.run([
            line(2, content("A"), order: "X"), line(3, content("B")),
            line(4, content("C"), order: "Y"), line(5, content("D"), order: "X"),
        ])
        #expect(sheet.short == ["new X 2 5", "new B-x1-1 3", "new Y 4"])
        #expect(sheet.removed.isEmpty)
        #expect(log.short == [])
    }

    @Test func `lines that buy the same without a name are told apart by their ordinal`() {
        let (sheet, _) = Self.run([
            line(2, content("A")), line(3, content("A", 2)), line(4, content("A")),
            line(5, content("A", on: [1])), line(6, content("A")),
        ])
        #expect(
            sheet.short == [
                "new A-x1-1 2", "new A-x2-1 3", "new A-x1-2 4", "new A-x1-1 on \(iccid(1)) 5",
                "new A-x1-3 6",
            ])
        #expect(Set(sheet.newKeys).count == 5)
    }

    /// One traveller leaves, and the sheet's columns stand otherwise: the others keep their eSIMs.
    @Test func `where a column stands in a sheet means nothing`() {
        func line(_ number: Int, _ traveller: Int, isTurned: Bool) -> OrderLine {
            let values = [
                CarriedValue(column: "note", text: "n\(traveller)"),
                CarriedValue(column: "group", text: "g\(traveller)"),
            ]
            return OrderLine(
                number: number, order: nil, content: content("A"),
                carried: CarriedValues(isTurned ? values.reversed() : values))
        }
        let batch = Self.batch((1...3).map { line($0 + 1, $0, isTurned: false) })
        let (sheet, log) = Self.run(
            [line(2, 2, isTurned: true), line(3, 3, isTurned: true)], in: batch)
        #expect(sheet.short == ["known A-x1-2 2", "known A-x1-3 3"])
        #expect(sheet.removed.map(\.title) == ["A-x1-1"])
        #expect(log.short.count == 1)
    }

    @Test func `orders that begin on one line of text, as in XML, are all there`() {
        let (sheet, _) = Self.run([
            line(1, content("A")), line(1, content("B", 2)), line(1, content("A")),
            line(1, content("C"), order: "X"), line(1, content("D"), order: "X"),
        ])
        #expect(
            sheet.short == ["new A-x1-1 1", "new B-x2-1 1", "new A-x1-2 1", "new X 1 1"])
    }

    @Test func `a rerun of orders that begin on one line of text knows them all`() {
        let lines = [line(1, content("A")), line(1, content("B", 2)), line(1, content("A"))]
        let batch = lines.enumerated().reduce(RecordedBatch.empty) { batch, next in
            // One by one, so that admitting does not depend on what is tested.
            batch.admitting(
                lines.prefix(next.offset + 1).enumerated().map { index, line in
                    OrderLine(
                        number: index + 2, order: nil, content: line.content, carried: line.carried)
                })
        }
        let (sheet, log) = Self.run(lines, in: batch)
        #expect(sheet.short == ["known A-x1-1 1", "known B-x2-1 1", "known A-x1-2 1"])
        #expect(log.short == [])
    }

    @Test func `a rerun knows every order and says nothing`() {
        let lines = [
            line(2, content("A"), order: "X", carried: "Ann"), line(3, content("B")),
            line(4, content("B"), carried: "Ben"), line(5, content("A", on: [1, 2])),
        ]
        let (sheet, log) = Self.run(lines, in: Self.batch(lines))
        #expect(
            sheet.short == [
                "known X 2", "known B-x1-1 3", "known B-x1-2 4",
                "known A-x2-1 on \(iccid(1)) and 1 more 5",
            ])
        #expect(log.short == [])
    }

    @Test func `an added line is new and the rest is known`() {
        let lines = [line(2, content("A")), line(3, content("A"), order: "X")]
        let (sheet, log) = Self.run(
            lines + [line(4, content("A")), line(5, content("A"), order: "Y")],
            in: Self.batch(lines))
        #expect(sheet.short == ["known A-x1-1 2", "known X 3", "new A-x1-2 4", "new Y 5"])
        #expect(log.short == [])
    }

    @Test func `reordered lines keep their purchases`() {
        let lines = [
            line(2, content("A"), carried: "Ann"), line(3, content("A"), carried: "Ben"),
            line(4, content("B"), order: "X"), line(5, content("C"), order: "X"),
        ]
        let batch = Self.batch(lines)
        let (sheet, log) = Self.run(
            [
                line(2, content("C"), order: "X"), line(3, content("A"), carried: "Ben"),
                line(4, content("B"), order: "X"), line(5, content("A"), carried: "Ann"),
            ], in: batch)
        #expect(sheet.short == ["known X 2 4", "known A-x1-2 3", "known A-x1-1 5"])
        #expect(sheet.pairs.allSatisfy { !$0.isCarriedChanged })
        #expect(sheet.pairs.allSatisfy { $0.line.content == $0.recorded.content })
        #expect(log.short == [])
    }

    @Test func `removing one of several equal lines removes one that is not bought`() {
        let lines = (2...4).map { line($0, content("A")) }
        var batch = Self.batch(lines)
        batch.orders[1].orders[0].state = .refused
        let (sheet, log) = Self.run(Array(lines.prefix(2)), in: batch)
        #expect(sheet.short == ["known A-x1-1 2", "known A-x1-3 3"])
        #expect(sheet.removed.map(\.title) == ["A-x1-2"])
        #expect(log.short == ["warning order-removed"])
        // With as many lines as orders each stays what it is.
        let (all, _) = Self.run(lines, in: batch)
        #expect(all.short == ["known A-x1-1 2", "known A-x1-2 3", "known A-x1-3 4"])
    }

    @Test(arguments: 0..<4)
    func `removing one traveller leaves the others their eSIMs`(gone: Int) {
        let names = ["Ann", "Ben", "Cem", "Dov"]
        let lines = names.enumerated().map { line($0 + 2, content("A"), carried: $1) }
        let batch = Self.batch(lines)
        let rest = names.enumerated().filter { $0.offset != gone }.enumerated().map {
            line($0 + 2, content("A"), carried: $1.element)
        }
        let (sheet, log) = Self.run(rest, in: batch)
        for pair in sheet.pairs { #expect(Array(pair.line.carried) == pair.recorded.carried) }
        #expect(sheet.removed.map(\.title) == ["A-x1-\(gone + 1)"])
        #expect(log.short == ["warning order-removed"])
    }

    @Test(arguments: ["name", "email", "device", "imei", "eid"])
    func `removing one traveller leaves the others their eSIMs whatever else changes`(
        column: String
    ) {
        let names = ["Ann", "Ben", "Cem"]
        let lines = names.enumerated().map { index, name in
            OrderLine(
                number: index + 2, order: nil, content: content("A"),
                carried: [CarriedValue(column: column, text: name)])
        }
        let rest = names.dropFirst().enumerated().map { index, name in
            OrderLine(
                number: index + 2, order: nil, content: content("A"),
                carried: [
                    CarriedValue(column: "group", text: "Coach"),
                    CarriedValue(column: column, text: name),
                ])
        }
        let (sheet, log) = Self.run(rest, in: Self.batch(lines))
        #expect(sheet.pairs.map { $0.recorded.carried.map(\.text) } == [["Ben"], ["Cem"]])
        #expect(sheet.removed.map(\.title) == ["A-x1-1"])
        #expect(
            log.short == [
                "warning order-removed", "2 warning column-changed", "3 warning column-changed",
            ])
    }

    @Test func `within a named order unchanged columns keep their line too`() {
        let lines = ["Ann", "Ben", "Cem"].enumerated().map {
            line($0 + 2, content("A"), order: "X", carried: $1)
        }
        let (sheet, log) = Self.run(
            [
                line(2, content("A"), order: "X", carried: "Cem"),
                line(3, content("A"), order: "X", carried: "Dov"),
                line(4, content("A"), order: "X", carried: "Ann"),
            ], in: Self.batch(lines))
        #expect(
            sheet.pairs.map { $0.recorded.carried.map(\.text) } == [["Cem"], ["Ben"], ["Ann"]])
        #expect(log.short == ["3 warning column-changed"])
    }

    @Test(arguments: [Optional("X"), nil])
    func `a changed carried column is a warning and buys nothing`(order: String?) {
        let before = [line(2, content("A"), order: order, carried: "Ann")]
        let (sheet, log) = Self.run(
            [line(9, content("A"), order: order, carried: "Anna")], in: Self.batch(before))
        #expect(sheet.newKeys.isEmpty)
        #expect(sheet.pairs.map(\.isCarriedChanged) == [true])
        #expect(log.short == ["9 warning column-changed"])
    }

    @Test(arguments: spent)
    func `a bought order that now buys something else is an error that names it`(
        state: OrderState
    ) {
        let before = [line(2, content("A", 2), order: "TOUR-17"), line(3, content("B"))]
        let after = [line(2, content("A", 3), order: "TOUR-17"), line(3, content("B"))]
        let (sheet, log) = Self.run(after, in: Self.batch(before, as: state))
        #expect(log.short == ["2 error order-changed"])
        #expect(log.sorted[0].message.contains("TOUR-17"))
        #expect(log.sorted[0].message.contains("2 × A"))
        #expect(log.sorted[0].message.contains("3 × A"))
        #expect(sheet.newKeys.isEmpty)
        #expect(sheet.short == ["known TOUR-17", "known B-x1-1 3"])
    }

    @Test func `a large order that has changed is told by its bundles, not by its lines`() {
        let group = (2..<62).map { line($0, content("A"), order: "X") }
        let topUp = line(62, content("B", on: [1]), order: "X")
        let (_, log) = Self.run(
            Array(group.dropLast()) + [topUp], in: Self.batch(group + [topUp]))
        let message = log.sorted[0].message
        #expect(message.contains("as 60 × A, 1 × B on \(iccid(1)) and the sheet now says 59 × A"))
    }

    @Test(arguments: two)
    func `an order of which nothing was bought is replaced by what the sheet now says`(
        state: OrderState
    ) {
        let before = [line(2, content("A", 2), order: "X")]
        let (sheet, log) = Self.run(
            [line(2, content("A", 3), order: "X")], in: Self.batch(before, as: state))
        #expect(sheet.short == ["replaced X 2"])
        #expect(log.short == [])
    }

    @Test(arguments: ["more", "fewer", "other bundle", "new for existing", "other eSIM"])
    func `every change of what a bought order buys is seen`(change: String) {
        let before = [
            line(2, content("A"), order: "X"), line(3, content("B", on: [1]), order: "X"),
        ]
        let after: [OrderLine] =
            switch change {
            case "more": before + [line(4, content("A"), order: "X")]
            case "fewer": [before[0]]
            case "other bundle": [line(2, content("C"), order: "X"), before[1]]
            case "new for existing": [before[0], line(3, content("B"), order: "X")]
            default: [before[0], line(3, content("B", on: [2]), order: "X")]
            }
        let (_, log) = Self.run(after, in: Self.batch(before))
        #expect(log.short == ["2 error order-changed"])
    }

    @Test func `one bought part is enough to make a change an error`() {
        let before = [line(2, content("A", 20), order: "X")]
        var batch = Self.batch(before, as: .refused)
        batch.orders[0].orders[1].state = .published
        let (_, log) = Self.run([line(2, content("A", 21), order: "X")], in: batch)
        #expect(log.short == ["2 error order-changed"])
    }

    @Test(arguments: OrderState.allCases)
    func `an order that left the sheet is a warning that says what was bought`(state: OrderState) {
        let lines = [line(2, content("A"), order: "X"), line(3, content("B"))]
        let (sheet, log) = Self.run([], in: Self.batch(lines, as: state))
        #expect(sheet.orders.isEmpty)
        #expect(sheet.removed.map(\.title) == ["X", "B-x1-1"])
        #expect(log.short == ["warning order-removed", "warning order-removed"])
        let stays = log.sorted.filter { $0.message.contains("what was bought for it stays") }
        #expect(stays.count == (state.mayBeBought ? 2 : 0))
    }

    @Test func `an order that left and comes back is known again and warned of once`() {
        let lines = [line(2, content("A"), order: "X"), line(3, content("B"))]
        let without = Self.batch(lines).admitting([])
        #expect(Self.run([], in: without).log.short == [])
        let (sheet, log) = Self.run(lines, in: without)
        #expect(sheet.short == ["known X 2", "known B-x1-1 3"])
        #expect(log.short == [])
    }

    /// Whose eSIM is whose of two names nobody can tell who sees only the third.
    @Test func `one who left and one whose name was corrected are for a person`() {
        let lines = ["Ann", "Bbo", "Cid"].enumerated().map {
            line($0 + 2, content("A"), carried: $1)
        }
        let batch = Self.batch(lines)
        let (_, log) = Self.run(
            [line(2, content("A"), carried: "Bob"), line(3, content("A"), carried: "Cid")],
            in: batch)
        #expect(
            log.short == [
                "warning order-removed", "2 error order-changed", "2 warning column-changed",
            ])
        // As it is told to: corrected while everybody is there, and then taken out.
        let corrected = [lines[0], line(3, content("A"), carried: "Bob"), lines[2]]
        let (sheet, changed) = Self.run(corrected, in: batch)
        #expect(sheet.short == ["known A-x1-1 2", "known A-x1-2 3", "known A-x1-3 4"])
        #expect(changed.short == ["3 warning column-changed"])
        let (rest, _) = Self.run(Array(corrected.dropFirst()), in: batch.admitting(corrected))
        #expect(rest.short == ["known A-x1-2 3", "known A-x1-3 4"])
    }

    /// Nobody is named, or the same one: then in order, as ever.
    @Test(arguments: [
        [("note", "new")], [("email", "ann@example.com"), ("name", "Anna")], [("group", "Coach")],
    ])
    func `one who left and another word about nobody else are in order`(
        changed: [(String, String)]
    ) {
        let before = [("email", "ann@example.com"), ("name", "Ann"), ("note", "old")]
        let batch = Self.batch([Self.returning(2, before), Self.returning(3, [("note", "x")])])
        let (sheet, log) = Self.run([Self.returning(2, changed)], in: batch)
        #expect(sheet.short == ["known A-x1-1 2"])
        #expect(log.short == ["warning order-removed", "2 warning column-changed"])
    }

    @Test func `the eSIM of a traveller who left is not handed to another who comes`() {
        let lines = [line(2, content("A"), carried: "Ann"), line(3, content("A"), carried: "Ben")]
        let withoutAnn = Self.batch(lines).admitting([lines[1]])
        let (sheet, _) = Self.run(
            [lines[1], line(4, content("A"), carried: "Cem")], in: withoutAnn)
        #expect(sheet.short == ["known A-x1-2 3", "new A-x1-3 4"])
        let (again, _) = Self.run(lines, in: withoutAnn)
        #expect(again.short == ["known A-x1-1 2", "known A-x1-2 3"])
    }

    private static func returning(
        _ number: Int, _ values: [(String, String)]
    ) -> OrderLine {
        OrderLine(
            number: number, order: nil, content: content("A"),
            carried: CarriedValues(values.map { CarriedValue(column: $0.0, text: $0.1) }))
    }

    /// A part of the sheet was run, what was refused for instance, and then the whole again.
    @Test(arguments: [
        [("email", "ann@example.com"), ("note", "new")], [("note", "old"), ("cost_centre", "7")],
    ])
    func `a line that was left out and comes back changed is the one that was bought`(
        changed: [(String, String)]
    ) {
        let before = [("email", "ann@example.com"), ("note", "old")].filter { pair in
            changed.contains { $0.0 == pair.0 }
        }
        let without = Self.batch([Self.returning(2, before)]).admitting([])
        let (sheet, log) = Self.run([Self.returning(2, changed)], in: without)
        #expect(sheet.short == ["known A-x1-1 2"])
        #expect(log.short == ["2 warning column-changed"])
    }

    @Test func `what could be a line that comes back or a new one is for a person`() {
        let without = Self.batch([Self.returning(2, [("note", "old")])]).admitting([])
        let (_, log) = Self.run([Self.returning(2, [("note", "new")])], in: without)
        #expect(log.short == ["2 error order-changed"])
        let (sheet, none) = Self.run(
            [Self.returning(2, [("note", "new")])],
            in: Self.batch([Self.returning(2, [("note", "old")])], as: .refused).admitting([]))
        #expect(sheet.short == ["new A-x1-2 2"])
        #expect(none.short == [])
    }

    @Test func `a name given to a line that was bought without one is another order`() {
        let (sheet, log) = Self.run(
            [line(2, content("A"), order: "X")], in: Self.batch([line(2, content("A"))]))
        #expect(sheet.short == ["new X 2"])
        #expect(log.short == ["warning order-removed"])
    }
}
