// Commands that a text tells a person to run next, completed so that they can be copied as they
// are.

import OrderArtifacts

/// The options of this command that the next one needs to find the same ledger, folders and
/// account. Only flags: what the environment and the configuration file say, the next command
/// finds by itself.
struct FollowUp: Sendable {
    private let common: [String]
    private let account: [String]

    init(
        _ output: OutputOptions, _ ledger: LedgerOptions? = nil, _ account: AccountOptions? = nil
    ) {
        var common: [String] = []
        if let ledger {
            if ledger.sandbox { common.append("--sandbox") }
            if let path = ledger.ledger { common += ["--ledger", path] }
            if let path = ledger.output { common += ["--output", path] }
        }
        if let path = output.config { common += ["--config", path] }
        self.common = common
        self.account =
            [("--base-url", account?.baseURL), ("--api-key-file", account?.apiKeyFile)]
            .flatMap { name, value in value.map { [name, $0] } ?? [] }
    }

    /// The text with the options behind the name of each command in it that takes them.
    func completing(_ text: String) -> String {
        guard !common.isEmpty || !account.isEmpty else { return text }
        return text.replacing(Self.command) { found in
            let isCalling = Self.callingCommands.contains(String(found.output.1))
            let options = common + (isCalling ? account : [])
            return ([String(found.output.0)] + options.map(\.shellWord)).joined(separator: " ")
        }
    }

    /// The commands that have the options of a ledger.
    private static var command: Regex<(Substring, Substring)> {
        /esimbatch (validate|run|resume|revoke|status|show|settle|retry-sheet|export|archive)\b/
    }

    /// Those of them that talk to the API.
    private static let callingCommands: Set<String> = ["validate", "run", "resume", "revoke"]
}
