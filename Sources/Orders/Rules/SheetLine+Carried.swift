// What a line carries through to the results.

extension SheetLine {
    /// The values of the carried fields under their canonical names and of the unknown columns
    /// under their own, in the sheet's order.
    var carriedValues: [CarriedValue] {
        var values: [(position: SheetPosition, value: CarriedValue)] = []
        for (field, cell) in known where field.isCarried {
            values.append(
                (cell.position, CarriedValue(column: field.rawValue, text: cell.text)))
        }
        for column in unknown {
            values.append(
                (
                    column.value.position,
                    CarriedValue(column: column.column, text: column.value.text)
                ))
        }
        if values.count > 1 { values.sort { $0.position < $1.position } }
        return values.map(\.value)
    }
}
