// The rules about a sheet and what was bought before, explained.

extension RuleName {
    var batchDocumentation: RuleDocumentation? {
        switch self {
        case .orderChanged:
            RuleDocumentation(
                "An order that was bought, or may have been, now buys something else. What was "
                    + "bought cannot be changed. Or a line without an order has changed in its "
                    + "other columns, and could be the bought one or one like it that was not "
                    + "bought and is missing now; or it names somebody else, and could be any of "
                    + "several bought ones of which one is missing.",
                "Put the line back, and give what is new another `order`.",
                .situation(
                    "TOUR-17 was bought with 3 eSIMs, and its line in the sheet now has 4",
                    finding: "\"TOUR-17\" was bought as 3 × esim_1GB_7D_GB_V2 and the sheet now "
                        + "says 4 × esim_1GB_7D_GB_V2; give what is new another order name"))
        case .orderRepeated:
            RuleDocumentation(
                "Another batch has bought an order of that name, so this is most likely the same "
                    + "wish under another file name.",
                "Give the order another name, or pass `--allow-repeats` to buy it again.",
                .situation(
                    "TOUR-17 was bought with the batch spring, and stands in the sheet of summer",
                    finding:
                        "\"TOUR-17\" was bought in the batch \"spring\" on 2024-03-04; give it "
                        + "another name, or pass --allow-repeats to buy it again"))
        case .orderRemoved:
            RuleDocumentation(
                "An order of the batch is not in the sheet any more. (warning)",
                "Nothing, if that is meant: what was bought stays, and what was not is not bought.",
                .situation(
                    "TOUR-17 was bought, and its lines are no longer in the sheet",
                    finding: "\"TOUR-17\" is no longer in the sheet; what was bought for it stays"))
        case .columnChanged:
            RuleDocumentation(
                "Columns that are carried through have changed for a line of the batch. (warning)",
                "Nothing: a run updates the results, and buys nothing again.",
                .situation(
                    "a line of the order TOUR-18 that was bought has another name now",
                    finding: "what the line carries has changed since it was admitted: name was "
                        + "\"Ann\" and is \"Anne\"; a run updates the results of \"TOUR-18\", and "
                        + "buys nothing again"))
        default: nil
        }
    }
}
