// Recognises the orders of a sheet in what the ledger already holds: the decision that makes a
// rerun safe.

/// Groups a sheet's lines into orders and finds each among the ledger's.
///
/// An order that may have been bought and now buys something else is an error finding. A changed
/// carried column and an order that left the sheet are warnings.
package func identify(
    _ lines: [OrderLine], in batch: RecordedBatch?, into log: inout FindingLog
) -> IdentifiedSheet {
    let recorded = batch?.orders ?? []
    let byKey = Dictionary(uniqueKeysWithValues: recorded.map { ($0.key, $0) })
    var groups: [OrderName: [OrderLine]] = [:]
    var loose: [LineContent: [Int]] = [:]
    for (index, line) in lines.enumerated() {
        if let name = line.order {
            groups[name, default: []].append(line)
        } else {
            loose[line.content, default: []].append(index)
        }
    }
    let looseIdentified = identifyLoose(loose, of: lines, among: recorded)
    var result = IdentifiedSheet(orders: [], removed: [])
    var seen: Set<String> = []
    for (index, line) in lines.enumerated() {
        let identified: IdentifiedOrder
        if let name = line.order {
            guard let group = groups.removeValue(forKey: name) else { continue }
            let order = SheetOrder(key: .named(name), lines: group)
            identified = identifyNamed(order, as: byKey[order.key.text], into: &log)
            seen.insert(order.key.text)
        } else {
            guard let found = looseIdentified[index] else { continue }
            identified = found
            if case .known(let old, _) = found { seen.insert(old.key) }
        }
        if case .known(_, let pairs) = identified {
            for pair in pairs where pair.isCarriedChanged {
                log.warning(
                    .columnChanged, at: SheetPosition(line: pair.line.number, column: 1),
                    "columns that are carried through have changed since the line was admitted; "
                        + "the results are updated, and nothing is bought again")
            }
        }
        result.orders.append(identified)
    }
    for old in recorded where old.isInSheet && !seen.contains(old.key) {
        result.removed.append(old)
        let bought = old.orders.contains { $0.state.mayBeBought }
        log.warning(
            .orderRemoved, at: nil, field: "order",
            "\"\(old.title)\" is no longer in the sheet; "
                + (bought ? "what was bought for it stays" : "nothing was bought for it"))
    }
    return result
}

private func identifyNamed(
    _ order: SheetOrder, as old: RecordedSheetOrder?, into log: inout FindingLog
) -> IdentifiedOrder {
    guard let old else { return .new(order) }
    if let pairs = pair(order.lines, with: old.lines) { return .known(old, lines: pairs) }
    guard old.orders.contains(where: { $0.state.mayBeBought }) else {
        return .replaced(old, by: order)
    }
    log.error(
        .orderChanged, at: SheetPosition(line: order.lines[0].number, column: 1), field: "order",
        "\"\(old.title)\" was bought as \(old.contentText) and the sheet now says "
            + "\(contentText(order.lines.map(\.content))); give what is new another order name")
    return .known(old, lines: [])
}

/// Pairs lines that buy the same: unchanged carried columns first, then in order. Nil unless every
/// line on both sides finds its partner.
private func pair(_ lines: [OrderLine], with recorded: [RecordedLine]) -> [PairedLine]? {
    guard lines.count == recorded.count else { return nil }
    let partners = matchLines(lines, recorded).compactMap { $0 }
    guard partners.count == lines.count else { return nil }
    return zip(lines, partners).map { PairedLine(line: $0, recorded: $1) }
}

/// Matches lines with recorded ones of the same content: unchanged carried columns first, so that
/// removing one traveller does not hand his eSIM to the next; what is left in order, but for those
/// in `removed`. Returns the pairs in line order, and the lines without a partner.
private func matchLines(
    _ lines: [OrderLine], _ recorded: [RecordedLine], onlyExactly removed: Set<LineID> = []
) -> [RecordedLine?] {
    struct Exact: Hashable {
        let content: LineContent
        let carried: [CarriedValue]
    }
    var partner: [Int: RecordedLine] = [:]
    var used: Set<LineID> = []
    var exact: [Exact: [RecordedLine]] = [:]
    for line in recorded.reversed() {
        exact[Exact(content: line.content, carried: line.carried), default: []].append(line)
    }
    for (index, line) in lines.enumerated() {
        let key = Exact(content: line.content, carried: line.carried)
        if let found = exact[key]?.popLast() {
            partner[index] = found
            used.insert(found.id)
        }
    }
    var left: [LineContent: [RecordedLine]] = [:]
    for line in recorded.reversed() where !used.contains(line.id) && !removed.contains(line.id) {
        left[line.content, default: []].append(line)
    }
    for (index, line) in lines.enumerated() where partner[index] == nil {
        partner[index] = left[line.content]?.popLast()
    }
    return lines.indices.map { partner[$0] }
}

/// The lines without an order name, each identified, by index. (Several lines of XML may begin on
/// one line of text, so its number does not tell them apart.)
private func identifyLoose(
    _ loose: [LineContent: [Int]], of lines: [OrderLine], among recorded: [RecordedSheetOrder]
) -> [Int: IdentifiedOrder] {
    var identified: [Int: IdentifiedOrder] = [:]
    let unnamed = recorded.filter { $0.name == nil && $0.lines.count == 1 }
    let byContent = Dictionary(grouping: unnamed) { $0.lines[0].content }
    for (content, indices) in loose {
        let known = byContent[content] ?? []
        let owners = Dictionary(uniqueKeysWithValues: known.map { ($0.lines[0].id, $0) })
        // A line that left the sheet before keeps its eSIMs for itself, should it come back.
        let removed = Set(known.filter { !$0.isInSheet }.map { $0.lines[0].id })
        let partners = matchLines(
            indices.map { lines[$0] }, known.map { $0.lines[0] }, onlyExactly: removed)
        var ordinal = known.count
        for (index, partner) in zip(indices, partners) {
            if let partner, let owner = owners[partner.id] {
                let pair = PairedLine(line: lines[index], recorded: partner)
                identified[index] = .known(owner, lines: [pair])
            } else {
                ordinal += 1
                let key = OrderKey.unnamed(content, ordinal: ordinal)
                identified[index] = .new(SheetOrder(key: key, lines: [lines[index]]))
            }
        }
    }
    return identified
}

private func contentText(_ lines: [LineContent]) -> String {
    lines.map { line in
        "\(line.quantity) × \(line.bundle)"
            + (line.iccids.isEmpty
                ? "" : " on " + line.iccids.map(\.digits).joined(separator: " "))
    }.joined(separator: ", ")
}

extension RecordedSheetOrder {
    fileprivate var contentText: String {
        Orders.contentText(lines.map(\.content))
    }
}
