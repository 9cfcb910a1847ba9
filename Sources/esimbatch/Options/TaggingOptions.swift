// The options of the commands that can tag eSIMs.

import ArgumentParser

struct TaggingOptions: ParsableArguments {
    @Flag(
        name: .customLong("tag-esims"),
        help: "Write the order's name on each new eSIM at the provider, as its customerRef.")
    var tagESIMs = false

    @Flag(help: "The same with the line's name behind the order's, which the provider then has.")
    var tagNames = false
}
