// Random edits of sheets of travellers: whoever stays keeps his own eSIM.

import OrderTestKit
import Orders
import Testing

@Suite struct PersonsPropertyTests {
    /// A traveller, whose name is nobody else's and whose other columns may be.
    private struct Traveller {
        let name: String
        var values: [String: String]

        init(_ number: Int, using random: inout SeededRandom) {
            name = "Traveller \(number)"
            values = [
                "email": random.pick(["\(number)@example.com", "leader@example.com"]),
                "device": random.pick(["Phone 14", "Phone 15", "Tablet", "Watch"]),
                "note": random.pick(["", "vegetarian"]),
            ]
        }

        func line(_ number: Int, _ columns: Set<String>) -> OrderLine {
            let shown = values.filter { columns.contains($0.key) && !$0.value.isEmpty }
            let carried =
                [CarriedValue(column: "name", text: name)]
                + shown.sorted { $0.key < $1.key }.map { CarriedValue(column: $0, text: $1) }
            return OrderLine(
                number: number, order: nil, content: content("A"), carried: CarriedValues(carried))
        }
    }

    private static func edit(
        _ travellers: inout [Traveller], _ columns: inout Set<String>, _ count: inout Int,
        using random: inout SeededRandom
    ) {
        switch random.number(1...6) {
        case 1:
            count += 1
            let place = random.number(0...travellers.count)
            travellers.insert(Traveller(count, using: &random), at: place)
        case 2 where travellers.count > 1:
            travellers.remove(at: random.number(0...travellers.count - 1))
        case 3:
            travellers.shuffle(using: &random)
        case 4:
            columns.formSymmetricDifference([random.pick(["email", "device", "note"])])
        default:
            let index = random.number(0...travellers.count - 1)
            let other = travellers[random.number(0...travellers.count - 1)]
            let column = random.pick(["email", "device", "note"])
            travellers[index].values[column] = other.values[column]
        }
    }

    private static func name(_ carried: some Sequence<CarriedValue>) -> String {
        carried.first { $0.column == "name" }?.text ?? ""
    }

    @Test(arguments: 1...300)
    func `whoever stays keeps what was bought for him, and whoever comes gets his own`(seed: Int) {
        var random = SeededRandom(seed: seed)
        var count = random.number(2...5)
        var columns: Set = ["email", "device", "note"]
        var travellers = (1...count).map { Traveller($0, using: &random) }
        func sheet(_ travellers: [Traveller], _ columns: Set<String>) -> [OrderLine] {
            travellers.enumerated().map { $1.line($0 + 2, columns) }
        }
        var batch = RecordedBatch.empty.admitting(sheet(travellers, columns))
        for _ in 0..<6 {
            var edited = travellers
            for _ in 0..<random.number(1...3) {
                Self.edit(&edited, &columns, &count, using: &random)
            }
            let lines = sheet(edited, columns)
            var log = FindingLog()
            let identified = identify(SheetLines(lines), in: batch, into: &log)
            // What is left to a person hands out nothing.
            guard !log.hasErrors else { continue }
            let present = Set(edited.map(\.name))
            for pair in identified.pairs {
                let (before, now) = (
                    Self.name(pair.recorded.carried), Self.name(pair.line.carried)
                )
                #expect(before == now || !present.contains(before), "\(before) and \(now)")
                let isKnown = batch.orders.contains { order in
                    order.isInSheet && Self.name(order.lines[0].carried) == now
                }
                #expect(before == now || !isKnown, "\(now) has an eSIM already")
            }
            travellers = edited
            batch = batch.admitting(lines)
        }
    }
}
