// Puts together the lines of a sheet that name the same order.

/// The named orders of a sheet, in the order in which each is first named.
struct NamedOrders {
    /// An order and where in the sheet its lines are.
    private struct Group {
        let name: NameNumber
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
        var names = GroupNumbers(lines.orderNames, in: lines.memory)
        // The last line that named an order, which most lines name again.
        var before: (name: NameNumber, group: Int)?
        for index in lines.indices {
            guard let name = lines.orderNumber(of: index) else { continue }
            if let before, before.name.index == name.index {
                groups[before.group].add(index)
                continue
            }
            let group = names.group(of: name)
            if group < groups.count {
                groups[group].add(index)
            } else {
                groups.makeRoom(in: lines.memory)
                groups.append(Group(name: name, first: index, last: index))
            }
            before = (name, group)
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
        return SheetOrder(key: .named(self.lines.orderName(group.name)), lines: lines)
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
            guard let name = lines.orderNumber(of: index) else { continue }
            let group = names.group(of: name)
            guard !groups[group].isStretch else { continue }
            places[next[group]] = UInt32(index)
            next[group] += 1
        }
    }
}

/// Numbers the groups of lines, from 0 in the order in which each is first asked for. Several
/// numbers of names may mean the same one.
private struct GroupNumbers {
    private let names: NameTable
    /// By the name's number, the group's and 1 more; 0 for none yet.
    private var byNumber: [UInt32]
    /// The number by which each group was first named.
    private var first: [NameNumber] = []
    private var byBytes: HashIndex
    private var byText: [String: Int] = [:]

    init(_ names: NameTable, in memory: LargeMemory) {
        self.names = names
        byBytes = HashIndex(memory: memory)
        byNumber = Array(repeating: 0, count: names.count)
    }

    mutating func group(of name: NameNumber) -> Int {
        let known = byNumber[Int(name.index)]
        if known > 0 { return Int(known) - 1 }
        // Names beyond ASCII may be the same though their characters are composed differently, and
        // one of them may be the same as one of ASCII: the sign for kelvin is the letter K.
        let group = names.isASCII ? groupByBytes(of: name) : groupByText(of: name)
        if group == first.count { first.append(name) }
        byNumber[Int(name.index)] = UInt32(group + 1)
        return group
    }

    private mutating func groupByBytes(of name: NameNumber) -> Int {
        let hash = names.hash(of: name)
        let group = byBytes.number(hash) { [names, first] in names.areSame(first[Int($0)], name) }
        if let group { return Int(group) }
        byBytes.add(hash, UInt32(first.count))
        return first.count
    }

    private mutating func groupByText(of name: NameNumber) -> Int {
        let text = names[name]
        if let group = byText[text] { return group }
        byText[text] = first.count
        return first.count
    }
}
