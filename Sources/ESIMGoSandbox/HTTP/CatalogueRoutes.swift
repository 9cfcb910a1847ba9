// The endpoints that only read: GET /catalogue, GET /catalogue/bundle/{name}, GET /organisation.

import Hummingbird

/// The catalogue and the organisation over HTTP.
struct CatalogueRoutes: Sendable {
    let account: SandboxAccount

    func add(to group: RouterGroup<SandboxContext>) {
        group.get("catalogue") { request, _ in try list(request.queryItems) }
        group.get("catalogue/bundle/:name") { _, context in
            try one(QueryItems.decode(try context.parameters.require("name")))
        }
        group.get("organisation") { request, _ in
            organisation(key: request.headers[KeyMiddleware.keyName] ?? "")
        }
    }

    private func list(_ query: QueryItems) throws(Refusal) -> Response {
        let page = try query.count("page", default: 1)
        let size = try query.count(
            "perPage", default: SandboxLimits.defaultBundlesPerPage,
            most: SandboxLimits.bundlesPerPage)
        let countries = query.all("countries").flatMap { $0.uppercased().split(separator: ",") }
        let selection = Catalogue.Query(
            description: query["description"], group: query["group"],
            countries: Set(countries.map(String.init)), region: query["region"],
            order: query["orderBy"], descending: query["direction"] == "desc")
        let catalogue = account.read { state, _, _ in state.catalogue }
        let found = catalogue.select(selection)
        let (skipped, overflow) = (page - 1).multipliedReportingOverflow(by: size)
        let bundles = overflow ? [] : found.dropFirst(skipped).prefix(size)
        return .json(
            .object([
                "bundles": .array(bundles.map(\.json)),
                "pageCount": .integer((found.count + size - 1) / size),
                "rows": .integer(found.count), "pageSize": .integer(size),
            ]))
    }

    private func one(_ name: String) throws(Refusal) -> Response {
        guard let bundle = account.read({ state, _, _ in state.catalogue[name] }) else {
            throw Refusal(status: 404, message: "bundle not found")
        }
        return .json(bundle.json)
    }

    private func organisation(key: String) -> Response {
        let (balance, currency) = account.read { state, _, _ in (state.balance, state.currency) }
        let organisation = JSON.object([
            "name": .string("Sandbox Ltd"), "apiKey": .string(key), "taxLiable": .string("No"),
            "addr1": .string("1 Example Street"), "addr2": .string(""),
            "city": .string("Exampleton"), "country": .string("GB"),
            "postcode": .string("EX1 1AA"), "callbackUrl": .string(""), "notes": .string(""),
            "groups": .array([]), "currency": .string(currency), "balance": .amount(balance),
            "testCredit": .integer(0), "testCreditExpiry": .string(""),
            "businessType": .string("Other"), "website": .string("https://example.net"),
            "productDescription": .string("A local look-alike"), "users": .array([]),
        ])
        return .json(.object(["organisations": .array([organisation])]))
    }
}
