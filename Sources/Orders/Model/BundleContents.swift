// What a bundle holds, in figures and places: what a traveller is told of it.

/// What the catalogue says that a bundle holds. Everything may be missing there.
package struct BundleContents: Hashable, Sendable {
    package enum Allowance: Hashable, Sendable {
        case megabytes(Int)
        case unlimited
    }

    /// A country, or a region that is sold like one.
    package struct Place: Hashable, Sendable {
        /// ISO 3166-1 alpha-2 for a country, the provider's own code for a region.
        package let code: String
        /// In English, as the catalogue has it.
        package let name: String

        package init(code: String, name: String) {
            self.code = code
            self.name = name
        }
    }

    package let data: Allowance?
    package let days: Int?
    /// Where it can be used, in the catalogue's order.
    package let places: [Place]

    package init(data: Allowance?, days: Int?, places: [Place]) {
        self.data = data
        self.days = days
        self.places = places
    }
}
