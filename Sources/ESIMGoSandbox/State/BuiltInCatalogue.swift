// The catalogue of a sandbox that was given no other: names and prices like the real ones.

/// About forty bundles in the documented shape.
enum BuiltInCatalogue {
    private struct Plan {
        let data: String
        let days: Int
        let area: String
        let price: String

        init(_ data: String, _ days: Int, _ area: String, _ price: String) {
            self.data = data
            self.days = days
            self.area = area
            self.price = price
        }
    }

    private static let plans = [
        Plan("1GB", 7, "GB", "2.28"), Plan("2GB", 15, "GB", "4.14"),
        Plan("3GB", 30, "GB", "6.10"), Plan("5GB", 30, "GB", "9.40"),
        Plan("10GB", 30, "GB", "16.20"), Plan("UL", 7, "GB", "21.50"),
        Plan("1GB", 7, "FR", "2.10"), Plan("2GB", 15, "FR", "3.85"),
        Plan("3GB", 30, "FR", "5.60"), Plan("5GB", 30, "FR", "8.75"),
        Plan("UL", 7, "FR", "19.90"), Plan("1GB", 7, "DE", "2.05"),
        Plan("3GB", 30, "DE", "5.45"), Plan("5GB", 30, "DE", "8.60"),
        Plan("1GB", 7, "ES", "1.95"), Plan("3GB", 30, "ES", "5.20"),
        Plan("5GB", 30, "ES", "8.15"), Plan("1GB", 7, "IT", "1.98"),
        Plan("3GB", 30, "IT", "5.25"), Plan("10GB", 30, "IT", "13.335"),
        Plan("1GB", 7, "US", "3.40"), Plan("3GB", 30, "US", "8.90"),
        Plan("5GB", 30, "US", "13.25"), Plan("10GB", 30, "US", "22.70"),
        Plan("UL", 7, "US", "28.40"), Plan("1GB", 7, "CA", "4.15"),
        Plan("3GB", 30, "CA", "10.75"), Plan("1GB", 7, "JP", "2.95"),
        Plan("3GB", 30, "JP", "7.35"), Plan("1GB", 7, "TH", "2.2575"),
        Plan("5GB", 30, "TH", "7.80"), Plan("1GB", 7, "TR", "2.60"),
        Plan("3GB", 30, "TR", "6.45"), Plan("1GB", 7, "AE", "5.30"),
        Plan("3GB", 30, "AE", "13.90"), Plan("1GB", 7, "AU", "3.05"),
        Plan("5GB", 30, "AU", "11.20"), Plan("1GB", 7, "EU", "3.15"),
        Plan("5GB", 30, "EU", "11.95"), Plan("10GB", 30, "EU", "19.80"),
        Plan("UL", 7, "EU", "32.60"),
    ]

    private static let areas: [String: (name: String, region: String)] = [
        "GB": ("United Kingdom", "Europe"), "FR": ("France", "Europe"),
        "DE": ("Germany", "Europe"), "ES": ("Spain", "Europe"), "IT": ("Italy", "Europe"),
        "US": ("United States", "North America"), "CA": ("Canada", "North America"),
        "JP": ("Japan", "Asia"), "TH": ("Thailand", "Asia"), "TR": ("Turkey", "Middle East"),
        "AE": ("United Arab Emirates", "Middle East"), "AU": ("Australia", "Oceania"),
        "EU": ("Europe", "Europe"),
    ]

    static let catalogue = Catalogue(plans.compactMap { Bundle(document(of: $0)) })

    private static func document(of plan: Plan) -> JSON {
        let unlimited = plan.data == "UL"
        let megabytes = unlimited ? -1 : (Int(plan.data.dropLast(2)) ?? 0) * 1_000
        let area = areas[plan.area] ?? (plan.area, "Global")
        let text = unlimited ? "Unlimited" : plan.data
        let roaming = plan.area == "EU" ? ["DE", "ES", "FR", "GB", "IT"] : []
        return .object([
            "name": .string("esim_\(plan.data)_\(plan.days)D_\(plan.area)_V2"),
            "description": .string("eSIM, \(text), \(plan.days) Days, \(area.name), V2"),
            "groups": .array([.string(unlimited ? "Standard Unlimited" : "Standard Fixed")]),
            "countries": .array([country(plan.area)]),
            "dataAmount": .integer(megabytes),
            "duration": .integer(plan.days),
            "speed": .array(["2G", "3G", "4G", "5G"].map(JSON.string)),
            "autostart": .bool(true),
            "unlimited": .bool(unlimited),
            "roamingEnabled": .array(roaming.map(country)),
            "imageUrl": .string("https://images.example.net/\(plan.area).png"),
            "price": .number(Amount(plan.price)?.text ?? "0"),
            "billingType": .string("FixedCost"),
            "allowances": .array([]),
        ])
    }

    private static func country(_ code: String) -> JSON {
        let area = areas[code] ?? (code, "Global")
        return .object([
            "name": .string(area.name), "region": .string(area.region), "iso": .string(code),
        ])
    }
}
