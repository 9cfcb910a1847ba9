// The same bundle for the same eSIM on two lines is bought twice: allowed, but seldom meant.

/// Remembers which eSIM got which bundle on an earlier line.
struct ICCIDRepetitionRule: Sendable {
    private struct Purchase {
        let bundle: BundleName
        let line: Int
    }

    /// The first bundle of each eSIM; an eSIM seldom gets another.
    private var first: [ICCID: Purchase] = [:]
    private var further: [ICCID: [Purchase]] = [:]

    /// Whether no earlier line named the eSIM at all; if so, it is this line's now.
    mutating func isNew(_ iccid: ICCID, bundle: BundleName, line: Int) -> Bool {
        if first[iccid] != nil { return false }
        first[iccid] = Purchase(bundle: bundle, line: line)
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
        return further[iccid]?.first { $0.bundle == bundle }?.line
    }

    private mutating func remember(_ iccid: ICCID, bundle: BundleName, line: Int) {
        if isNew(iccid, bundle: bundle, line: line) { return }
        further[iccid, default: []].append(Purchase(bundle: bundle, line: line))
    }
}
