// Options of every command that talks to the API.

import ArgumentParser

struct AccountOptions: ParsableArguments {
    @Option(
        name: .customLong("base-url"),
        help: "The API's address; plain http only on a loopback address.")
    var baseURL: String?

    @Option(help: "A file with the API key, of mode 0600 or stricter.", completion: .file())
    var apiKeyFile: String?

    @Option(help: "How long one request may take. (default: 120s)")
    var requestTimeout: String?
}
