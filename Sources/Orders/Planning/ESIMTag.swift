// What is written on an eSIM at the provider, so that it can be told from others there.

/// A reference for one eSIM, the provider's `customerRef`.
package struct ESIMTag: Hashable, Sendable {
    package let iccid: ICCID
    package let text: String

    package init(iccid: ICCID, text: String) {
        self.iccid = iccid
        self.text = text
    }
}

/// What a tag is made of.
package enum TagForm: CaseIterable, Sendable {
    /// The order's name, or its title where the sheet gives none.
    case order
    /// The same, then ` / ` and the line's `name`, where it has one.
    case orderAndName
}

extension RecordedBatch {
    /// The tags that are still to be written: on new eSIMs whose folder stands, where `known` has
    /// not the same text. An eSIM that existed before keeps the tag of the order it came with, and
    /// one that was given back may not be the account's any more.
    package func tagsToWrite(_ form: TagForm, known: [ICCID: String]) -> [ESIMTag] {
        orders.flatMap { order in
            order.orders.filter { $0.state == .published }.flatMap { part in
                part.esims.filter { !$0.existing && !part.isRevoked($0) }.compactMap { dealt in
                    let text = order.tag(form, line: order.lines[dealt.line])
                    let iccid = dealt.esim.iccid
                    return known[iccid] == text ? nil : ESIMTag(iccid: iccid, text: text)
                }
            }
        }
    }
}

extension RecordedSheetOrder {
    fileprivate func tag(_ form: TagForm, line: RecordedLine) -> String {
        let name = line.carried.first { $0.column == SheetField.name.rawValue }?.text
        let whole =
            switch (form, name) {
            case (.orderAndName, let name?): "\(title) / \(name)"
            case (.order, _), (.orderAndName, nil): title
            }
        return String(whole.prefix(Limits.tagLength))
    }
}
