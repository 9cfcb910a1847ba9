// The option of the commands that can tag eSIMs.

import ArgumentParser

struct TaggingOptions: ParsableArguments {
    @Option(
        name: .customLong("tag-esims"),
        help: ArgumentHelp(
            "Write the order's name on each new eSIM as its customerRef at the provider, or the "
                + "order's and the line's: order or order+name.", valueName: "form"))
    var tagESIMs: String?
}
