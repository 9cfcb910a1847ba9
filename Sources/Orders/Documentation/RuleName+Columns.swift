// The rules about columns and values of any field, explained.

extension RuleName {
    var columnDocumentation: RuleDocumentation? {
        switch self {
        case .columnMissing:
            RuleDocumentation(
                "No column is called `bundle`, or the sheet's first line is not its header.",
                "Write the names of the columns into the first line.",
                .text("esim_1GB_7D_GB_V2,3\nesim_1GB_7D_FR_V2,1\n"))
        case .columnDuplicate:
            RuleDocumentation(
                "Two columns have the same name, so that it cannot be told which counts.",
                "Remove one of them, or rename it.",
                .text("bundle,quantity,Quantity\nesim_1GB_7D_GB_V2,1,2\n"))
        case .columnMisspelt:
            RuleDocumentation(
                "A column's name is a single slip away from a field's. Taken for a column of your "
                    + "own it would be passed over, and the field would have its default.",
                "Correct the name, or give the column one that is not so close.",
                .text("bundle,quantitiy\nesim_1GB_7D_GB_V2,3\n"))
        case .columnUnknown:
            RuleDocumentation(
                "The column is none of the fields. Its values are carried through to the results "
                    + "and never sent to the provider.",
                "Nothing, if that is what it is there for. If it is meant as `quantity` or another "
                    + "field, give it that name: as it stands, it has no effect on what is bought.",
                .text("bundle,colour\nesim_1GB_7D_GB_V2,red\n"))
        case .columnOfResults:
            RuleDocumentation(
                "The sheet has a column `activation_code`, `matching_id` or `smdp_address`, as the "
                    + "`esims.csv` of an order's folder has: it lists eSIMs that were bought. As "
                    + "an order sheet it would put each bundle on its eSIM once more. And whoever "
                    + "sees an activation code can install the eSIM: it belongs in no sheet.",
                "Run the sheet that the eSIMs were ordered with. To top them up, take these "
                    + "columns out.",
                .text("bundle,iccid,activation_code\nesim_1GB_7D_GB_V2,8943108161000073175,LPA\n"))
        case .columnName:
            RuleDocumentation(
                "A column has values and no name, or its name cannot head a column of the results.",
                "Name the column with 1…100 visible characters, or empty it.",
                .text("bundle,\nesim_1GB_7D_GB_V2,red\n"))
        case .valueSize:
            RuleDocumentation(
                "A value is longer than 4 KiB, which is most likely an unclosed quote or a damaged "
                    + "sheet.",
                "Shorten it.",
                .bytes(
                    Array(
                        ("bundle,note\nesim_1GB_7D_GB_V2," + String(repeating: "x", count: 4_097)
                            + "\n").utf8),
                    shown: "bundle,note\nesim_1GB_7D_GB_V2,xxxxxxxx…  (4,097 characters)"))
        case .invisibleCharacter:
            RuleDocumentation(
                "A non-breaking space or a character without width stands around the value, as "
                    + "when text is pasted from a web page or a mail. It is named and left out.",
                "Delete it. `esimbatch check --fix OUT` does so for every field but `bundle` and "
                    + "`quantity`.",
                .text("bundle,quantity\n\u{A0}esim_1GB_7D_GB_V2\u{200B},1\n"))
        default: nil
        }
    }
}
