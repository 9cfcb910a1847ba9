// Which line a share of an API order is for.

/// A share of one item that belongs to one line.
package struct Allotment: Hashable, Sendable {
    /// Index into the sheet order's lines.
    package let line: Int
    /// Index into the API order's items.
    package let item: Int
    package let quantity: Int
    /// The existing eSIMs that are this line's; empty for new ones.
    package let iccids: [ICCID]

    package init(line: Int, item: Int, quantity: Int, iccids: [ICCID] = []) {
        self.line = line
        self.item = item
        self.quantity = quantity
        self.iccids = iccids
    }
}
