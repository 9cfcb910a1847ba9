// The rules about what the provider says of a sheet, and about control totals, explained.

extension RuleName {
    var buyingDocumentation: RuleDocumentation? {
        switch self {
        case .bundleUnknown:
            RuleDocumentation(
                "The account's catalogue has no bundle of that name. The nearest one is named; "
                    + "upper and lower case count.",
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
                "The provider quotes the orders of one sheet in several currencies, which are "
                    + "never added up.",
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
        default: nil
        }
    }
}
