// Valid sheets, lines and names, so that a test says only what it is about.

package import Orders

/// Bundles of the scripted provider's catalogue.
package enum Bundles {
    package static let britain = "esim_1GB_7D_GB_V2"
    package static let france = "esim_1GB_7D_FR_V2"
    package static let america = "esim_5GB_30D_US_V2"

    /// Unit prices: 2.28, 1.90 and 9.99 USD.
    package static let prices: [String: Money] = [
        britain: .usd(228), france: .usd(190), america: .usd(999),
    ]

    package static let contents: [String: BundleContents] = [
        britain: BundleContents(
            data: .megabytes(1_000), days: 7, places: [.init(code: "GB", name: "United Kingdom")]),
        france: BundleContents(
            data: .megabytes(1_000), days: 7, places: [.init(code: "FR", name: "France")]),
        america: BundleContents(
            data: .megabytes(5_000), days: 30, places: [.init(code: "US", name: "United States")]),
    ]
}

extension Money {
    /// An amount in cents of US dollars.
    package static func usd(_ cents: Int64) -> Money {
        Money(minorUnits: cents, currency: valid(Currency("USD")))
    }
}

extension BatchName {
    package static func sample(_ text: String = "fleet") -> BatchName { valid(BatchName(text)) }
}

extension OrderName {
    package static func sample(_ text: String) -> OrderName { valid(OrderName(text)) }
}

extension BundleName {
    package static func sample(_ text: String) -> BundleName { valid(BundleName(text)) }
}

extension LineContent {
    package static func sample(
        _ bundle: String = Bundles.britain, _ quantity: Int = 1, on iccids: [ICCID] = []
    ) -> LineContent {
        LineContent(
            bundle: .sample(bundle), quantity: iccids.isEmpty ? quantity : iccids.count,
            iccids: iccids)
    }
}

extension OrderLine {
    /// A line; `name` becomes its carried column of that name.
    package static func sample(
        _ number: Int = 2, _ bundle: String = Bundles.britain, quantity: Int = 1,
        order: String? = nil, name: String? = nil, on iccids: [ICCID] = []
    ) -> OrderLine {
        OrderLine(
            number: number, order: order.map { .sample($0) },
            content: .sample(bundle, quantity, on: iccids),
            carried: name.map { [CarriedValue(column: "name", text: $0)] } ?? [])
    }
}

extension OrderSheet {
    package static func sample(_ lines: [OrderLine], name: String = "fleet.csv") -> OrderSheet {
        OrderSheet(
            name: name, sha256: String(repeating: "ab", count: 32), lines: SheetLines(lines),
            lineCount: lines.count)
    }
}

extension SheetIdentity {
    package static let sample = SheetIdentity(
        name: "fleet.csv", sha256: String(repeating: "ab", count: 32), lines: 1)
}

/// A value that a test's author knows to be valid.
func valid<Value>(_ value: Value?) -> Value {
    guard let value else { preconditionFailure("the sample is not valid") }
    return value
}
