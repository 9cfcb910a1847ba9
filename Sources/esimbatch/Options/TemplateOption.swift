// What the cards look like: for every command that renders folders, each time the same.

import ArgumentParser

struct TemplateOption: ParsableArguments {
    @Option(
        help: "A folder with your own texts, style, logo or layout for the cards.",
        completion: .directory)
    var template: String?
}
