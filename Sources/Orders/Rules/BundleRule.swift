// A line must say which bundle it buys.

enum BundleRule {
    static func read(_ line: SheetLine, into log: inout FindingLog) -> FieldReading<BundleName> {
        guard let cell = line.known[.bundle] else {
            log.error(
                .bundleMissing, at: line.position, field: SheetField.bundle.rawValue,
                "the line has none; write the name as the catalogue has it")
            return .invalid
        }
        // No bundle has a joiner in its name, though other names may.
        let invisible = InvisibleCharacterRule.reason(cell.text, allowingJoiners: false)
        guard invisible == nil, let name = BundleName(cell.text) else {
            log.error(
                .bundleName, at: cell.position, field: SheetField.bundle.rawValue,
                invisible
                    ?? "\(cell.text.quoted) is not 1…\(Limits.bundleNameLength) visible characters")
            return .invalid
        }
        return .valid(name)
    }
}
