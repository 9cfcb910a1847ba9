// Reads the provider's list of orders: the evidence for what was really bought.

import FoundationEssentials
import NIOHTTP1
package import Orders

extension ESIMGoClient {
    package func orders(since start: Timestamp) async throws -> OrderListing {
        for reading in 1...ClientLimits.listReadings {
            guard let pages = try await readPages(since: start) else { continue }
            // Orders that arrive while we read shift the pages: a count that does not fit means
            // that a row may have slipped through.
            let missing = pages.rows.map { $0 - pages.listing.orders.count } ?? 0
            if missing <= 0 { return pages.listing }
            if reading == ClientLimits.listReadings, missing <= pages.uncounted {
                return OrderListing(
                    orders: pages.listing.orders, skew: pages.listing.skew, isFull: false)
            }
        }
        throw APIFailure(
            .unavailable, attempting: Self.attempting,
            cause: "its pages do not add up to the number of orders it gives",
            hint: "somebody else may be buying right now; run again in a minute")
    }

    private static let attempting = "reading the list of orders"

    /// Every page. Nil if the first answer tells that the provider's clock is behind what was taken
    /// for its time: then the list begins too late. `rows` is how many the list says it has, less
    /// those that are no orders of their own to us: no purchase and without a reference, or under
    /// one that was read already. The skew is that of the first page.
    private func readPages(
        since start: Timestamp
    ) async throws -> (listing: OrderListing, rows: Int?, uncounted: Int)? {
        var orders: [OrderReference: ListedOrder] = [:]
        var others: Set<String> = []
        var rows: Int?
        var pageCount = 0
        // Rows that say of no order whether they are it: null, or the same once more on one page.
        var uncounted = 0
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
            uncounted += wire.nulls
            // Within a page: on the next one the same row may stand again, shifted by a new one.
            var twins: [String: Int] = [:]
            var onPage: Set<OrderReference> = []
            var marksOnPage: Set<String> = []
            for row in wire.elements {
                guard let order = row.listed(skew ?? .zero, &twins) else {
                    if !marksOnPage.insert(row.mark).inserted { uncounted += 1 }
                    others.insert(row.mark)
                    continue
                }
                let isRepeated = !onPage.insert(order.reference).inserted
                // A refund may be listed under the reference of its purchase.
                if let known = orders[order.reference], known.isPurchase != order.isPurchase {
                    others.insert(row.mark)
                    if known.isPurchase { continue }
                } else if isRepeated {
                    uncounted += 1
                }
                orders[order.reference] = order
            }
            let isLast = pageCount > 0 ? page >= pageCount : orders.count + others.count == before
            if isLast || wire.elements.isEmpty {
                // A server that has no pages repeats its one page for ever. As long as it would be
                // if the rest were cut off, it proves no end.
                let isFull =
                    pageCount > 0 || rows != nil
                    || wire.elements.count < ClientLimits.listPageByDefault
                return (
                    OrderListing(orders: Array(orders.values), skew: skew, isFull: isFull),
                    rows.map { $0 - others.count }, uncounted
                )
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
        return try await repeating(
            request(.GET, "/orders", query: query), Self.attempting
        ) { answer in
            guard answer.isSuccess else { throw rejected(Self.attempting, answer) }
            let page = try? JSONDecoder().decode(
                WirePage<WireOrder>.self, from: Data(answer.body))
            // A message in a list's place must not be taken for a list without our orders.
            guard let page,
                !page.isSingle || page.elements.allSatisfy({ $0.orderReference != nil })
            else { throw unreadable(Self.attempting, "not a list of orders") }
            return page
        }
    }
}
