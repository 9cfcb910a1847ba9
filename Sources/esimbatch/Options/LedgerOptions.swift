// Options of every command that looks at the ledger.

import ArgumentParser

struct LedgerOptions: ParsableArguments {
    @Option(
        help:
            "The ledger's file; one per account. (default: ~/.local/state/esimbatch/ledger.sqlite)",
        completion: .file())
    var ledger: String?

    @Option(help: "Where order folders go. (default: ./orders)", completion: .directory)
    var output: String?

    @Flag(help: "Use a built-in look-alike of the API with a ledger of its own; no key needed.")
    var sandbox = false
}
