// How orders are called where a person may give the name back to the program.

import Orders

/// The orders' names in their order. Those that share a title are called by their folders, which
/// `settle` and `show` take as well.
func distinctNames(_ orders: [BatchReport.OrderReport]) -> [String] {
    let counts = Dictionary(orders.map { ($0.order, 1) }, uniquingKeysWith: +)
    return orders.map { order in
        counts[order.order] == 1 ? order.order : order.folder ?? order.order
    }
}
