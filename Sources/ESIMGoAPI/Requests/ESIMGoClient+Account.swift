// Reads the account and the catalogue.

import FoundationEssentials
import NIOHTTP1
package import Orders

extension ESIMGoClient {
    package func account() async throws -> Account {
        let attempting = "reading the account's balance"
        return try await repeating(request(.GET, "/organisation"), attempting) { answer in
            guard answer.isSuccess else { throw rejected(attempting, answer) }
            guard let account = AnswerReaders.account(answer.body) else {
                throw unreadable(attempting, "no name, balance and currency")
            }
            return account
        }
    }

    package func catalogue(_ filter: CatalogueFilter) async throws -> [CatalogueBundle] {
        let attempting = "reading the catalogue"
        var bundles: [String: CatalogueBundle] = [:]
        for page in 1...ClientLimits.cataloguePages {
            var query = [("page", "\(page)"), ("perPage", "\(ClientLimits.cataloguePage)")]
            if !filter.countries.isEmpty {
                // As they are documented: a server may compare them letter for letter.
                let codes = filter.countries.map { $0.uppercased() }
                query.append(("countries", codes.joined(separator: ",")))
            }
            let wire = try await repeating(
                request(.GET, "/catalogue", query: query), attempting
            ) { answer in
                guard answer.isSuccess else { throw rejected(attempting, answer) }
                guard
                    let wire = try? JSONDecoder().decode(
                        WirePage<WireBundle>.self, from: Data(answer.body))
                else { throw unreadable(attempting, "not a list of bundles") }
                return wire
            }
            let before = bundles.count
            for bundle in wire.elements.compactMap(\.bundle) { bundles[bundle.name] = bundle }
            if bundles.count == before { break }
            if let pages = wire.pageCount, page >= pages { break }
        }
        return bundles.values.filter { $0.matches(filter) }.sorted { $0.name < $1.name }
    }

    package func contents(of bundle: BundleName) async throws -> BundleContents? {
        let attempting = "asking the catalogue for \(bundle)"
        let request = request(.GET, "/catalogue/bundle/" + bundle.text.percentEncoded)
        let answer: HTTPAnswer
        do {
            answer = try await once(request, within: bundleTimeout)
        } catch let error as TransportFailure {
            if error.kind == .cancelled { throw cancelled(attempting) }
            throw APIFailure(
                .unreachable, attempting: attempting, cause: error.cause,
                hint: "a later run asks again")
        } catch is CancellationError {
            throw cancelled(attempting)
        }
        switch answer.status {
        case 200..<300: break
        // What an unknown name is answered with is not documented.
        case 400, 404: return nil
        default:
            throw APIFailure(
                .unavailable, attempting: attempting, cause: statusWords(answer),
                hint: "a later run asks again")
        }
        guard let wire = try? JSONDecoder().decode(WireBundle.self, from: Data(answer.body)),
            wire.name == bundle.text
        else { throw unreadable(attempting, "not this bundle") }
        return wire.contents
    }
}

extension CatalogueBundle {
    /// The filter applied here as well: a server may not know a parameter, and none searches names.
    fileprivate func matches(_ filter: CatalogueFilter) -> Bool {
        let wanted = Set(filter.countries.map { $0.uppercased() })
        if !wanted.isEmpty, wanted.isDisjoint(with: countries.map { $0.uppercased() }) {
            return false
        }
        guard let search = filter.search?.lowercased() else { return true }
        return name.lowercased().contains(search) || description.lowercased().contains(search)
    }
}
