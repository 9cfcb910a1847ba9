// The same bundle for the same eSIM on two lines is bought twice: allowed, but seldom meant.

/// Remembers which eSIM got which bundle on an earlier line.
struct ICCIDRepetitionRule: Sendable {
    private struct Purchase: Hashable {
        let iccid: ICCID
        let bundle: BundleName
    }

    /// The first bundle of each eSIM, and its line. An eSIM seldom gets another.
    private var first: [ICCID: (bundle: BundleName, line: Int)] = [:]
    /// The lines of those that are not the first.
    private var further: [Purchase: Int] = [:]

    /// Whether no earlier line named the eSIM at all; if so, it is this line's now.
    mutating func isNew(_ iccid: ICCID, bundle: BundleName, line: Int) -> Bool {
        if first[iccid] != nil { return false }
        first[iccid] = (bundle, line)
        return true
    }

    mutating func check(
        _ iccids: [ICCID], bundle: BundleName, line: SheetLine, into log: inout FindingLog
    ) {
        for (index, iccid) in iccids.enumerated() {
            guard let earlier = earlierLine(of: iccid, bundle: bundle) else {
                remember(iccid, bundle: bundle, line: line.position.line)
                continue
            }
            // Elements have a place each; a cell with several numbers has one.
            let position =
                line.known[.iccid]?.position
                ?? (line.iccidElements.indices.contains(index)
                    ? line.iccidElements[index].position : line.position)
            log.warning(
                .iccidRepeated, at: position, field: SheetField.iccid.rawValue,
                "\(iccid) gets \(bundle) on line \(earlier) already; it would be bought again")
        }
    }

    private func earlierLine(of iccid: ICCID, bundle: BundleName) -> Int? {
        guard let purchase = first[iccid] else { return nil }
        if purchase.bundle == bundle { return purchase.line }
        return further[Purchase(iccid: iccid, bundle: bundle)]
    }

    private mutating func remember(_ iccid: ICCID, bundle: BundleName, line: Int) {
        if isNew(iccid, bundle: bundle, line: line) { return }
        further[Purchase(iccid: iccid, bundle: bundle)] = line
    }
}
