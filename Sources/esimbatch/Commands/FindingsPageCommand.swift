// `esimbatch findings-page`: what docs/findings.md is made with.

import ArgumentParser
import OrderSheets

struct FindingsPageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings-page",
        abstract: "Prints the page about all findings, as docs/findings.md has it.",
        shouldDisplay: false)

    func run() throws {
        Console(isQuiet: false, variables: [:]).result(FindingsPage.text)
    }
}
