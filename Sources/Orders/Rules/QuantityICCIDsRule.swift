// Existing eSIMs get one bundle each, so a quantity beside them can only repeat their number.

enum QuantityICCIDsRule {
    /// How many eSIMs the line buys for: as written, else one per ICCID, else 1. Nil if that cannot
    /// be told.
    static func quantity(
        _ written: FieldReading<Int>, _ iccids: FieldReading<[ICCID]>, of line: SheetLine,
        into log: inout FindingLog
    ) -> Int? {
        if written.isInvalid || iccids.isInvalid { return nil }
        guard let count = iccids.value?.count else { return written.value ?? 1 }
        guard Limits.quantity.contains(count) else {
            log.error(
                .quantityRange, at: line.position, field: SheetField.iccid.rawValue,
                "the line names \(count) eSIMs, which is not "
                    + "\(Limits.quantity.lowerBound)…\(Limits.quantity.upperBound)")
            return nil
        }
        if let quantity = written.value, quantity != count {
            log.error(
                .quantityICCIDs, at: line.known[.quantity]?.position ?? line.position,
                field: SheetField.quantity.rawValue,
                "\(quantity) is not the number of ICCIDs on the line, which is \(count)")
            return nil
        }
        return count
    }
}
