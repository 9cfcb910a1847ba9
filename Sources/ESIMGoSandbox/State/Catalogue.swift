// The bundles that can be bought, and the questions that the catalogue endpoint answers.

/// All bundles in the order of the source, with an index by name.
struct Catalogue: Sendable, Equatable {
    /// What `GET /catalogue` may be asked for, after paging.
    struct Query: Sendable {
        var description: String?
        var group: String?
        var countries: Set<String> = []
        var region: String?
        var order: String?
        var descending = false
    }

    private(set) var bundles: [Bundle] = []
    private var index: [String: Int] = [:]

    /// The last of several bundles with one name counts.
    init(_ bundles: [Bundle]) {
        for bundle in bundles {
            if let place = index[bundle.name] {
                self.bundles[place] = bundle
            } else {
                index[bundle.name] = self.bundles.count
                self.bundles.append(bundle)
            }
        }
    }

    /// Reads a file's content: the API's own envelope, or a bare array of bundles.
    init(reading content: [UInt8], path: String) throws(SandboxError) {
        let document: JSON
        do {
            document = try JSONReader.read(content)
        } catch {
            throw .badCatalogue(path: path, reason: "\(error.reason) at byte \(error.offset)")
        }
        guard let elements = (document["bundles"] ?? document).elements, !elements.isEmpty else {
            throw .badCatalogue(path: path, reason: "it holds no list of bundles")
        }
        var bundles: [Bundle] = []
        for (position, element) in elements.enumerated() {
            guard let bundle = Bundle(element) else {
                let name = element["name"]?.text ?? "number \(position + 1)"
                let reason = "bundle \(name) lacks a name or a price of at most six decimals"
                throw .badCatalogue(path: path, reason: reason)
            }
            bundles.append(bundle)
        }
        self.init(bundles)
    }

    /// The bundle of this name, case-sensitively.
    subscript(name: String) -> Bundle? { index[name].map { bundles[$0] } }

    /// Replaces a bundle's price; an unknown name changes nothing.
    mutating func reprice(_ name: String, at price: Amount) {
        guard let place = index[name], let bundle = bundles[place].priced(at: price) else { return }
        bundles[place] = bundle
    }

    /// The bundles that a query selects, sorted as it says.
    func select(_ query: Query) -> [Bundle] {
        var found = bundles
        if let pattern = query.description?.lowercased() {
            let pieces = pattern.split(separator: "*").map(Array.init)
            found = found.filter { Self.contains(pieces, in: Array($0.summary.lowercased())) }
        }
        if let group = query.group { found = found.filter { $0.groups.contains(group) } }
        if !query.countries.isEmpty {
            found = found.filter { bundle in
                bundle.countries.contains { query.countries.contains($0.uppercased()) }
            }
        }
        if let region = query.region?.lowercased() {
            found = found.filter { bundle in
                bundle.regions.contains { $0.lowercased() == region }
            }
        }
        switch query.order {
        case "bundleName": found.sort { $0.name < $1.name }
        case "dataAmount": found.sort { ($0.dataAmount, $0.name) < ($1.dataAmount, $1.name) }
        case "duration": found.sort { ($0.duration, $0.name) < ($1.duration, $1.name) }
        case "autostart":
            found.sort { ($0.autostart ? 1 : 0, $0.name) < ($1.autostart ? 1 : 0, $1.name) }
        default: break
        }
        return query.descending ? found.reversed() : found
    }

    /// Whether the pieces of a wildcard pattern occur in the text, one after the other.
    private static func contains(_ pieces: [[Character]], in text: [Character]) -> Bool {
        var rest = text[...]
        for piece in pieces {
            while !rest.starts(with: piece) {
                if rest.isEmpty { return false }
                rest.removeFirst()
            }
            rest.removeFirst(piece.count)
        }
        return true
    }
}
