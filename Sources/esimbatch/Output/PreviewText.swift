// The question before buying, and what it is about.

import OrderBatch
import Orders

/// The plan in numbers: orders, eSIMs, cost, balance before and after, and the least time.
func previewText(_ preview: Preview, isSandbox: Bool) -> String {
    var lines = [
        (isSandbox ? "SANDBOX, play money. " : "")
            + "\(preview.batch): \(counted(preview.orders, "order")), "
            + "\(counted(preview.esims, "eSIM")) in \(counted(preview.purchases, "purchase"))"
    ]
    if preview.alreadyBought > 0 {
        lines.append("  bought before  \(counted(preview.alreadyBought, "order"))")
    }
    lines.append("  cost           \(preview.cost)")
    lines.append("  balance        \(preview.balance), afterwards \(preview.balanceAfter)")
    let least =
        preview.leastTime > .zero ? durationWords(preview.leastTime) : "no pause between purchases"
    lines.append("  least time     \(least)")
    return lines.joined(separator: "\n")
}
