// Whose eSIM stays whose, where a sheet says the same of several people.

import Orders
import Testing

@Suite struct PersonsTests {
    /// A line for one eSIM, with columns.
    private static func line(
        _ number: Int, order: String? = nil, _ values: KeyValuePairs<String, String>
    ) -> OrderLine {
        OrderLine(
            number: number, order: order.map(orderName), content: content("A"),
            carried: CarriedValues(values.map { CarriedValue(column: $0.key, text: $0.value) }))
    }

    private static func run(
        _ lines: [OrderLine], in batch: RecordedBatch
    ) -> (sheet: IdentifiedSheet, log: FindingLog) {
        var log = FindingLog()
        let sheet = identify(SheetLines(lines), in: batch, into: &log)
        return (sheet, log)
    }

    /// Each line's name before and now.
    private static func names(_ sheet: IdentifiedSheet) -> [[String?]] {
        sheet.pairs.map { pair in
            [Array(pair.recorded.carried), Array(pair.line.carried)].map { carried in
                carried.first { $0.column == "name" }?.text
            }
        }
    }

    @Test(arguments: [Optional("TOUR"), nil], ["email", "device", "imei"])
    func `what several lines say tells nobody apart`(order: String?, column: String) {
        let before = ["Ann", "Ben", "Cem"].enumerated().map {
            Self.line($0 + 2, order: order, [column: "leader", "name": $1])
        }
        let after = ["Cem", "Ben", "Ann"].enumerated().map {
            Self.line($0 + 2, order: order, [column: "leader", "name": $1, "room": "\($0)"])
        }
        let (sheet, log) = Self.run(after, in: RecordedBatch.empty.admitting(before))
        #expect(Self.names(sheet).allSatisfy { $0[0] == $0[1] })
        #expect(sheet.pairs.count == 3)
        #expect(!log.hasErrors)
    }

    @Test(arguments: ["email", "device"])
    func `one of a group leaves, and the others keep their own`(column: String) {
        let before = ["Ann", "Ben", "Cem"].enumerated().map {
            Self.line($0 + 2, [column: "leader", "name": $1])
        }
        let after = ["Ben", "Cem"].enumerated().map {
            Self.line($0 + 2, [column: "leader", "name": $1, "room": "\($0)"])
        }
        let (sheet, log) = Self.run(after, in: RecordedBatch.empty.admitting(before))
        #expect(Self.names(sheet) == [["Ben", "Ben"], ["Cem", "Cem"]])
        #expect(sheet.removed.map(\.title) == ["A-x1-1"])
        #expect(!log.hasErrors)
    }

    @Test(arguments: [true, false])
    func `who joins a group is bought for, whoever left it before`(isAtOnce: Bool) {
        let before = ["Ann", "Ben"].enumerated().map {
            Self.line($0 + 2, ["device": "Phone 15", "name": $1])
        }
        var batch = RecordedBatch.empty.admitting(before)
        if !isAtOnce { batch = batch.admitting([before[1]]) }
        let joined =
            (isAtOnce ? before : [before[1]]) + [
                Self.line(9, ["device": "Phone 15", "name": "Zed"])
            ]
        let (sheet, log) = Self.run(joined, in: batch)
        #expect(sheet.short.last == "new A-x1-3 9")
        #expect(log.short == [])
    }

    /// The only one of a model left; the next one who has it is somebody else, or it is the same
    /// device in other hands.
    @Test(arguments: ["device", "email"])
    func `who has something of one who left, and another name, is for a person`(column: String) {
        let before = [
            Self.line(2, [column: "x-14", "name": "Ann"]),
            Self.line(3, [column: "x-15", "name": "Ben"]),
        ]
        let batch = RecordedBatch.empty.admitting(before).admitting([before[1]])
        let (_, log) = Self.run(
            [before[1], Self.line(4, [column: "x-14", "name": "Zed"])], in: batch)
        #expect(log.short == ["4 error order-changed"])
    }

