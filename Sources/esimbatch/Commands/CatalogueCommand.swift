// `esimbatch catalogue`: what can be ordered, and at which price.

import ArgumentParser
import ESIMGoAPI
import OrderArtifacts
import Orders

struct CatalogueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue", abstract: "Lists the account's bundles and their prices.")

    @Option(help: "Only bundles of this country, by its ISO code; may be repeated.")
    var country: [String] = []

    @Option(help: "Only bundles with this text in their name or description.")
    var search: String?

    @OptionGroup var account: AccountOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup(visibility: .hidden) var unused: UnusedOptions

    func validate() throws {
        let isCode: (String) -> Bool = { text in
            text.utf8.count == 2 && text.allSatisfy { $0.isASCII && $0.isLetter }
        }
        if let other = country.first(where: { !isCode($0) }) {
            throw ValidationError(
                "--country takes an ISO code of two letters, such as GB, and \"\(other)\" is none; "
                    + "for several countries repeat the option.")
        }
    }

    func run() async throws {
        try await ending(output) { context in
            let places = try OutputSettings(ledger, context.source)
            let api = try AccountSettings(account, context.source, sandbox: places.isSandbox)
            let filter = CatalogueFilter(countries: country, search: search)
            let (bundles, currency) = try await context.withClient(api, places) { client in
                let currency = try await client.account().balance.currency
                return (try await client.catalogue(filter), currency)
            }
            context.show(
                catalogueDocument(bundles, currency), words: catalogueText(bundles, currency))
            return 0
        }
    }
}
