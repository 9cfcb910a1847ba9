// Reads the provider's list of orders: the evidence for what was really bought.

import FoundationEssentials
import NIOHTTP1
package import Orders

extension ESIMGoClient {
    package func orders(since start: Timestamp) async throws -> OrderListing {
        for _ in 1...ClientLimits.listReadings {
            guard let (orders, rows, skew) = try await readPages(since: start) else { continue }
            // Orders that arrive while we read shift the pages: a count that does not fit means
            // that a row may have slipped through.
            if rows.map({ orders.count >= $0 }) ?? true {
                return OrderListing(orders: orders, skew: skew)
            }
        }
        throw APIFailure(
            .unavailable, attempting: Self.attempting,
            cause: "its pages do not add up to the number of orders it gives",
            hint: "somebody else may be buying right now; run again in a minute")
    }

    private static let attempting = "reading the list of orders"

    /// Every page. Nil if the first answer tells that the provider's clock is behind what was taken
    /// for its time: then the list begins too late. The second value is how many rows the list says
    /// it has, less those that are no orders of their own to us: no purchase and without a
    /// reference, or under one that was read already. The third is how far the provider's clock is
    /// ahead of ours, as the first page tells.
    private func readPages(
        since start: Timestamp
    ) async throws -> (orders: [ListedOrder], rows: Int?, skew: Duration?)? {
        var orders: [OrderReference: ListedOrder] = [:]
        var others: Set<String> = []
        var rows: Int?
        var pageCount = 0
        var skew: Duration?
        let asked = clock.toServers(start)
        for page in 1...ClientLimits.listPages {
            let wire = try await readPage(page, since: start)
            // The most that a page says: one that says less hides what another promised.
            rows = [rows, wire.rows].compactMap(\.self).max()
            pageCount = max(pageCount, wire.pageCount ?? 0)
            if page > 1, page <= pageCount, wire.elements.isEmpty {
                throw unreadable(Self.attempting, "page \(page) of \(pageCount) is empty")
            }
            if page == 1 {
                skew = clock.knownSkew
                if clock.toServers(start) < asked - ClientLimits.clockSlack { return nil }
            }
            let before = orders.count + others.count
            // Within a page: on the next one the same row may stand again, shifted by a new one.
            var twins: [String: Int] = [:]
            for row in wire.elements {
                guard let order = row.listed(skew ?? .zero, &twins) else {
                    others.insert(row.mark)
                    continue
                }
                // A refund may be listed under the reference of its purchase.
                if let known = orders[order.reference], known.isPurchase != order.isPurchase {
                    others.insert(row.mark)
                    if known.isPurchase { continue }
                }
                orders[order.reference] = order
            }
            let isLast = pageCount > 0 ? page >= pageCount : orders.count + others.count == before
            if isLast || wire.elements.isEmpty {
                return (Array(orders.values), rows.map { $0 - others.count }, skew)
            }
        }
        throw unreadable(Self.attempting, "it does not end")
    }

    private func readPage(
        _ page: Int, since start: Timestamp
    ) async throws -> WirePage<WireOrder> {
        let query = [
            ("includeIccids", "true"), ("page", "\(page)"),
            // Without an explicit limit only ten rows come back.
            ("limit", "\(ClientLimits.listPage)"),
            ("createdAt", "gte:\(clock.toServers(start))"),
        ]
        let answer = try await repeating(
            request(.GET, "/orders", query: query), Self.attempting)
        guard answer.isSuccess else { throw rejected(Self.attempting, answer) }
        do {
            let page = try JSONDecoder().decode(WirePage<WireOrder>.self, from: Data(answer.body))
            // A message in a list's place must not be taken for a list without our orders.
            if !page.isSingle || page.elements.allSatisfy({ $0.orderReference != nil }) {
                return page
            }
        } catch {}
        throw unreadable(Self.attempting, "not a list of orders")
    }
}
