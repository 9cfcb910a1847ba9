// One order's whole story, as text and as JSON. Codes stay hidden unless they are asked for.

import OrderArtifacts
import Orders

func storyText(_ found: FoundOrder, _ events: [LedgerEvent], reveal: Bool) -> String {
    let order = found.order
    var lines = [
        "\(found.batch)/\(order.title)",
        "  folder    \(batchFolder(found.batch))/\(order.folder)",
        "  admitted  \(order.admittedAt)",
        "  eSIMs     \(order.orders.reduce(0) { $0 + $1.esims.count }) of "
            + "\(order.lines.reduce(0) { $0 + $1.content.quantity })",
    ]
    for part in order.orders {
        lines.append("")
        lines.append("  #\(part.part)  \(part.state.rawValue)")
        lines.append(
            "      "
                + part.planned.items.map { "\($0.quantity) × \($0.bundle)" }
                .joined(separator: ", "))
        lines.append("      \(part.total == nil ? "quoted" : "cost") \(part.cost)")
        if let reference = part.reference { lines.append("      reference \(reference)") }
        if let reason = part.reason { lines.append("      \(reason)") }
        if let next = next(part, of: found, events) { lines.append("      next: \(next)") }
        for dealt in part.esims {
            let revocation = part.revocation(of: dealt.esim.iccid, line: dealt.line)
            lines.append(
                "      \(dealt.esim.iccid)" + (reveal ? "  \(dealt.esim.activationCode)" : "")
                    + (revocation.map { "  \(revocationWords($0, of: found))" } ?? ""))
        }
    }
    lines.append("")
    for event in events {
        let part = event.part.map { "#\($0) " } ?? ""
        lines.append("  \(event.at)  \(part)\(event.kind): \(event.detail)")
    }
    return lines.joined(separator: "\n")
}

func storyDocument(_ found: FoundOrder, _ events: [LedgerEvent], reveal: Bool) -> JSONValue {
    let order = found.order
    return .object([
        ("batch", .string(found.batch.text)), ("order", .string(order.title)),
        ("folder", .string("\(batchFolder(found.batch))/\(order.folder)")),
        ("admittedAt", .string(order.admittedAt.description)),
        ("esims", .int(order.orders.reduce(0) { $0 + $1.esims.count })),
        ("quantity", .int(order.lines.reduce(0) { $0 + $1.content.quantity })),
        ("purchases", .array(order.orders.map { partDocument($0, of: found, events, reveal) })),
        (
            "events",
            .array(
                events.map { event in
                    .object([
                        ("at", .string(event.at.description)),
                        ("part", event.part.map(JSONValue.int) ?? .null),
                        ("kind", .string(event.kind)), ("detail", .string(event.detail)),
                    ])
                })
        ),
    ])
}

/// What a person can do about a part; nil for nothing.
private func next(
    _ part: RecordedOrder, of found: FoundOrder, _ events: [LedgerEvent]
) -> String? {
    switch part.state {
    case .placing:
        "if no run is on, \(resumeCommand(found.batch)), which looks up what became of it"
    case .unconfirmed where !isLeftToAPerson(part, events):
        "\(resumeCommand(found.batch)), which looks up what became of it; what that cannot decide "
            + "is yours"
    case .unconfirmed, .failed:
        "esimbatch settle \("\(found.batch)/\(found.order.folder)#\(part.part)".shellWord) "
            + "--bought REFERENCE --reason TEXT, or --not-bought"
    case .ready, .placed, .assigned, .published, .refused: nil
    }
}

/// Whether somebody has looked at the provider's list since the last attempt, and could not decide.
private func isLeftToAPerson(_ part: RecordedOrder, _ events: [LedgerEvent]) -> Bool {
    let left = HistoryNote.needsAPerson.rawValue
    let last = events.last { event in
        event.part == part.part && [OrderEvent.attemptRecorded.rawValue, left].contains(event.kind)
    }
    return last?.kind == left
}

private func partDocument(
    _ part: RecordedOrder, of found: FoundOrder, _ events: [LedgerEvent], _ reveal: Bool
) -> JSONValue {
    .object([
        ("part", .int(part.part)), ("state", .string(part.state.rawValue)),
        ("reference", .optional(part.reference?.text)), ("cost", .string(part.cost.amount)),
        ("currency", .string(part.cost.currency.code)), ("isQuoted", .bool(part.total == nil)),
        ("reason", .optional(part.reason)), ("next", .optional(next(part, of: found, events))),
        (
            "items",
            .array(
                part.planned.items.map { item in
                    .object([
                        ("bundle", .string(item.bundle.text)), ("quantity", .int(item.quantity)),
                        ("iccids", .array(item.iccids.map { .string($0.digits) })),
                    ])
                })
        ),
        (
            "esims",
            .array(
                part.esims.map { dealt in
                    .object(
                        [("iccid", .string(dealt.esim.iccid.digits))]
                            + (part.revocation(of: dealt.esim.iccid, line: dealt.line).map {
                                [("revocation", .string($0.state.rawValue))]
                            } ?? [])
                            + (reveal
                                ? [("activationCode", .string(dealt.esim.activationCode))] : []))
                })
        ),
    ])
}

private func revocationWords(_ revocation: RecordedRevocation, of found: FoundOrder) -> String {
    let order = "\(found.batch)/\(found.order.folder)".shellWord
    return switch revocation.state {
    case .revoked: "revoked" + (revocation.leaves ? ", and the eSIM left the account" : "")
    case .sending, .unconfirmed: "revocation unknown; esimbatch revoke \(order) looks it up"
    case .refused: "revocation refused (\(revocation.words))"
    case .open: "revocation not done (\(revocation.words))"
    }
}
