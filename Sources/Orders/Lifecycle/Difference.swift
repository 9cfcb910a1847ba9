// What speaks against a listed order being an attempt's, although it could be it.

/// One thing in which a listed order differs from what was asked for.
enum Difference: Hashable, CaseIterable {
    case price, time, origin, items, wording, content, untold, knownESIMs, inventory, failed
    case unnamed

    /// What a person reads, after "an order that could be it, but …".
    private var words: String {
        switch self {
        case .price: "has another price"
        case .time: "is of another time"
        case .origin: "came from another address than our orders"
        case .items: "holds other eSIMs or something more"
        case .wording: "is written otherwise"
        case .content: "is for more or less, or for something else"
        case .untold: "does not say what was bought"
        case .knownESIMs: "is on an eSIM that another order of ours has"
        case .inventory: "put nothing on an eSIM"
        case .failed: "is called failed"
        case .unnamed: "has no reference"
        }
    }

    /// All of them in one sentence, the same for equal ones.
    static func words(for differences: Set<Difference>) -> String {
        let words = allCases.filter(differences.contains).map(\.words)
        return words.dropLast().joined(separator: ", ") + (words.count > 1 ? " and " : "")
            + (words.last ?? "")
    }
}
