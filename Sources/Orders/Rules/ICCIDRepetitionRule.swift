// The same bundle for the same eSIM on two lines is bought twice: allowed, but seldom meant.

/// Remembers which eSIM got which bundle on an earlier line.
struct ICCIDRepetitionRule: Sendable {
    private struct Purchase: Hashable {
        let iccid: ICCID
        let bundle: BundleName
    }

    private var lines: [Purchase: Int] = [:]

    /// Whether no earlier line had the purchase; if so, it is this line's.
    mutating func isFirst(_ iccid: ICCID, bundle: BundleName, line: Int) -> Bool {
        let purchase = Purchase(iccid: iccid, bundle: bundle)
        if lines[purchase] != nil { return false }
        lines[purchase] = line
        return true
    }

    mutating func check(
        _ iccids: [ICCID], bundle: BundleName, line: SheetLine, into log: inout FindingLog
    ) {
        for (index, iccid) in iccids.enumerated() {
            let purchase = Purchase(iccid: iccid, bundle: bundle)
            guard let earlier = lines[purchase] else {
                lines[purchase] = line.position.line
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
}
