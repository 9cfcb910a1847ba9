// Sheets that the tests write.

/// Builders of CSV order sheets, and the bundles of the sandbox's own catalogue.
enum Sheet {
    /// 2.28 each.
    static let british = "esim_1GB_7D_GB_V2"
    /// 2.10 each.
    static let french = "esim_1GB_7D_FR_V2"

    /// One named order per line: an order, a bundle and a quantity each.
    static func orders(_ lines: (order: String, bundle: String, quantity: Int)...) -> String {
        "order,bundle,quantity\n"
            + lines.map { "\($0.order),\($0.bundle),\($0.quantity)\n" }.joined()
    }

    /// `count` orders `ORDER-1`, `ORDER-2`, … of one British eSIM each.
    static func single(_ count: Int) -> String { named("ORDER", count) }

    /// `count` orders of one British eSIM each, by a name and a number.
    static func named(_ name: String, _ count: Int) -> String {
        "order,bundle\n" + (1...count).map { "\(name)-\($0),\(british)\n" }.joined()
    }
}
