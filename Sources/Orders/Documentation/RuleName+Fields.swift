// The rules about the fields of a line, explained.

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
                    + "100 characters, has one that cannot be seen, or contradicts the `<order>` "
                    + "around the line.",
                "Shorten it, or delete the character that the message names.",
                .text("order,bundle\nTOUR\u{2060}-17,esim_1GB_7D_GB_V2\n"))
        case .iccidForm:
            RuleDocumentation(
                "The value is no ICCID: 18…22 digits, several separated by spaces or `;`.",
                "Copy the number again.",
                .text("bundle,iccid\nesim_1GB_7D_GB_V2,12345\n"))
        case .iccidRewritten:
            RuleDocumentation(
                "A spreadsheet has written the number in its own form, `8.94E+18`, or has put zeros "
                    + "in place of all digits after the fifteenth (a warning then, as a real number "
                    + "may look so). The digits are lost from the file.",
                "Format the column as text first, then paste the numbers again.",
                .text("bundle,iccid\nesim_1GB_7D_GB_V2,8.94310816100007E+18\n"))
        case .iccidLuhn:
            RuleDocumentation(
                "The last digit is not the Luhn check of the others. Some providers print such "
                    + "numbers, so it is a warning.",
                "Compare the number.",
                .text("bundle,iccid\nesim_1GB_7D_GB_V2,8943108161000073176\n"))
        case .iccidRepeated:
            RuleDocumentation(
                "An eSIM stands twice on a line (an error), or gets the same bundle on two lines (a "
                    + "warning: it would be bought twice, which may be meant).",
                "Name each eSIM once.",
                .text(
                    "bundle,iccid\nesim_1GB_7D_GB_V2,8943108161000073175 8943108161000073175\n"))
        case .personalQuantity:
            RuleDocumentation(
                "The line has a name, an address or a device, and buys several eSIMs.",
                "Write a line for each person, unless the value stands for all of them.",
                .text("bundle,quantity,name\nesim_1GB_7D_GB_V2,3,A. Traveller\n"))
        default: nil
        }
    }
}
