// Options of the commands that buy, or say what buying would cost.

import ArgumentParser

struct BuyingOptions: ParsableArguments {
    @Option(help: "The batch: by default the sheet's file name without extension; for resume, all.")
    var batch: String?

    @OptionGroup var cards: TemplateOption

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

    @Option(help: "How long to wait for the eSIMs' install data. (default: 15m)")
    var assignmentTimeout: String?

    @Option(
        help: """
            After a lost answer, how long to wait before an order that is not in the provider's \
            list counts as not bought. (default: 15m)
            """)
    var settleAfter: String?

    @Flag(
        help: """
            Go on after exit code 9: you have checked that the listed orders which the ledger does \
            not know are somebody else's.
            """)
    var trustLedger = false
}
