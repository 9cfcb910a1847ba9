// The rules about what a line buys, and for which order, explained.

extension RuleName {
    var fieldDocumentation: RuleDocumentation? {
        switch self {
        case .bundleMissing:
            RuleDocumentation(
                "The line does not say what to buy.",
                "Write the bundle's name as `esimbatch catalogue` lists it.",
                .text("bundle,quantity\n,3\n"))
        case .bundleName:
            RuleDocumentation(
                "The value cannot be a bundle's name: it is longer than 200 characters, or has a "
                    + "character that cannot be seen, which the message names.",
                "Delete the character, or copy the name from `esimbatch catalogue`.",
                .text("bundle\nesim_1GB\u{200B}_7D_GB_V2\n"))
        case .quantityNumber:
            RuleDocumentation(
                "The quantity is no whole number. What it might mean is not guessed, as each eSIM "
                    + "costs money.",
                "Write digits only.",
                .text("bundle,quantity\nesim_1GB_7D_GB_V2,two\n"))
        case .quantityRange:
            RuleDocumentation(
                "The quantity, or the number of ICCIDs on the line, is not 1…10000.",
                "Correct it, or split the line.",
                .text("bundle,quantity\nesim_1GB_7D_GB_V2,0\n"))
        case .quantityRewritten:
            RuleDocumentation(
                "The quantity has the form that a spreadsheet gives to numbers: decimals, "
                    + "separators of thousands, or an exponent. `1.000` is one or a thousand, "
                    + "depending on the country.",
                "Format the column as text and enter the whole number again.",
                .text("bundle;quantity\nesim_1GB_7D_GB_V2;1,00\n"))
        case .quantityICCIDs:
            RuleDocumentation(
                "The quantity is not the number of ICCIDs on the line. Each existing eSIM gets one "
                    + "bundle.",
                "Correct it, or leave the quantity out.",
                .text("bundle,quantity,iccid\nesim_1GB_7D_GB_V2,2,8943108161000073175\n"))
        case .orderName:
            RuleDocumentation(
                "The value cannot be an order's name, which becomes a folder's: it is longer than "
                    + "100 characters, has one that cannot be seen, is a number that a spreadsheet "
                    + "has rewritten (`2.02401E+11`), or contradicts the `<order>` around the "
                    + "line.",
                "Shorten it, delete the character that the message names, or format the column as "
                    + "text and enter the names again.",
                .text("order,bundle\nTOUR\u{2060}-17,esim_1GB_7D_GB_V2\n"))
        default: nil
        }
    }
}
