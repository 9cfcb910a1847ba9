// The account as the provider writes it: flat, or wrapped in one of two ways.

import FoundationEssentials
import Orders

/// The organisation. Its body also echoes the API key, so it is never logged or kept.
struct WireOrganisation: Decodable {
    let name: String
    let balance: WireNumber
    let currency: String

    private struct Flat: Decodable {
        let name: String?
        let balance: WireNumber?
        let currency: String?
    }

    private struct Wrapped: Decodable {
        let organisations: [Nullable<Flat>]?
        let organisation: Flat?
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let wrapped = try container.decode(Wrapped.self)
        let found =
            try wrapped.organisations?.compactMap(\.value).first ?? wrapped.organisation
            ?? container.decode(Flat.self)
        guard let name = found.name, let balance = found.balance, let currency = found.currency
        else {
            throw IncompleteAnswer()
        }
        self.name = name
        self.balance = balance
        self.currency = currency
    }
}
