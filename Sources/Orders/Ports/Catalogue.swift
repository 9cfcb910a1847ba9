// What can be bought, and how it is asked for.

/// Which bundles to list.
package struct CatalogueFilter: Hashable, Sendable {
    /// ISO 3166-1 alpha-2 codes; empty for all.
    package let countries: [String]
    /// Part of a name or description, case-insensitive; nil for all.
    package let search: String?

    package init(countries: [String] = [], search: String? = nil) {
        self.countries = countries
        self.search = search
    }

    package static let everything = CatalogueFilter()
}

/// A bundle of the catalogue.
package struct CatalogueBundle: Hashable, Sendable {
    package let name: String
    package let description: String
    /// The account's price for one, exactly as the provider writes it; nil where it has none.
    package let price: ExactDecimal?
    /// ISO country codes.
    package let countries: [String]
    /// Nil where the catalogue does not say.
    package let data: BundleContents.Allowance?
    package let days: Int?

    package init(
        name: String, description: String, price: ExactDecimal?, countries: [String],
        data: BundleContents.Allowance?, days: Int?
    ) {
        self.name = name
        self.description = description
        self.price = price
        self.countries = countries
        self.data = data
        self.days = days
    }
}
