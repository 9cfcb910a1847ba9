// The program: its commands and what they have in common.

import ArgumentParser
import Glibc
import Orders

@main
struct EsimbatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "esimbatch",
        abstract: "Buys eSIMs in bulk from an order sheet: checks all of it first, never buys a "
            + "line twice, and finishes what was interrupted.",
        discussion: """
            A first run:
              esimbatch check fleet.csv                 read the sheet, no network
              esimbatch run fleet.csv --sandbox         rehearse with play money
              ESIMGO_API_KEY=… esimbatch run fleet.csv  buy

            Exit codes: 0 done, 1 unexpected failure, 2 the sheet or an order is invalid, 3 not \
            enough money, 4 some orders refused, 5 a person must look at the money, 6 some of it \
            is not in its folder yet, 7 another run holds the ledger, 8 credentials or \
            configuration, 9 the ledger cannot be trusted, 64 usage, 130 and 143 interrupted.
            """,
        version: esimbatchVersion,
        subcommands: [
            CheckCommand.self, ValidateCommand.self, RunCommand.self, ResumeCommand.self,
            StatusCommand.self, ShowCommand.self, SettleCommand.self, RetrySheetCommand.self,
            ExportCommand.self, ArchiveCommand.self, RevokeCommand.self, CatalogueCommand.self,
            BalanceCommand.self, SandboxCommand.self, FindingsPageCommand.self,
        ])

    static func main() async {
        // What is made is nobody else's, whatever the shell has set; no less either, or a later run
        // could not read it.
        umask(0o077)
        forbidCoreFiles()
        if let (name, before) = misreadName(in: CommandLine.arguments.dropFirst()) {
            // Behind a flag it is no value.
            let value = before.map { "; as the value of \($0), if it takes one, \($0)=…" } ?? ""
            exit(
                withError: ValidationError(
                    "\"\(name)\" is no option. A file of that name is written ./\(name)\(value)"))
        }
        if let topic = unknownTopic(of: CommandLine.arguments.dropFirst()) {
            exit(withError: ValidationError("There is no command \"\(topic)\" to help with."))
        }
        await main(nil)
    }

    /// What help is asked for that no command is; without this it would be the general help.
    private static func unknownTopic(of arguments: ArraySlice<String>) -> String? {
        guard arguments.first == "help", let topic = arguments.dropFirst().first,
            !topic.hasPrefix("-"), topic != "help"
        else { return nil }
        let names = configuration.subcommands.compactMap { $0.configuration.commandName }
        return names.contains(topic) ? nil : topic
    }

    /// The first word that looks like several short options and is not, and the option before it,
    /// if one is. A sheet called `-dash.csv` would have an `h` among them, and so be a call for
    /// help: done, and nothing bought.
    private static func misreadName(
        in arguments: ArraySlice<String>
    ) -> (name: String, before: String?)? {
        let words = arguments.prefix { $0 != "--" }
        let index = words.firstIndex { word in
            word.hasPrefix("-") && !word.hasPrefix("--")
                && !word.dropFirst().allSatisfy("hqv".contains)
        }
        guard let index else { return nil }
        let before = words[..<index].last.flatMap { $0.hasPrefix("--") ? $0 : nil }
        return (words[index], before)
    }

    /// A core file would hold the API key and activation codes. A limit of one byte also stops the
    /// programs that systems pipe core files to, which a limit of zero does not; see core(5).
    private static func forbidCoreFiles() {
        var limit = rlimit(rlim_cur: 1, rlim_max: 1)
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    }
}
