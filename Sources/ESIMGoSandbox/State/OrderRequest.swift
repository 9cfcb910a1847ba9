// The body of a purchase or a validation.

/// What a client asks to buy. Reading checks the shape; whether it can be bought is the state's
/// business.
struct OrderRequest: Sendable, Equatable {
    /// One element of `order`.
    struct Line: Sendable, Equatable {
        let item: String
        let quantity: Int
        let iccids: [String]
        let allowReassign: Bool
    }

    /// Whether the request only asks what a purchase would cost.
    let onlyValidates: Bool
    let assign: Bool
    let lines: [Line]
    /// Only read by the sandbox's own endpoint for foreign orders.
    let sourceIP: String?

    /// - Parameter defaultType: what a body without `type` means; nil refuses it.
    init(_ body: [UInt8], defaultType: String? = nil) throws(Refusal) {
        guard let document = try? JSONReader.read(body), case .object = document else {
            throw Refusal(message: "Request body is not valid JSON")
        }
        switch document["type"]?.text ?? defaultType {
        case "validate": onlyValidates = true
        case "transaction": onlyValidates = false
        default: throw Refusal(message: "Invalid Order type")
        }
        assign = document["assign"]?.flag ?? false
        sourceIP = document["sourceIP"]?.text
        guard let elements = document["order"]?.elements, !elements.isEmpty else {
            throw Refusal(message: "Order must contain Order Items")
        }
        guard elements.count <= SandboxLimits.linesPerOrder else {
            throw Refusal(message: "Order contains too many Order Items")
        }
        var lines: [Line] = []
        for element in elements { lines.append(try Self.line(element, assign: assign)) }
        self.lines = lines
    }

    private static func line(_ element: JSON, assign: Bool) throws(Refusal) -> Line {
        guard element["type"]?.text == "bundle" else {
            throw Refusal(message: "Invalid Order Item type")
        }
        guard let item = element["item"]?.text, !item.isEmpty else {
            throw Refusal(message: "Order Item must name a bundle")
        }
        let limit = SandboxLimits.quantity
        guard let quantity = element["quantity"]?.integer, (1...limit).contains(quantity) else {
            throw Refusal(message: "Order Item quantity must be a whole number from 1 to \(limit)")
        }
        var iccids: [String] = []
        for value in element["iccids"]?.elements ?? [] {
            guard let iccid = value.text, SandboxLimits.iccidDigits.contains(iccid.utf8.count),
                iccid.utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { throw Refusal(message: "Order Item contains an invalid ICCID") }
            iccids.append(iccid)
        }
        guard iccids.isEmpty || assign else {
            throw Refusal(message: "ICCIDs can only be given when assign is true")
        }
        guard iccids.isEmpty || iccids.count == quantity else {
            throw Refusal(message: "Number of ICCIDs must match the quantity")
        }
        let allowReassign = element["allowReassign"]?.flag ?? false
        return Line(
            item: item, quantity: quantity, iccids: iccids, allowReassign: allowReassign)
    }
}
