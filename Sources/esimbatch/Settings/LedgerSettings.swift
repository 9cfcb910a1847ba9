// Which ledger and which output folder a command works with.

import Foundation

/// Where results go, and a rehearsal's account with them: what a command needs that has no ledger.
struct OutputSettings: Sendable {
    let output: String
    let isSandbox: Bool

    init(_ options: LedgerOptions, _ source: SettingsSource) throws {
        output = try source.path(.output, flag: options.output) ?? "./orders"
        isSandbox = try source.isOn(.sandbox, flag: options.sandbox)
    }

    /// Where the built-in sandbox keeps what it sold.
    var sandboxState: String { sandboxFolder + "/state.jsonl" }

    /// Where the built-in sandbox and its ledger are.
    var sandboxFolder: String { output + "/.sandbox" }
}

/// Resolved paths.
struct LedgerSettings: Sendable {
    let ledgerPath: String
    let places: OutputSettings

    var output: String { places.output }
    var isSandbox: Bool { places.isSandbox }

    init(_ options: LedgerOptions, _ source: SettingsSource) throws {
        places = try OutputSettings(options, source)
        if places.isSandbox {
            // Play money never touches the real ledger.
            ledgerPath = places.sandboxFolder + "/ledger.sqlite"
        } else if let named = try source.path(.ledger, flag: options.ledger) {
            ledgerPath = named
        } else {
            guard
                let state = source.baseDirectory("XDG_STATE_HOME", inHome: ".local/state")
            else {
                throw CommandFailure.misconfigured(
                    "neither HOME nor XDG_STATE_HOME is a full path, so the ledger has no place",
                    hint: "name it with --ledger PATH")
            }
            ledgerPath = state + "/esimbatch/ledger.sqlite"
        }
    }
}
