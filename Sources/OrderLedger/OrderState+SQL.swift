// What the domain says of an order's states, for queries.

import Orders

extension OrderState {
    /// The states of orders that are surely bought, as the list behind SQL's `IN`.
    static let bought = list { $0.isBought }

    /// Those of orders on which money was, or may have been, spent.
    static let maybeBought = list { $0.mayBeBought }

    private static func list(where holds: (OrderState) -> Bool) -> String {
        allCases.filter(holds).map { "'\($0.rawValue)'" }.joined(separator: ", ")
    }
}
