// The rules about worksheets and their rows, explained.

extension RuleName {
    /// The rows of the examples, as XML.
    static let exampleHeader =
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>bundle</t></is></c>"
        + "<c r=\"B1\" t=\"inlineStr\"><is><t>quantity</t></is></c></row>"
    static let exampleBundle =
        "<c t=\"inlineStr\"><is><t>esim_1GB_7D_GB_V2</t></is></c>"

    var workbookDocumentation: RuleDocumentation? {
        switch self {
        case .worksheetUnknown:
            RuleDocumentation(
                "No worksheet has the name that `--worksheet` gives, or the sheet is no workbook. "
                    + "The names that there are are listed, the nearest first.",
                "Correct the name, or leave `--worksheet` out to read the first one.",
                .situation(
                    "`--worksheet Order` on a workbook with the worksheets Orders and Notes",
                    finding: "the workbook has no worksheet \"Order\"; name one that it has: "
                        + "\"Orders\", \"Notes\""
                ))
        case .worksheetHidden:
            RuleDocumentation(
                "The worksheet that is read is hidden, or the first one is hidden and the next was "
                    + "read in its place. (warning)",
                "Look at what it holds; name the one that is meant with `--worksheet`.",
                .situation(
                    "a workbook whose first worksheet Lists is hidden, and whose second is Orders",
                    finding: "the workbook's first worksheet \"Lists\" is hidden, so \"Orders\" is "
                        + "read; name the one that is meant with --worksheet"))
        case .worksheetUnread:
            RuleDocumentation(
                "The workbook has more worksheets than the one that is read, which is the first. "
                    + "What stands in the others is not bought. (warning)",
                "Name the one that is meant with `--worksheet`; run each that is to be bought as a "
                    + "batch of its own.",
                .situation(
                    "a workbook with the worksheets London and Paris, without `--worksheet`",
                    finding: "only the worksheet \"London\" is read, and not \"Paris\"; name the "
                        + "one that is meant with --worksheet"))
        case .rowHidden:
            RuleDocumentation(
                "Rows with lines are hidden, by hand or by a filter. They are read and would be "
                    + "bought like any other.",
                "Show all rows, and delete those that are not meant.",
                .worksheet(
                    "<sheetData>\(Self.exampleHeader)<row r=\"2\" "
                        + "hidden=\"1\">\(Self.exampleBundle)</row>"
                        + "</sheetData>",
                    shown: "    A                  B\n1   bundle             quantity\n"
                        + "2   esim_1GB_7D_GB_V2             (hidden)"))
        case .columnHidden:
            RuleDocumentation(
                "A column with a field is hidden. Its values are read and would be bought like "
                    + "any other.",
                "Show all columns, and delete those that are not meant.",
                .worksheet(
                    "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>"
                        + "<sheetData>\(Self.exampleHeader)<row "
                        + "r=\"2\">\(Self.exampleBundle)<c><v>500</v></c></row></sheetData>",
                    shown: "    A                  B (hidden)\n1   bundle             quantity\n"
                        + "2   esim_1GB_7D_GB_V2  500"))
        case .cellMerged:
            RuleDocumentation(
                "Cells with lines are merged. Only the first of them holds the value; the others "
                    + "count as empty.",
                "Unmerge them and write the value into each.",
                .worksheet(
                    "<sheetData>\(Self.exampleHeader)<row "
                        + "r=\"2\">\(Self.exampleBundle)<c><v>2</v></c></row>"
                        + "<row r=\"3\">\(Self.exampleBundle)</row></sheetData>"
                        + "<mergeCells><mergeCell ref=\"B2:B3\"/></mergeCells>",
                    shown: "    A                  B\n1   bundle             quantity\n"
                        + "2   esim_1GB_7D_GB_V2  2         (B2 and B3 are merged)\n"
                        + "3   esim_1GB_7D_GB_V2"))
        default: nil
        }
    }
}
