// Commands that a text tells a person to run next, completed so that they can be copied as they
// are.

import Foundation
import Orders

/// The options of this command that the next one needs to find the same ledger, folders and
/// account, to be as careful, and to make the same of it. Only flags: what the environment and the
/// configuration file say, the next command finds by itself.
struct FollowUp: Sendable {
    /// `--ledger` and what else says where to find things.
    private let places: [String]
    private let config: String?
    private let baseURL: String?
    private let keyFile: String?
    private let requestTimeout: String?
    private let buying: [String]
    private let template: String?
    /// What belongs to the sheet: its control totals, and that it may repeat what another batch has
    /// bought. A resume is about other sheets too, and knows what was agreed to for each.
    private let sheet: [String]
    private let tagging: [String]

    init(
        _ output: OutputOptions, _ ledger: LedgerOptions? = nil, _ account: AccountOptions? = nil,
        _ buying: BuyingOptions? = nil, _ tags: TaggingOptions? = nil,
        totals: ControlTotals? = nil, cards: TemplateOption? = nil
    ) {
        places =
            (ledger?.sandbox == true ? ["--sandbox"] : [])
            + Self.flags([("--ledger", ledger?.ledger), ("--output", ledger?.output)])
        config = output.config
        baseURL = account?.baseURL
        keyFile = account?.apiKeyFile
        requestTimeout = account?.requestTimeout
        template = (buying?.cards ?? cards)?.template
        sheet =
            Self.flags([
                ("--expect-orders", totals?.expectOrders),
                ("--expect-esims", totals?.expectESIMs),
            ]) + (buying?.allowRepeats == true ? ["--allow-repeats"] : [])
        self.buying = Self.flags([
            ("--max-cost", buying?.maxCost), ("--max-per-order", buying?.maxPerOrder),
            ("--concurrency", buying?.concurrency), ("--pace", buying?.pace),
            ("--settle-after", buying?.settleAfter),
            ("--assignment-timeout", buying?.assignmentTimeout),
        ])
        tagging =
            (tags?.tagESIMs == true ? ["--tag-esims"] : [])
            + (tags?.tagNames == true ? ["--tag-names"] : [])
    }

    /// `now` for commands that are run anywhere and at any time, as from a page: paths are whole,
    /// and the ledger and the folders are named, whatever named them to this command.
    init(_ now: FollowUp, anywhere ledger: LedgerSettings) {
        places =
            (ledger.isSandbox ? ["--sandbox"] : ["--ledger", Self.whole(ledger.ledgerPath)])
            + ["--output", Self.whole(ledger.output)]
        config = now.config.map(Self.whole)
        baseURL = now.baseURL
        keyFile = now.keyFile.map(Self.whole)
        requestTimeout = now.requestTimeout
        buying = now.buying
        template = now.template.map(Self.whole)
        sheet = now.sheet
        tagging = now.tagging
    }

    private static func whole(_ path: String) -> String {
        path.hasPrefix("/")
            ? path
            : URL(filePath: FileManager.default.currentDirectoryPath).appending(path: path)
                .standardized.path
    }

    private static func flags(_ values: [(name: String, value: String?)]) -> [String] {
        values.flatMap { name, value in value.map { [name, $0] } ?? [] }
    }

    private var common: [String] { places + Self.flags([("--config", config)]) }

    private var account: [String] {
        Self.flags([
            ("--base-url", baseURL), ("--api-key-file", keyFile),
            ("--request-timeout", requestTimeout),
        ])
    }

    /// The text with the options behind the name of each command in it that takes them.
    func completing(_ text: String) -> String {
        let cards = Self.flags([("--template", template)])
        guard !(common + account + buying + cards + sheet + tagging).isEmpty else { return text }
        // A text may name what it is about itself.
        func isTagging(_ range: Range<String.Index>) -> Bool {
            text[range.upperBound...].hasPrefix(" --tag-")
        }
        return text.replacing(Self.command) { found in
            let command = String(found.output.1)
            let options =
                common + (Self.callingCommands.contains(command) ? account : [])
                + (Self.buyingCommands.contains(command) ? buying : [])
                + (Self.callingCommands.contains(command) ? cards : [])
                + (Self.sheetCommands.contains(command) ? sheet : [])
                + (Self.taggingCommands.contains(command) && !isTagging(found.range) ? tagging : [])
            return ([String(found.output.0)] + options.map(\.shellWord)).joined(separator: " ")
        }
    }

    /// The commands that have the options of a ledger.
    private static var command: Regex<(Substring, Substring)> {
        /esimbatch (validate|run|resume|revoke|status|show|settle|retry-sheet|export|archive)\b/
    }

    /// Those of them that talk to the API, and render folders.
    private static let callingCommands: Set<String> = ["validate", "run", "resume", "revoke"]
    /// And those that know a ceiling and a waiting time.
    private static let buyingCommands: Set<String> = ["validate", "run", "resume"]
    /// And those that read a sheet.
    private static let sheetCommands: Set<String> = ["validate", "run"]
    private static let taggingCommands: Set<String> = ["run", "resume"]
}
