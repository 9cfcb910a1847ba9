// What a person says that a sheet holds, for the commands that read one.

import ArgumentParser

struct ControlTotals: ParsableArguments {
    @Option(help: "Control total: how many orders the sheet must have.")
    var expectOrders: String?

    @Option(name: .customLong("expect-esims"), help: "Control total: how many eSIMs it must have.")
    var expectESIMs: String?
}
