// `esimbatch balance`: the money that is there.

import ArgumentParser
import ESIMGoAPI
import OrderArtifacts
import Orders

struct BalanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "balance", abstract: "Prints the account's balance and currency.")

    @OptionGroup var account: AccountOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup(visibility: .hidden) var unused: UnusedOptions

    func run() async throws {
        try await ending(output) { context in
            let places = try OutputSettings(ledger, context.source)
            let api = try AccountSettings(account, context.source, sandbox: places.isSandbox)
            let found = try await context.withClient(api, places) { try await $0.account() }
            context.show(
                .object([
                    ("account", .string(found.name)),
                    ("balance", .string(found.balance.amount)),
                    ("currency", .string(found.balance.currency.code)),
                ]), words: "\(found.balance)")
            return 0
        }
    }
}
