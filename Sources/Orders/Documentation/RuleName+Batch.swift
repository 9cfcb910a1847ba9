// The rules that need more than the sheet: what was bought before, the provider, and the command
// line.

extension RuleName {
    var batchDocumentation: RuleDocumentation {
        switch self {
        case .orderChanged:
            RuleDocumentation(
                "An order that was bought, or may have been, now buys something else. What was "
                    + "bought cannot be changed.",
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
                "Nothing: the results are updated, and nothing is bought again.",
                .situation(
                    "a line that was bought has another name now",
                    finding: "columns that are carried through have changed since the line was "
                        + "admitted; the results are updated, and nothing is bought again"))
        case .bundleUnknown:
            RuleDocumentation(
                "The account's catalogue has no bundle of that name. The nearest one is named; upper "
                    + "and lower case count.",
                "Write the name as `esimbatch catalogue` lists it.",
                .situation(
                    "`esimbatch validate` of a line with the bundle esim_1gb_7D_GB_V2",
                    finding:
                        "\"esim_1gb_7D_GB_V2\" is not in the account's catalogue; did you mean "
                        + "esim_1GB_7D_GB_V2? Upper and lower case count"))
        case .validationFailed:
            RuleDocumentation(
                "The provider's validate mode refuses the order, for the reason that it gives.",
                "Correct the line, or ask the provider.",
                .situation(
                    "`esimbatch validate` of a line that the provider does not accept",
                    finding: "the provider would refuse it: bundle not available"))
        case .priceMissing:
            RuleDocumentation(
                "The provider's validate mode accepts the order and does not say what it costs, so "
                    + "it cannot be held against the balance.",
                "Try again later, or ask the provider.",
                .situation(
                    "`esimbatch validate` of an order for which the answer has no total",
                    finding: "the answer has no total"))
        case .currencyMixed:
            RuleDocumentation(
                "The provider quotes the orders of one sheet in several currencies, which are never "
                    + "added up.",
                "Split the sheet by currency, or ask the provider.",
                .situation(
                    "`esimbatch validate` of two orders, one quoted in EUR and one in USD",
                    finding: "the provider quotes in EUR, USD"))
        case .expectedOrders:
            RuleDocumentation(
                "The sheet has another number of orders than `--expect-orders` says, so it is not "
                    + "the sheet that was meant, or not all of it.",
                "Find out which of the two numbers is right.",
                .situation(
                    "`--expect-orders 40` with a sheet of 39 orders",
                    finding: "its number of orders is 39, and --expect-orders says 40"))
        case .expectedESIMs:
            RuleDocumentation(
                "The sheet has another number of eSIMs than `--expect-esims` says.",
                "Find out which of the two numbers is right.",
                .situation(
                    "`--expect-esims 60` with a sheet of 59 eSIMs",
                    finding: "its number of eSIMs is 59, and --expect-esims says 60"))
        default:
            preconditionFailure("every rule is explained")
        }
    }
}
