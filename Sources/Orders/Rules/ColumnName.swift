// What a column's name means: one of our fields, nearly one, or something of the sheet's own.

/// The meaning of a column's or an attribute's name. Names are compared without regard to case,
/// white space, `-` and `_`.
package enum ColumnName: Hashable, Sendable {
    case field(SheetField)
    /// One edit away from the field: a letter too many, too few, wrong, or two swapped.
    case misspelt(SheetField)
    case other

    package init(_ written: String) {
        let name = Self.key(written)
        if let field = Self.fields[name] {
            self = .field(field)
        } else if !Self.ownWords.contains(name),
            let field = SheetField.allCases.first(where: { Self.isSlip(name, for: $0.rawValue) })
        {
            self = .misspelt(field)
        } else {
            self = .other
        }
    }

    /// The name reduced to what is compared.
    package static func key(_ written: String) -> String {
        var key = String.UnicodeScalarView()
        for scalar in written.lowercased().unicodeScalars
        where !scalar.properties.isWhitespace && scalar != "-" && scalar != "_" {
            key.append(scalar)
        }
        return String(key)
    }

    /// The field that people often call so; nil if the name is as good as any other.
    static func likely(_ written: String) -> SheetField? { usualWords[key(written)] }

    private static let usualWords: [String: SheetField] = [
        "qty": .quantity, "quant": .quantity, "count": .quantity, "pieces": .quantity,
        "pcs": .quantity, "units": .quantity,
        "esims": .quantity, "anzahl": .quantity, "menge": .quantity, "cantidad": .quantity,
        "quantité": .quantity, "quantita": .quantity, "quantità": .quantity,
        "bundlename": .bundle, "bundleid": .bundle, "package": .bundle, "plan": .bundle,
        "product": .bundle, "sku": .bundle, "item": .bundle, "tariff": .bundle,
        "orderid": .order, "ordername": .order, "ordernumber": .order, "orderno": .order,
        "customername": .name, "traveller": .name, "traveler": .name, "fullname": .name,
        "emailaddress": .email, "esim": .iccid, "sim": .iccid,
    ]

    /// Whether such a column has activation codes: a table of bought eSIMs, and no order, has it.
    static func isOfResults(_ written: String) -> Bool { resultWords.contains(key(written)) }

    private static let resultWords: Set<String> = ["activationcode", "matchingid", "smdpaddress"]

    private static let fields = Dictionary(
        uniqueKeysWithValues: SheetField.allCases.map { ($0.rawValue, $0) })

    /// Words of the trade that are one edit from a field and yet meant: an IMSI is no IMEI, and a
    /// node of a network no note.
    private static let ownWords: Set<String> = ["imsi", "node"]

    /// In a name of three letters (`eid`), a letter lost or changed makes other honest words (`id`,
    /// `uid`, `aid`), so there only a swap and an extra letter count as slips.
    private static func isSlip(_ written: String, for field: String) -> Bool {
        guard let slip = SpellingSlip(of: written, from: field) else { return false }
        return field.utf8.count > 3 || slip == .extra || slip == .swapped
    }
}
