// The rules about whom a line buys for: existing eSIMs, and persons, explained.

extension RuleName {
    var eSIMDocumentation: RuleDocumentation? {
        switch self {
        case .iccidForm:
            RuleDocumentation(
                "The value is no ICCID: 18…22 digits, several separated by spaces or `;`. A "
                    + "separator alone, or an empty `<iccid>`, names none either.",
                "Copy the number again, or leave the value out for a new eSIM.",
                .text("bundle,iccid\nesim_1GB_7D_GB_V2,12345\n"))
        case .iccidRewritten:
            RuleDocumentation(
                "A spreadsheet has written the number in its own form, `8.94E+18`, or has put "
                    + "zeros "
                    + "in place of all digits after the fifteenth (a warning then, as a real "
                    + "number "
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
                "An eSIM stands twice on a line (an error), or gets the same bundle on two lines "
                    + "(a "
                    + "warning: it would be bought twice, which may be meant).",
                "Name each eSIM once.",
                .text(
                    "bundle,iccid\nesim_1GB_7D_GB_V2,8943108161000073175 8943108161000073175\n"))
        case .deviceNumber:
            RuleDocumentation(
                "A spreadsheet has written an IMEI or EID in its own form, `3.53E+14`. The digits "
                    + "are lost from the file, and an export to a device management system has "
                    + "no use for it. (warning)",
                "Format the column as text first, then paste the numbers again.",
                .text("bundle,imei\nesim_1GB_7D_GB_V2,3.53E+14\n"))
        case .personalQuantity:
            RuleDocumentation(
                "The line has a name, an address or a device, and buys several eSIMs.",
                "Write a line for each person, unless the value stands for all of them.",
                .text("bundle,quantity,name\nesim_1GB_7D_GB_V2,3,A. Traveller\n"))
        default: nil
        }
    }
}
