// What is fed with hostile bytes, and what must hold of it whatever they are.

/// A reader of bytes from outside.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// Order sheets.
    case csv, xml
    /// The containers.
    case zip, gzip
    /// The provider's answers.
    case purchase, listing, assignments, organisation, catalogue

    /// Reads the bytes. Returns what was broken that has to hold, in a sentence; nil when nothing
    /// was. A reader that traps or does not end is found by whoever runs this.
    package func violation(_ bytes: [UInt8]) -> String? {
        switch self {
        case .csv, .xml: sheetViolation(bytes)
        case .zip: archiveViolation(bytes)
        case .gzip: gzipViolation(bytes)
        case .purchase: purchaseViolation(bytes)
        case .listing: listingViolation(bytes)
        case .assignments: assignmentsViolation(bytes)
        case .organisation: organisationViolation(bytes)
        case .catalogue: catalogueViolation(bytes)
        }
    }
}

/// Whether the bytes hold a text as it stands.
func holds(_ bytes: [UInt8], _ text: String) -> Bool {
    text.isEmpty || bytes.firstRange(of: Array(text.utf8)) != nil
}

extension [UInt8] {
    /// Whether what is read from the bytes stands in them letter for letter: ASCII or UTF-8 that
    /// escapes nothing.
    func isLiteral(escapes: [Character]) -> Bool {
        !contains(0) && String(validating: self, as: UTF8.self) != nil
            && !escapes.contains { $0.asciiValue.map(contains) == true }
    }
}
