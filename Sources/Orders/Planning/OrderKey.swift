// What an order is called inside its batch, so that a rerun recognises it.

/// The identity of a sheet order within its batch.
package enum OrderKey: Hashable, Sendable {
    /// The customer's own name.
    case named(OrderName)
    /// A line without one: what it buys, and which of the lines that buy the same it is, from 1.
    case unnamed(LineContent, ordinal: Int)

    /// Canonical text; unique within a batch and stored in the ledger.
    package var text: String {
        switch self {
        case .named(let name): "order:\(name)"
        case .unnamed(let content, let ordinal): "line:\(content.canonical)#\(ordinal)"
        }
    }

    /// What a person reads. Lines of one bundle for different eSIMs are told apart by these.
    package var title: String {
        switch self {
        case .named: return folderBase
        case .unnamed(let content, _):
            guard let first = content.iccids.first else { return folderBase }
            let more = content.iccids.count > 1 ? " and \(content.iccids.count - 1) more" : ""
            return "\(folderBase) on \(first)\(more)"
        }
    }

    /// What the folder is named after.
    package var folderBase: String {
        switch self {
        case .named(let name): name.text
        case .unnamed(let content, let ordinal):
            "\(content.bundle)-x\(content.quantity)-\(ordinal)"
        }
    }
}

extension LineContent {
    /// Canonical text of what the line buys.
    package var canonical: String {
        Fingerprint([OrderItem(bundle: bundle, quantity: quantity, iccids: iccids)]).text
    }
}
