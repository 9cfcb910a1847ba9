// What a client can ask of the provider, and what it makes of the answer.

import Orders

@testable import ESIMGoAPI

/// One of the client's operations.
enum Operation: String, CaseIterable, Sendable {
    case purchase, largePurchase, quote, account, catalogue, orders, delivery, archive

    var buys: Bool { self == .purchase || self == .largePurchase }
    /// Whether its request carries a body.
    var hasBody: Bool { buys || self == .quote }
    /// Whether the client asks again by itself; the others are asked again by the engine.
    var isRepeated: Bool {
        switch self {
        case .quote, .account, .catalogue, .orders: true
        case .purchase, .largePurchase, .delivery, .archive: false
        }
    }
}

/// What the client makes of a purchase.
enum Heard: Hashable, Sendable {
    case placed, neverConnected, rateLimited, tooOld, refused, unconfirmed

    init(_ outcome: PlacementOutcome) {
        self =
            switch outcome {
            case .placed: .placed
            case .notPlaced(.neverConnected): .neverConnected
            case .notPlaced(.rateLimited): .rateLimited
            case .notPlaced(.tooOld): .tooOld
            case .refused: .refused
            case .unconfirmed: .unconfirmed
            }
    }

    /// Whether it says that nothing was bought.
    var deniesPurchase: Bool {
        switch self {
        case .neverConnected, .rateLimited, .tooOld, .refused: true
        case .placed, .unconfirmed: false
        }
    }
}

/// What a reading comes to: a text that is equal for equal results, or the kind of failure.
enum Read: Hashable, Sendable {
    case result(String)
    case failure(APIFailure.Kind)
}

extension Operation {
    static let bundle = "esim_1GB_7D_GB_V2"

    /// What a purchase buys. The large one's body is longer than the buffers on its way.
    var items: [OrderItem] {
        get throws {
            guard self == .largePurchase else { return [try item(Self.bundle)] }
            let iccids = (0..<10_000).compactMap { ICCID("89431081610000\(10_000 + $0)") }
            guard let name = BundleName(Self.bundle) else { return [] }
            return [OrderItem(bundle: name, quantity: iccids.count, iccids: iccids)]
        }
    }

    /// Performs a reading.
    func read(_ client: ESIMGoClient, of reference: OrderReference) async -> Read {
        do {
            return .result(try await result(client, of: reference))
        } catch {
            return .failure((error as? APIFailure)?.kind ?? .rejected)
        }
    }

    private func result(
        _ client: ESIMGoClient, of reference: OrderReference
    ) async throws -> String {
        switch self {
        case .purchase, .largePurchase, .quote: "\(try await client.quote(items))"
        case .account: "\(try await client.account())"
        case .catalogue: try await client.catalogue(.everything).map(\.name).joined()
        case .orders:
            try await client.orders(since: ManualTime.start - .seconds(60)).orders
                .map(\.reference.text).sorted().joined()
        case .delivery:
            try await client.delivery(of: reference, expecting: 2).esims
                .map(\.esim.iccid.digits).sorted().joined()
        case .archive: "\(try await client.archive(of: reference).count)"
        }
    }
}
