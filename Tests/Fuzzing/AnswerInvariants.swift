// What holds of every reading of the provider's answers.

import ESIMGoAPI
import Orders

/// The first three bytes choose the status and the headers; the rest is the body.
func purchaseViolation(_ bytes: [UInt8]) -> String? {
    guard bytes.count >= 3 else { return nil }
    let status = 100 + (Int(bytes[0]) << 8 | Int(bytes[1])) % 500
    let limiter = bytes[2].isMultiple(of: 2) ? [] : [("X-Ratelimit-Limit", "10")]
    let body = Array(bytes.dropFirst(3))
    let outcome = AnswerReaders.purchase(status: status, headers: limiter, body: body)
    let text = String(decoding: body, as: UTF8.self)
    let isLiteral = body.isLiteral(escapes: ["\\"])
    switch outcome {
    case .placed(let order):
        if !(200..<300).contains(status) { return "HTTP \(status) is taken for a purchase" }
        if order.reference.text.isEmpty { return "an order has no reference" }
        guard isLiteral else { return nil }
        if !holds(body, order.reference.text) { return "a reference is made up" }
        return madeUp(order.esims, body)
    case .refused:
        // Only the provider's own words deny a purchase, or its word that the order failed.
        guard isLiteral else { return nil }
        if text.lowercased().contains("no payment taken") { return nil }
        if (200..<300).contains(status) {
            return text.lowercased().contains("fail") ? nil : "a success is taken for a refusal"
        }
        let isRefusal = [400, 401, 403, 404, 405, 413, 415, 422].contains(status)
        return isRefusal && text.contains("\"message\"") ? nil : "a refusal is made up"
    case .notPlaced(.rateLimited):
        return status == 429 ? nil : "HTTP \(status) is taken for the limiter"
    case .notPlaced:
        return "an answer is taken for no connection"
    case .unconfirmed:
        return nil
    }
}

func listingViolation(_ body: [UInt8]) -> String? {
    guard let orders = AnswerReaders.listing(body) else { return nil }
    if orders.count > body.count { return "more orders are read than there can be" }
    guard body.isLiteral(escapes: ["\\"]) else { return nil }
    let made = orders.first { order in
        order.isNamed && !holds(body, order.reference.text)
            || order.items.contains { item in item.iccids.contains { !holds(body, $0) } }
    }
    return made.map { "the order \($0.reference) is made up" }
}

func assignmentsViolation(_ body: [UInt8]) -> String? {
    guard let esims = AnswerReaders.assignments(body) else { return nil }
    if esims.count > max(body.count, 1) * 200 { return "more eSIMs are read than there can be" }
    // Quotes are taken out of CSV cells, and a ZIP packs its table.
    let isPacked = body.starts(with: [0x50, 0x4B])
    guard body.isLiteral(escapes: ["\\"]), !isPacked, !holds(body, "\"\"") else { return nil }
    return madeUp(esims, body)
}

func organisationViolation(_ body: [UInt8]) -> String? {
    guard let account = AnswerReaders.account(body), body.isLiteral(escapes: ["\\"]) else {
        return nil
    }
    return holds(body, account.name) ? nil : "an account's name is made up"
}

func catalogueViolation(_ body: [UInt8]) -> String? {
    guard let bundles = AnswerReaders.catalogue(body), body.isLiteral(escapes: ["\\"]) else {
        return nil
    }
    if bundles.contains(where: \.name.isEmpty) { return "a bundle has no name" }
    return bundles.first { !holds(body, $0.name) }.map { "the bundle \($0.name) is made up" }
}

private func madeUp(_ esims: [DeliveredESIM], _ body: [UInt8]) -> String? {
    for one in esims.map(\.esim) {
        if !holds(body, one.iccid.digits) { return "the ICCID \(one.iccid) is made up" }
        if !holds(body, one.matchingID) { return "a code is made up" }
        if !holds(body, one.smdpAddress) { return "an address is made up" }
    }
    return nil
}
