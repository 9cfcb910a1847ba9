// Options of the commands that buy, or say what buying would cost.

import ArgumentParser

struct BuyingOptions: ParsableArguments {
    @Option(help: "The batch the sheet belongs to; by default its file name without extension.")
    var batch: String?

    @Option(
        help: "A folder with your own cards.html: texts, colours, logo, layout.",
        completion: .directory)
    var template: String?

    @Option(help: "Purchases in flight at once, 1…64. (default: 8)")
    var concurrency: String?

    @Option(help: "Least time between the starts of two purchases, 0s for none. (default: 3s)")
    var pace: String?

    @Option(help: "Most eSIMs in one API order. (default: 10)")
    var maxPerOrder: String?

    @Option(help: "Most that may be spent, such as 120.00 or 120.00USD.")
    var maxCost: String?

    @Flag(help: "Let an order be bought again in another batch.")
    var allowRepeats = false

    @Option(help: "Control total: how many orders the sheet must have.")
    var expectOrders: String?

    @Option(name: .customLong("expect-esims"), help: "Control total: how many eSIMs it must have.")
    var expectESIMs: String?

    @Option(help: "How long to wait for install data. (default: 15m)")
    var assignmentTimeout: String?

    @Option(help: "How long after an attempt its absence from the list is proof. (default: 15m)")
    var settleAfter: String?

    @Flag(help: "You have checked that listed orders unknown to the ledger are somebody else's.")
    var trustLedger = false
}
