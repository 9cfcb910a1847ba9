// One bundle of the catalogue.

/// A bundle: the members that the sandbox reads, and the whole document as the API shows it.
struct Bundle: Sendable, Equatable {
    let name: String
    let summary: String
    let groups: [String]
    /// ISO codes and regions of the base countries.
    let countries: [String]
    let regions: [String]
    let dataAmount: Int
    let duration: Int
    let autostart: Bool
    let price: Amount
    private let document: JSON

    /// Reads the documented shape. A bundle needs a name and a price; the rest may be missing.
    init?(_ document: JSON) {
        guard let name = document["name"]?.text, !name.isEmpty,
            let price = document["price"]?.amount, price >= .zero
        else { return nil }
        self.name = name
        self.price = price
        self.document = document
        summary = document["description"]?.text ?? ""
        groups = (document["groups"]?.elements ?? []).compactMap(\.text)
        let places = document["countries"]?.elements ?? []
        countries = places.compactMap { $0["iso"]?.text ?? $0["country"]?["iso"]?.text }
        regions = places.compactMap { $0["region"]?.text ?? $0["country"]?["region"]?.text }
        dataAmount = document["dataAmount"]?.integer ?? 0
        duration = document["duration"]?.integer ?? 0
        autostart = document["autostart"]?.flag ?? false
    }

    /// The same bundle at another price.
    func priced(at price: Amount) -> Bundle? {
        guard case .object(let members) = document else { return nil }
        return Bundle(
            .object(
                members.filter { $0.name != "price" }
                    + [JSON.Member(name: "price", value: .amount(price))]))
    }

    /// The bundle as the catalogue shows it.
    var json: JSON { document }
}
