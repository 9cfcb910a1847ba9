// Puts together the lines of a sheet that name the same order.

/// The named orders of a sheet, in the order in which each is first named.
struct NamedOrders {
    /// An order and where in the sheet its lines are.
    private struct Group {
        let name: OrderName
        let first: Int
        var last: Int
        var count = 1

        /// Whether all lines from the first to the last are the order's.
        var isStretch: Bool { last - first + 1 == count }
    }

    private let lines: [OrderLine]
    private var groups: [Group] = []
    private var numbers: [OrderName: Int] = [:]
    /// The lines of the orders that are no stretch, by the order's number.
    private var scattered: [Int: [OrderLine]] = [:]

    init(_ lines: [OrderLine]) {
        self.lines = lines
        for index in lines.indices {
            guard let name = lines[index].order else { continue }
            // Most sheets have an order's lines together, so mostly the name is the last one's.
            if let last = groups.indices.last, groups[last].name == name {
                extend(last, to: index)
            } else if let number = numbers[name] {
                extend(number, to: index)
            } else {
                numbers[name] = groups.count
                groups.append(Group(name: name, first: index, last: index))
            }
        }
        gatherScattered()
    }

    var count: Int { groups.count }

    /// The line at which the order of this number is first named; nil behind the last order.
    func firstLine(of number: Int) -> Int? {
        number < groups.count ? groups[number].first : nil
    }

    subscript(number: Int) -> SheetOrder {
        let group = groups[number]
        let lines =
            scattered[number].map { OrderLines($0) }
            ?? OrderLines(group.first..<group.last + 1, of: lines)
        return SheetOrder(key: .named(group.name), lines: lines)
    }

    private mutating func extend(_ number: Int, to index: Int) {
        groups[number].last = index
        groups[number].count += 1
    }

    private mutating func gatherScattered() {
        guard groups.contains(where: { !$0.isStretch }) else { return }
        for line in lines {
            guard let number = line.order.flatMap({ numbers[$0] }), !groups[number].isStretch
            else { continue }
            scattered[number, default: []].append(line)
        }
    }
}
