// The short way for the lines of which nothing is to be said, nearly all of a good sheet: they are
// read from their bytes, with a look at each and no text for what no result needs as text.

/// Makes lines of cells when it is certain that every rule passes them without a finding. What is
/// only likely to pass is left to the rules, so what a value must be like is said there, and this
/// is never more lenient: tests hold the two against each other.
struct PlainLines: Sendable {
    private var bundles = NameCache<BundleName>()
    private var orders = NameCache<OrderName>()
    private var carried = CarriedWriter()

    /// The column for the values of a field, or of a column of the sheet's own.
    mutating func column(_ field: SheetField) -> PlainColumn {
        switch field {
        case .bundle: .bundle
        case .quantity: .quantity
        case .order: .order
        case .iccid: .iccid
        case .imei, .eid: .deviceNumber(number: carried.addColumn(field.rawValue))
        case .name, .email, .group, .device, .note:
            .carried(number: carried.addColumn(field.rawValue), isPersonal: field.isPersonal)
        }
    }

    mutating func column(named name: String) -> PlainColumn {
        .carried(number: carried.addColumn(name), isPersonal: false)
    }

    /// Appends the line, whose carried values stay unfinished until `finishPage`; false if the
    /// rules have to look at it. There is one cell for each column.
    mutating func append(
        _ cells: Span<SheetCell>, _ columns: [PlainColumn], in bytes: Span<UInt8>, number: Int,
        within order: OrderName?, repetition: inout ICCIDRepetitionRule,
        to lines: inout [OrderLine]
    ) -> Bool {
        var fields = Fields(order: order)
        for index in columns.indices {
            let cell = cells[index]
            if cell.isEmpty { continue }
            let value = bytes.extracting(cell.place)
            guard value.count <= Limits.sheetValueBytes, PlainValue.hasVisibleEnds(value),
                cell.hasDoubledQuotes
                    ? takeDoubled(value, of: columns[index], into: &fields)
                    : take(value, of: columns[index], into: &fields)
            else {
                carried.dropLine()
                return false
            }
        }
        guard let bundle = fields.bundle, let quantity = fields.agreedQuantity,
            fields.iccids.allSatisfy({
                repetition.isFirst($0, bundle: bundle, line: number)
            })
        else {
            carried.dropLine()
            return false
        }
        lines.append(
            OrderLine(
                number: number, order: fields.order,
                content: LineContent(bundle: bundle, quantity: quantity, iccids: fields.iccids),
                carried: .unfinished(from: carried.endLine())))
        return true
    }

    /// What has been read of a line.
    private struct Fields {
        var bundle: BundleName?
        var order: OrderName?
        var quantity: Int?
        var iccids: [ICCID] = []
        var isPersonal = false

        /// Nil if the quantity contradicts the ICCIDs or is doubtful beside a person's name.
        var agreedQuantity: Int? {
            let quantity = quantity ?? 1
            guard iccids.isEmpty || quantity == iccids.count else { return nil }
            return quantity > 1 && isPersonal ? nil : quantity
        }
    }

    /// A value in which two quotes stand for one: nothing but text that is carried may be so.
    private mutating func takeDoubled(
        _ value: Span<UInt8>, of column: PlainColumn, into fields: inout Fields
    ) -> Bool {
        guard case .carried(let number, let isPersonal) = column else { return false }
        if isPersonal { fields.isPersonal = true }
        carried.append(doubledQuotes: value, column: number)
        return true
    }

    /// False if the value needs the rules.
    private mutating func take(
        _ value: Span<UInt8>, of column: PlainColumn, into fields: inout Fields
    ) -> Bool {
        switch column {
        case .bundle:
            guard PlainValue.isName(value, upTo: Limits.bundleNameLength) else { return false }
            fields.bundle = bundles.name(value)
            return fields.bundle != nil
        case .order:
            guard PlainValue.isName(value, upTo: Limits.nameLength) else { return false }
            fields.order = orders.name(value)
            return fields.order != nil
        case .quantity:
            fields.quantity = PlainValue.quantity(value)
            return fields.quantity != nil
        case .iccid:
            guard let iccid = PlainValue.iccid(value) else { return false }
            fields.iccids = [iccid]
            return true
        case .carried(let number, let isPersonal):
            if isPersonal { fields.isPersonal = true }
            carried.append(value, column: number)
            return true
        case .deviceNumber(let number):
            guard PlainValue.isDigits(value) else { return false }
            fields.isPersonal = true
            carried.append(value, column: number)
            return true
        case .ignored:
            return true
        case .refused:
            return false
        }
    }

    /// Gives the carried values of the lines from `first` on to those that lack them, once there is
    /// a page of them or `atOnce`. True if it was done.
    mutating func finishPage(of lines: inout [OrderLine], from first: Int, atOnce: Bool) -> Bool {
        guard carried.isFull || atOnce else { return false }
        let page = carried.takePage()
        for index in first..<lines.count { lines[index].carried.finish(with: page) }
        return true
    }
}
