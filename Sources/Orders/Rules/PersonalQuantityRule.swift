// A name or a device on a line of several eSIMs: most likely one line per person was meant.

enum PersonalQuantityRule {
    static func check(_ line: SheetLine, quantity: Int?, into log: inout FindingLog) {
        guard let quantity, quantity > 1 else { return }
        let personal = SheetField.allCases.filter { $0.isPersonal && line.known[$0] != nil }
        guard let first = personal.compactMap({ line.known[$0]?.position }).min() else { return }
        let names = personal.map(\.rawValue).joined(separator: ", ")
        log.warning(
            .personalQuantity, at: first, field: names,
            "stands for one person or device, but the line buys \(quantity) eSIMs; "
                + "write one line for each if they differ")
    }
}
