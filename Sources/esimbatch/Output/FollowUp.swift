// Commands that a text tells a person to run next, completed so that they can be copied as they
// are.

import Orders

/// The options of this command that the next one needs to find the same ledger, folders and
/// account, and to be as careful. Only flags: what the environment and the configuration file say,
/// the next command finds by itself.
struct FollowUp: Sendable {
    private let common: [String]
    private let account: [String]
    private let buying: [String]

    init(
        _ output: OutputOptions, _ ledger: LedgerOptions? = nil, _ account: AccountOptions? = nil,
        _ buying: BuyingOptions? = nil
    ) {
        var common: [String] = []
        if let ledger {
            if ledger.sandbox { common.append("--sandbox") }
            if let path = ledger.ledger { common += ["--ledger", path] }
            if let path = ledger.output { common += ["--output", path] }
        }
        if let path = output.config { common += ["--config", path] }
        self.common = common
        self.account = Self.flags([
            ("--base-url", account?.baseURL), ("--api-key-file", account?.apiKeyFile),
        ])
        self.buying = Self.flags([
            ("--max-cost", buying?.maxCost), ("--settle-after", buying?.settleAfter),
        ])
    }

    private static func flags(_ values: [(name: String, value: String?)]) -> [String] {
        values.flatMap { name, value in value.map { [name, $0] } ?? [] }
    }

    /// The text with the options behind the name of each command in it that takes them.
    func completing(_ text: String) -> String {
        guard !(common + account + buying).isEmpty else { return text }
        return text.replacing(Self.command) { found in
            let command = String(found.output.1)
            let options =
                common + (Self.callingCommands.contains(command) ? account : [])
                + (Self.buyingCommands.contains(command) ? buying : [])
            return ([String(found.output.0)] + options.map(\.shellWord)).joined(separator: " ")
        }
    }

    /// The commands that have the options of a ledger.
    private static var command: Regex<(Substring, Substring)> {
        /esimbatch (validate|run|resume|revoke|status|show|settle|retry-sheet|export|archive)\b/
    }

    /// Those of them that talk to the API.
    private static let callingCommands: Set<String> = ["validate", "run", "resume", "revoke"]
    /// And those that know a ceiling and a waiting time.
    private static let buyingCommands: Set<String> = ["validate", "run", "resume"]
}
