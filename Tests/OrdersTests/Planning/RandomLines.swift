// Random lines of an order: few bundles and few eSIMs, so that they meet often.

import OrderTestKit
import Orders

enum RandomLines {
    static func make(using random: inout SeededRandom) -> [LineContent] {
        let existing = random.pick([0, 30, 70])
        return (0..<random.number(1...12)).map { _ in
            let name = random.pick(["A", "B", "C"])
            guard random.chance(percent: existing) else {
                return content(name, random.number(1...25))
            }
            let numbers = (1...15).shuffled(using: &random).prefix(random.number(1...8))
            return content(name, on: Array(numbers))
        }
    }
}
