// Options about what is printed.

import ArgumentParser

struct OutputOptions: ParsableArguments {
    @Flag(help: "Print the result as one JSON document on stdout.")
    var json = false

    @Option(
        help: "The form of the log on stderr: text or json.", completion: .list(["text", "json"]))
    var logFormat: String?

    @Flag(name: [.short, .long], help: "Say more on stderr.")
    var verbose = false

    @Flag(name: [.short, .long], help: "Say only what went wrong on stderr.")
    var quiet = false

    @Option(help: "A YAML file with settings by the names of the options.", completion: .file())
    var config: String?
}
