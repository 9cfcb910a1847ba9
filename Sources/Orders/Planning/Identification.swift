// Recognises the orders of a sheet in what the ledger already holds: the decision that makes a
// rerun safe.

/// Groups a sheet's lines into orders and finds each among the ledger's.
///
/// An order that may have been bought and now buys something else is an error finding. A changed
/// carried column and an order that left the sheet are warnings.
package func identify(
    _ lines: SheetLines, in batch: RecordedBatch?, into log: inout FindingLog
) -> IdentifiedSheet {
    let recorded = batch?.orders ?? []
    let byKey = Dictionary(uniqueKeysWithValues: recorded.map { ($0.key, $0) })
    let named = NamedOrders(lines)
    var loose = LooseLines(lines, among: recorded)
    var result = IdentifiedSheet(
        orders: Array(roomFor: named.count + loose.count, in: lines.memory), removed: [])
    var seen: Set<String> = []
    var number = 0
    for index in lines.indices {
        let identified: IdentifiedOrder
        if lines.orderNumber(of: index) == nil {
            identified = loose.identify(index)
            if let ambiguity = loose.ambiguity(of: index) {
                log.error(
                    .orderChanged, at: SheetPosition(line: lines[index].number, column: 1),
                    ambiguity.words)
            }
        } else if named.firstLine(of: number) == index {
            let order = named[number]
            number += 1
            // In a new batch there is nothing to look for.
            let old = byKey.isEmpty ? nil : byKey[order.key.text]
            identified = identifyNamed(order, as: old, into: &log)
            if let old { seen.insert(old.key) }
        } else {
            continue
        }
        if case .known(let old, let pairs) = identified {
            seen.insert(old.key)
            for pair in pairs where pair.isCarriedChanged {
                log.warning(
                    .columnChanged, at: SheetPosition(line: pair.line.number, column: 1),
                    "what the line carries has changed since it was admitted: \(pair.changeWords); "
                        + "a run updates the results of \"\(old.title)\", and buys nothing again")
            }
        }
        result.orders.append(identified)
    }
    for old in recorded where old.isInSheet && !seen.contains(old.key) {
        result.removed.append(old)
        let what =
            if old.isRevoked {
                "what was bought for it was given back"
            } else {
                old.mayBeBought ? "what was bought for it stays" : "nothing was bought for it"
            }
        log.warning(
            .orderRemoved, at: nil, field: "order",
            "\"\(old.title)\" is no longer in the sheet; \(what)")
    }
    return result
}

private func identifyNamed(
    _ order: SheetOrder, as old: RecordedSheetOrder?, into log: inout FindingLog
) -> IdentifiedOrder {
    guard let old else { return .new(order) }
    if let (pairs, persons) = pair(order.lines, with: old.lines) {
        if let persons { reportNewcomers(in: pairs, of: old, persons, &log) }
        return .known(old, lines: pairs)
    }
    guard old.mayBeBought else {
        return .replaced(old, by: order)
    }
    log.error(
        .orderChanged, at: SheetPosition(line: order.lines[0].number, column: 1), field: "order",
        "\"\(old.title)\" \(old.isUnknown ? "may have been" : "was") bought as "
            + changed(from: old.lines.map(\.content), to: order.lines.map(\.content)))
    return .known(old, lines: [])
}

/// What an order was, what it is now, and what to do.
private func changed(from old: [LineContent], to new: [LineContent]) -> String {
    let (before, now) = (contentText(old), contentText(new))
    guard before == now else {
        return "\(before) and the sheet now says \(now); give what is new another order name"
    }
    return "\(before) in \(counted(old.count, "line")), and the sheet has the same in "
        + "\(counted(new.count, "line")) that are divided otherwise; put its lines back as they "
        + "were"
}

/// Pairs lines that buy the same: unchanged carried columns first, then in order. Nil unless every
/// line on both sides finds its partner.
private func pair(
    _ lines: OrderLines, with recorded: [RecordedLine]
) -> (pairs: [PairedLine], persons: Persons?)? {
    guard lines.count == recorded.count else { return nil }
    let matches = match(lines, with: recorded)
    let partners = matches.partners.compactMap { $0 }
    guard partners.count == lines.count else { return nil }
    return (zip(lines, partners).map { PairedLine(line: $0, recorded: $1) }, matches.persons)
}

/// What was given back is of no use to whoever takes the place of the one who had it.
private func reportNewcomers(
    in pairs: [PairedLine], of old: RecordedSheetOrder, _ persons: Persons,
    _ log: inout FindingLog
) {
    for pair in pairs where persons.areApart(pair.line.carried, pair.recorded.carried) {
        guard let index = old.lines.firstIndex(where: { $0.id == pair.recorded.id }),
            old.isRevoked(line: index)
        else { continue }
        log.error(
            .orderChanged, at: SheetPosition(line: pair.line.number, column: 1),
            "what \"\(old.title)\" had for this line was given back, and the line is for somebody "
                + "else now; put it back as it was, and give the new one a line with another order "
                + "name to buy for it")
    }
}

/// New eSIMs are added up by bundle, in the order of their first lines: an order of a group has
/// a line for each traveller.
private func contentText(_ lines: [LineContent]) -> String {
    var quantities: [BundleName: Int] = [:]
    for line in lines where line.iccids.isEmpty {
        quantities[line.bundle, default: 0] += line.quantity
    }
    return lines.compactMap { line in
        guard line.iccids.isEmpty else {
            return "\(line.quantity) × \(line.bundle) on "
                + line.iccids.map(\.digits).joined(separator: " ")
        }
        return quantities.removeValue(forKey: line.bundle).map { "\($0) × \(line.bundle)" }
    }.joined(separator: ", ")
}

extension LooseLines.Ambiguity {
    fileprivate var words: String {
        switch self {
        case .boughtOrNot:
            "the line could be a bought one that was changed, or one like it that was not bought; "
                + "keep its other columns as they were to be recognised, or give it an order name "
                + "of its own to buy it"
        case .severalBought:
            "the line names somebody else than any that was bought, and one that was bought is "
                + "missing, so it could be either's; put the missing line back to correct this "
                + "one, and take it out again in a run of its own"
        case .boughtOrNew:
            "the line names somebody else than before, and another line is new, so either could be "
                + "the one that was bought; correct names in a run of their own, and then add lines"
        case .givenBack:
            "what the line had was given back, and it is for somebody else now; put it back as it "
                + "was, and give the new one a line with an order name of its own to buy for it"
        }
    }
}

extension RecordedSheetOrder {
    /// Nothing of it is surely bought, and something perhaps.
    fileprivate var isUnknown: Bool { !orders.contains(where: \.state.isBought) }
}
