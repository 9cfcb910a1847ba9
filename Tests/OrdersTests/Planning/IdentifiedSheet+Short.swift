// An identified sheet as short texts, for comparing.

import Orders

extension IdentifiedSheet {
    /// Each order as `new TITLE LINE…`.
    var short: [String] {
        orders.map { order in
            let (word, title, numbers) =
                switch order {
                case .new(let new): ("new", new.key.title, new.lines.map(\.number))
                case .known(let old, let pairs): ("known", old.title, pairs.map(\.line.number))
                case .replaced(let old, let new):
                    ("replaced", old.title, new.lines.map(\.number))
                }
            return ([word, title] + numbers.map(String.init)).joined(separator: " ")
        }
    }

    var pairs: [PairedLine] {
        orders.flatMap { if case .known(_, let pairs) = $0 { pairs } else { [PairedLine]() } }
    }

    var newKeys: [String] {
        orders.compactMap { if case .new(let order) = $0 { order.key.text } else { nil } }
    }

    var knownIDs: [SheetOrderID] {
        orders.compactMap { if case .known(let order, _) = $0 { order.id } else { nil } }
    }
}