    @Test(arguments: ["eid", "imei"])
    func `a device that comes back in other hands has its own eSIM again`(column: String) {
        let before = [
            Self.line(2, [column: "14", "name": "Ann"]), Self.line(3, [column: "15"]),
        ]
        let batch = RecordedBatch.empty.admitting(before).admitting([before[1]])
        let (sheet, _) = Self.run(
            [before[1], Self.line(4, [column: "14", "name": "Zed"])], in: batch)
        #expect(sheet.short == ["known A-x1-2 3", "known A-x1-1 4"])
    }

    @Test func `where one is missing, the name of a model does not make a newcomer another`() {
        let before = ["Ann", "Ben", "Cem"].enumerated().map {
            Self.line($0 + 2, ["device": "Phone 1\($0)", "name": $1])
        }
        let after = [Self.line(2, ["device": "Phone 10", "name": "Zed"]), before[1]]
        let (_, log) = Self.run(after, in: RecordedBatch.empty.admitting(before))
        #expect(
            log.short == [
                "warning order-removed", "2 error order-changed", "2 warning column-changed",
            ])
    }

    @Test func `a column that was added does not make newcomers of the same model known`() {
        let before = [
            Self.line(2, ["device": "Phone 15"]), Self.line(3, ["device": "Phone 15"]),
        ]
        let batch = RecordedBatch.empty.admitting(before).admitting([before[1]])
        let after = ["Ben", "Zed"].enumerated().map {
            Self.line($0 + 3, ["device": "Phone 15", "name": $1])
        }
        let (_, log) = Self.run(after, in: batch)
        #expect(log.short == ["3 warning column-changed", "4 error order-changed"])
    }

    // MARK: What was given back

    private static func givenBack(_ lines: [OrderLine]) -> RecordedBatch {
        var batch = RecordedBatch.empty.admitting(lines)
        let planned = batch.orders[0].orders[0].planned
        let dealt = lines.indices.map { DealtESIM(esim: esim($0), line: $0, existing: false) }
        var part = RecordedOrder.sample(1, .published, planned, esims: dealt)
        part.revocations = [
            RecordedRevocation(
                id: RevocationID(rawValue: 1), iccid: iccid(0), line: 0,
                assignment: sample(AssignmentID("1")), state: .revoked, leaves: true, words: "",
                at: moment(0))
        ]
        batch.orders[0].orders[0] = part
        return batch
    }

    @Test func `the same line again has what was given back, and buys nothing`() {
        let ann = Self.line(2, ["name": "Ann"])
        let (sheet, log) = Self.run([ann], in: Self.givenBack([ann]))
        #expect(sheet.short == ["known A-x1-1 2"])
        #expect(log.short == [])
    }

    @Test(arguments: ["Zed", "Anne"])
    func `whoever takes the place of one whose eSIM was given back is for a person`(name: String) {
        let batch = Self.givenBack([Self.line(2, ["name": "Ann", "note": "old"])])
        let (_, log) = Self.run([Self.line(2, ["name": name, "note": "old"])], in: batch)
        #expect(log.short == ["2 error order-changed", "2 warning column-changed"])
        let (_, unnamed) = Self.run([Self.line(2, ["note": "old"])], in: batch)
        #expect(unnamed.short == ["2 error order-changed", "2 warning column-changed"])
        let (known, noted) = Self.run([Self.line(2, ["name": "Ann", "note": "new"])], in: batch)
        #expect(known.short == ["known A-x1-1 2"])
        #expect(noted.short == ["2 warning column-changed"])
        // As it is told to.
        let (both, told) = Self.run(
            [
                Self.line(2, ["name": "Ann", "note": "old"]),
                Self.line(3, order: "NEW", ["name": "Zed"]),
            ], in: batch)
        #expect(both.short == ["known A-x1-1 2", "new NEW 3"])
        #expect(told.short == [])
    }

    @Test func `what was given back and has left is not handed to whoever comes`() {
        let plain = [Self.line(2, [:]), Self.line(3, [:])]
        let batch = Self.givenBack(plain).admitting([plain[0]])
        #expect(batch.orders.map(\.isInSheet).contains(false))
        var left = Self.givenBack([plain[0]])
        left = left.admitting([])
        let (_, log) = Self.run([plain[0]], in: left)
        #expect(log.short == ["2 error order-changed"])
    }

    /// The second of three equal lines was given back.
    @Test func `an unchanged sheet hands out as before, whatever was given back`() {
        let plain = (2...4).map { Self.line($0, [:]) }
        var batch = RecordedBatch.empty.admitting(plain)
        batch.orders[1].orders[0] = Self.givenBack([plain[0]]).orders[0].orders[0]
        let (same, none) = Self.run(plain, in: batch)
        #expect(same.short == ["known A-x1-1 2", "known A-x1-2 3", "known A-x1-3 4"])
        #expect(none.short == [])
        let named = (2...4).map { Self.line($0, ["name": "P\($0)"]) }
        let (places, log) = Self.run(named, in: batch)
        #expect(places.short == same.short)
        #expect(!log.hasErrors)
    }

    // MARK: Names before what a device is called

    @Test(arguments: [Optional("TOUR"), nil], ["device", "email"])
    func `a name that stays keeps its eSIM, whoever has its device or address now`(
        order: String?, column: String
    ) {
        let before = [
            Self.line(2, order: order, [column: "a", "name": "Ann"]),
            Self.line(3, order: order, [column: "b", "name": "Bob"]),
        ]
        let batch = RecordedBatch.empty.admitting(before)
        let swapped = [
            Self.line(2, order: order, [column: "b", "name": "Ann"]),
            Self.line(3, order: order, [column: "c", "name": "Bob"]),
        ]
        #expect(
            Self.names(Self.run(swapped, in: batch).sheet) == [["Ann", "Ann"], ["Bob", "Bob"]])
        guard order == nil else { return }
        let joined = [
            before[0], Self.line(3, [column: "c", "name": "Bob"]),
            Self.line(4, [column: "b", "name": "Cid"]),
        ]
        let (sheet, log) = Self.run(joined, in: batch)
        #expect(sheet.short == ["known A-x1-1 2", "known A-x1-2 3", "new A-x1-3 4"])
        #expect(!log.hasErrors)
    }

    @Test func `a corrected name beside a newcomer is for a person`() {
        let before = [Self.line(2, ["name": "Ann"]), Self.line(3, ["name": "Bob"])]
        let after = ["Aaron", "Ann", "Bobb"].enumerated().map {
            Self.line($0 + 2, ["name": $1])
        }
        let (_, log) = Self.run(after, in: RecordedBatch.empty.admitting(before))
        #expect(log.short == ["2 error order-changed", "2 warning column-changed"])
    }

    @Test func `a change of one of several equal lines moves no other`() {
        let plain = (2...4).map { Self.line($0, [:]) }
        let after = [Self.line(2, ["name": "Ann"]), plain[1], plain[2]]
        let (sheet, _) = Self.run(after, in: RecordedBatch.empty.admitting(plain))
        #expect(sheet.short == ["known A-x1-1 2", "known A-x1-2 3", "known A-x1-3 4"])
    }

    @Test func `a refused line that is taken out makes no doubt about those with a name`() {
        let lines = [Self.line(2, ["name": "Ann"]), Self.line(3, ["name": "Bob"])]
        var batch = RecordedBatch.empty.admitting(lines)
        batch.orders[1].orders[0].state = .refused
        let (sheet, log) = Self.run([Self.line(2, ["name": "Ann", "room": "7"])], in: batch)
        #expect(sheet.short == ["known A-x1-1 2"])
        #expect(log.short == ["warning order-removed", "2 warning column-changed"])
    }

    @Test func `within a named order the place of one who gave his eSIM back is nobody's`() {
        let tour = [
            Self.line(2, order: "TOUR", ["name": "Ann"]),
            Self.line(3, order: "TOUR", ["name": "Ben"]),
        ]
        let batch = Self.givenBack(tour)
        let (_, log) = Self.run([Self.line(2, order: "TOUR", ["name": "Zed"]), tour[1]], in: batch)
        #expect(log.short == ["2 error order-changed", "2 warning column-changed"])
        // Ben's was not.
        let (_, other) = Self.run(
            [tour[0], Self.line(3, order: "TOUR", ["name": "Zed"])], in: batch)
        #expect(other.short == ["3 warning column-changed"])
    }
}
