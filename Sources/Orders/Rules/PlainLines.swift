// The short way for the lines of which nothing is to be said, nearly all of a good sheet: they are
// read from their bytes, with a look at each and no text for what no result needs as text.

/// Makes lines of cells when it is certain that every rule passes them without a finding. What is
/// only likely to pass is left to the rules, so what a value must be like is said there, and this
/// is never more lenient: tests hold the two against each other.
enum PlainLines {
    /// Appends the line; false if the rules have to look at it. There is one cell for each column.
    static func append(
        _ cells: Span<SheetCell>, _ columns: [PlainColumn], in bytes: Span<UInt8>, number: Int,
        within order: NameNumber?, repetition: inout ICCIDRepetitionRule,
        to lines: inout SheetLinesWriter
    ) -> Bool {
        var fields = Fields(order: order)
        for index in columns.indices {
            let cell = cells[index]
            if cell.isEmpty { continue }
            let value = bytes.extracting(cell.place)
            guard value.count <= Limits.sheetValueBytes, PlainValue.hasVisibleEnds(value),
                take(value, of: columns[index], cell.hasDoubledQuotes, into: &fields, &lines)
            else { return false }
        }
        guard let bundle = fields.bundle, let quantity = fields.agreedQuantity else {
            return false
        }
        if let iccid = fields.iccid {
            guard
                repetition.isNew(
                    iccid, bundle: bundle, named: BundleName(known: lines.bundles[bundle]),
                    line: number)
            else { return false }
        }
        lines.carry(cells, under: columns.span, in: bytes, size: fields.carriedBytes)
        lines.append(
            number: number, order: fields.order, bundle: bundle, quantity: quantity,
            iccid: fields.iccid)
        return true
    }

    /// What has been read of a line.
    private struct Fields {
        var bundle: NameNumber?
        var order: NameNumber?
        var quantity: Int?
        var iccid: ICCID?
        var isPersonal = false
        /// Of all values that are carried through.
        var carriedBytes = 0

        /// Nil if the quantity contradicts the ICCID or is doubtful beside a person's name.
        var agreedQuantity: Int? {
            let quantity = quantity ?? 1
            return quantity > 1 && (isPersonal || iccid != nil) ? nil : quantity
        }
    }

    /// False if the value needs the rules.
    private static func take(
        _ value: Span<UInt8>, of column: PlainColumn, _ hasDoubledQuotes: Bool,
        into fields: inout Fields, _ lines: inout SheetLinesWriter
    ) -> Bool {
        // Nothing but text that is carried may have two quotes for one.
        if hasDoubledQuotes { guard case .carried = column else { return false } }
        switch column {
        case .bundle:
            if let known = lines.bundles.number(of: value) {
                fields.bundle = known
                return true
            }
            guard PlainValue.isName(value, upTo: Limits.bundleNameLength) else { return false }
            fields.bundle = lines.addBundle(value)
            return true
        case .order:
            if let known = lines.orders.number(of: value) {
                fields.order = known
                return true
            }
            guard PlainValue.isName(value, upTo: Limits.nameLength),
                !PlainValue.mayHaveExponent(value)
            else { return false }
            fields.order = lines.addOrder(value)
            return true
        case .quantity:
            fields.quantity = PlainValue.quantity(value)
            return fields.quantity != nil
        case .iccid:
            fields.iccid = PlainValue.iccid(value)
            return fields.iccid != nil
        case .carried(_, let isPersonal):
            if isPersonal { fields.isPersonal = true }
            fields.carriedBytes += value.count
            return true
        case .deviceNumber:
            guard PlainValue.isDigits(value) else { return false }
            fields.isPersonal = true
            fields.carriedBytes += value.count
            return true
        case .ignored:
            return true
        case .refused:
            return false
        }
    }
}
