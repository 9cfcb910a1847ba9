// One eSIM of a batch with all that an export can say of it.

import Orders

/// An eSIM, the line it is for and the purchase it came with.
struct ExportRow: Sendable {
    let order: RecordedSheetOrder
    let line: RecordedLine
    let part: RecordedOrder
    let dealt: DealtESIM

    var esim: ESIM { dealt.esim }
    var bundle: BundleName { line.content.bundle }

    /// The bundle was given back, so the code installs nothing, or nothing of use.
    var isRevoked: Bool { part.isRevoked(dealt) }

    /// Where the line stands in the batch's sheet.
    var position: SheetPosition { SheetPosition(line: line.number, column: 1) }

    /// The line's value of a carried field, without white space around it; nil when it has none.
    func value(_ field: SheetField) -> String? {
        let text = line.carried.first { $0.column == field.rawValue }?.text
        let trimmed = text.map { String($0.trimmingSpaces) }
        return trimmed.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension RecordedBatch {
    /// Every eSIM that the ledger has install data of, in the order of the sheet's lines.
    var exportRows: [ExportRow] {
        orders.flatMap { order in
            order.orders.flatMap { part in
                part.esims.map {
                    ExportRow(order: order, line: order.lines[$0.line], part: part, dealt: $0)
                }
            }
        }.enumerated().sorted { left, right in
            (left.element.line.number, left.offset) < (right.element.line.number, right.offset)
        }.map(\.element)
    }
}

extension String {
    fileprivate var trimmingSpaces: Substring {
        var text = self[...]
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return text
    }
}
