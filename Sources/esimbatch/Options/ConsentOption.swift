// Consent to buying, given beforehand.

import ArgumentParser

/// `--yes` where nothing is asked, so that one list of options fits every command.
struct ConsentOption: ParsableArguments {
    @Flag(help: "As for run; this command asks nothing.")
    var yes = false
}

/// What commands that only look need of the options about buying: to take them.
struct UnusedOptions: ParsableArguments {
    @OptionGroup var buying: BuyingOptions
    @OptionGroup var totals: ControlTotals
    @OptionGroup var consent: ConsentOption
}
