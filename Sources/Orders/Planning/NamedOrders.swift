// Puts together the lines of a sheet that name the same order.

/// The named orders of a sheet, in the order in which each is first named.
struct NamedOrders {
    /// An order and where in the sheet its lines are.
    private struct Group {
        let name: OrderName
        let first: Int
        var last: Int
        var count = 1
        /// Where the places of the lines begin among `places`, if they do not stand together.
        var scatteredAt = 0

        mutating func add(_ line: Int) {
            last = line
            count += 1
        }

        /// Whether all lines from the first to the last are the order's.
        var isStretch: Bool { last - first + 1 == count }
    }

    private let lines: SheetLines
    private var groups: [Group] = []
    /// The lines of the orders that are no stretch, each order's together.
    private var places: [UInt32] = []

    init(_ lines: SheetLines) {
        self.lines = lines
        var names = GroupNumbers(lines)
        // The last line that named an order, which most lines name again.
        var before: (name: NameNumber, group: Int)?
        for index in lines.indices {
            guard let name = lines.orderNumber(of: index) else { continue }
            if let before, before.name.index == name.index {
                groups[before.group].add(index)
                continue
            }
            switch names.group(of: name, adding: groups.count) {
            case .known(let group):
                groups[group].add(index)
                before = (name, group)
            case .new(let new):
                before = (name, groups.count)
                groups.append(Group(name: new, first: index, last: index))
            }
        }
        gatherScattered(with: &names)
    }

    var count: Int { groups.count }

    /// The line at which the order of this number is first named; nil behind the last order.
    func firstLine(of number: Int) -> Int? {
        number < groups.count ? groups[number].first : nil
    }

    subscript(number: Int) -> SheetOrder {
        let group = groups[number]
        let lines =
            group.isStretch
            ? OrderLines(group.first..<group.last + 1, of: lines)
            : OrderLines(
                group.scatteredAt..<group.scatteredAt + group.count, of: lines, at: places)
        return SheetOrder(key: .named(group.name), lines: lines)
    }

    private mutating func gatherScattered(with names: inout GroupNumbers) {
        var count = 0
        for index in groups.indices where !groups[index].isStretch {
            groups[index].scatteredAt = count
            count += groups[index].count
        }
        guard count > 0 else { return }
        places = Array(repeating: 0, count: count)
        var next = groups.map(\.scatteredAt)
        for index in lines.indices {
            guard let name = lines.orderNumber(of: index),
                case .known(let group) = names.group(of: name, adding: groups.count),
                !groups[group].isStretch
            else { continue }
            places[next[group]] = UInt32(index)
            next[group] += 1
        }
    }
}

/// Finds the group of a name. Different numbers of names may mean the same one, as may names that
/// differ in how their characters are composed.
private struct GroupNumbers {
    enum Found {
        case known(Int)
        case new(OrderName)
    }

    private let lines: SheetLines
    /// By the name's number, the group's and 1 more; 0 for none yet.
    private var byNumber: [UInt32]
    private var byName: [OrderName: UInt32] = [:]

    init(_ lines: SheetLines) {
        self.lines = lines
        byNumber = Array(repeating: 0, count: lines.orderNumberCount)
        byName.reserveCapacity(min(lines.count, lines.orderNumberCount))
    }

    /// The name's group; if it has none, the one to be added is its from now on.
    mutating func group(of number: NameNumber, adding next: Int) -> Found {
        let known = byNumber[Int(number.index)]
        if known > 0 { return .known(Int(known) - 1) }
        let name = lines.orderName(number)
        let group = Self.take(&byName[name, default: UInt32(next + 1)])
        byNumber[Int(number.index)] = group
        return group == UInt32(next + 1) ? .new(name) : .known(Int(group) - 1)
    }

    /// What the place holds; a default is put into it by being taken.
    private static func take(_ group: inout UInt32) -> UInt32 { group }
}
