// The readers of the provider's answers by themselves, without a network: what is made of bytes
// that may be anything.

import FoundationEssentials
import NIOHTTP1
package import Orders

/// What the client makes of the bytes of an answer. Each is a pure function of them.
package enum AnswerReaders {
    /// The outcome of a purchase of these items that was answered like this.
    package static func purchase(
        of items: [OrderItem] = [], status: Int, headers: [(String, String)] = [], body: [UInt8]
    ) -> PlacementOutcome {
        let answer = HTTPAnswer(status: status, headers: HTTPHeaders(headers), body: body)
        return outcomeOfPurchase(of: items, answer, .zero)
    }

    /// The install data in an answer of the assignments endpoint: CSV, JSON or ZIP. Nil when it is
    /// none of them.
    package static func assignments(_ body: [UInt8]) -> [DeliveredESIM]? {
        readAssignments(body)?.delivered
    }

    /// The orders on a page of the list. Nil when it is not a list.
    package static func listing(_ body: [UInt8]) -> [ListedOrder]? {
        let page = try? JSONDecoder().decode(WirePage<WireOrder>.self, from: Data(body))
        var twins: [String: Int] = [:]
        return page?.elements.compactMap { $0.listed(.zero, &twins) }
    }

    /// The account. Nil without a name, a balance or a currency.
    package static func account(_ body: [UInt8]) -> Account? {
        guard let wire = try? JSONDecoder().decode(WireOrganisation.self, from: Data(body)),
            let currency = Currency(wire.currency),
            let balance = Money(wire.balance.value, currency, rounding: .down)
        else { return nil }
        return Account(name: wire.name, balance: balance)
    }

    /// The bundles on a page of the catalogue. Nil when it is not a list of bundles.
    package static func catalogue(_ body: [UInt8]) -> [CatalogueBundle]? {
        let page = try? JSONDecoder().decode(WirePage<WireBundle>.self, from: Data(body))
        return page?.elements.compactMap(\.bundle)
    }
}
