// The endpoints that buy and list: POST /orders, GET /orders, GET /orders/{orderReference}.

import Hummingbird

/// Orders over HTTP.
struct OrderRoutes: Sendable {
    let account: SandboxAccount
    let sleep: @Sendable (Duration) async throws -> Void

    func add(to group: RouterGroup<SandboxContext>) {
        group.post("orders") { request, context in try await post(request, context) }
        group.get("orders") { request, _ in try list(request.queryItems) }
        group.get("orders/:orderReference") { request, context in
            try one(try context.parameters.require("orderReference"), request.queryItems)
        }
    }

    private func post(_ request: Request, _ context: SandboxContext) async throws -> Response {
        do {
            let order = try OrderRequest(try await request.bodyBytes())
            account.count("POST /orders \(order.onlyValidates ? "validate" : "transaction")")
            if order.onlyValidates { return .json(try account.validate(order)) }
            return try await buy(order, from: context.sourceIP)
        } catch let refusal as Refusal {
            return .refusal(refusal, type: "text/plain; charset=utf-8")
        }
    }

    private func buy(_ order: OrderRequest, from sourceIP: String) async throws -> Response {
        let (sequence, faults) = try account.beginPurchase()
        if let answer = try PurchaseFaults.beforeBuying(faults) { return answer }
        let placed = try account.buy(
            order, from: sourceIP, sequence: sequence, failed: faults.contains(.failedOrder),
            reissues: faults.contains(.reissue), inline: !faults.contains(.noInline))
        if faults.contains(.slow) { try await sleep(account.settings.slowness) }
        return try PurchaseFaults.afterBuying(faults, placed) ?? .json(placed)
    }

    private func list(_ query: QueryItems) throws(Refusal) -> Response {
        let page = try query.count("page", default: 1)
        let limit = try query.count(
            "limit", default: SandboxLimits.defaultOrdersPerPage,
            most: SandboxLimits.ordersPerPage)
        var span = TimeSpan()
        for condition in query.all("createdAt") { try Self.narrow(&span, condition) }
        let asked = span
        let withESIMs = query["includeIccids"] != "false"
        let (listed, currency) = account.read { state, settings, now in
            var span = asked
            // What is as old as the delay is listed; the list is sorted to the nanosecond.
            let visible = now.advanced(by: .zero - settings.listDelay + .nanoseconds(1))
            if settings.listDelay > .zero { span.finish(before: visible) }
            let ready = now.advanced(by: .zero - settings.assignmentDelay)
            let found = state.orders(created: span, page: page, size: limit)
            let listed = found.map { state.listed($0, assigned: settings, by: ready) }
            return (listed, state.currency)
        }
        let rows = listed.entries.map {
            OrderDocument.order($0, currency: currency, withESIMs: withESIMs)
        }
        return .json(
            .object([
                "orders": .array(rows), "pageCount": .integer(listed.pageCount),
                "pageSize": .integer(listed.size), "rows": .integer(listed.rows),
            ]))
    }

    private func one(_ reference: String, _ query: QueryItems) throws(Refusal) -> Response {
        let (found, currency) = account.read { state, settings, now in
            let ready = now.advanced(by: .zero - settings.assignmentDelay)
            let listed = state.order(QueryItems.decode(reference)).map {
                state.listed($0, assigned: settings, by: ready)
            }
            return (listed, state.currency)
        }
        guard let found else { throw Refusal(message: "order not found") }
        let withESIMs = query["includeIccids"] != "false"
        return .json(OrderDocument.order(found, currency: currency, withESIMs: withESIMs))
    }

    /// Reads `gte:TIME`, `lte:TIME`, `gt:TIME`, `lt:TIME`, or a time alone, which means equality.
    private static func narrow(_ span: inout TimeSpan, _ condition: String) throws(Refusal) {
        let operators = ["gte", "lte", "gt", "lt", "eq"]
        let comparison = operators.first { condition.hasPrefix("\($0):") }
        let text = comparison.map { String(condition.dropFirst($0.utf8.count + 1)) } ?? condition
        guard let instant = Instant(text) else {
            throw Refusal(message: "createdAt is not a valid filter")
        }
        let next = instant.advanced(by: .nanoseconds(1))
        switch comparison {
        case "gte": span.begin(at: instant)
        case "gt": span.begin(at: next)
        case "lte": span.finish(before: next)
        case "lt": span.finish(before: instant)
        default:
            span.begin(at: instant)
            span.finish(before: next)
        }
    }
}
