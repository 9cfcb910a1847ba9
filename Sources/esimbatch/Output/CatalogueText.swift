// The catalogue, as text and as JSON.

import OrderArtifacts
import Orders

func catalogueText(_ bundles: [CatalogueBundle], _ currency: Currency) -> String {
    guard !bundles.isEmpty else { return "No bundle matches." }
    let rows = bundles.map { bundle in
        [
            bundle.name,
            bundle.price.map { "\($0.fixed(places: currency.exponent)) \(currency)" } ?? "",
            bundle.data.map(dataWords) ?? "",
            bundle.days.map { counted($0, "day") } ?? "",
            bundle.countries.count > 4
                ? "\(bundle.countries.count) countries" : bundle.countries.joined(separator: " "),
        ]
    }
    return table([["bundle", "price", "data", "duration", "countries"]] + rows)
}

func catalogueDocument(_ bundles: [CatalogueBundle], _ currency: Currency) -> JSONValue {
    .object([
        ("currency", .string(currency.code)),
        (
            "bundles",
            .array(
                bundles.map { bundle in
                    .object([
                        ("name", .string(bundle.name)),
                        ("description", .string(bundle.description)),
                        ("price", .optional(bundle.price?.fixed(places: currency.exponent))),
                        ("dataMegabytes", bundle.data?.megabytes.map(JSONValue.int) ?? .null),
                        ("unlimitedData", bundle.data.map { .bool($0 == .unlimited) } ?? .null),
                        ("days", bundle.days.map(JSONValue.int) ?? .null),
                        ("countries", .array(bundle.countries.map(JSONValue.string))),
                    ])
                })
        ),
    ])
}

private func dataWords(_ data: BundleContents.Allowance) -> String {
    guard let megabytes = data.megabytes else { return "unlimited" }
    return megabytes % 1_000 == 0 ? "\(megabytes / 1_000) GB" : "\(megabytes) MB"
}

extension BundleContents.Allowance {
    /// Nil without a limit.
    fileprivate var megabytes: Int? {
        if case .megabytes(let megabytes) = self { megabytes } else { nil }
    }
}
