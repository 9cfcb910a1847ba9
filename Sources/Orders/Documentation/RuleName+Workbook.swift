// The rules about workbooks, explained.

extension RuleName {
    private static let header =
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>bundle</t></is></c>"
        + "<c r=\"B1\" t=\"inlineStr\"><is><t>quantity</t></is></c></row>"
    private static let bundle =
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
                    finding: "the workbook has no worksheet \"Order\"; it has \"Orders\", \"Notes\""
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
        case .rowHidden:
            RuleDocumentation(
                "Rows with lines are hidden, by hand or by a filter. They are read and would be "
                    + "bought like any other.",
                "Show all rows, and delete those that are not meant.",
                .worksheet(
                    "<sheetData>\(Self.header)<row r=\"2\" hidden=\"1\">\(Self.bundle)</row>"
                        + "</sheetData>",
                    shown: "    A                  B\n1   bundle             quantity\n"
                        + "2   esim_1GB_7D_GB_V2             (hidden)"))
        case .cellMerged:
            RuleDocumentation(
                "Cells with lines are merged. Only the first of them holds the value; the others "
                    + "count as empty.",
                "Unmerge them and write the value into each.",
                .worksheet(
                    "<sheetData>\(Self.header)<row r=\"2\">\(Self.bundle)<c><v>2</v></c></row>"
                        + "<row r=\"3\">\(Self.bundle)</row></sheetData>"
                        + "<mergeCells><mergeCell ref=\"B2:B3\"/></mergeCells>",
                    shown: "    A                  B\n1   bundle             quantity\n"
                        + "2   esim_1GB_7D_GB_V2  2         (B2 and B3 are merged)\n"
                        + "3   esim_1GB_7D_GB_V2"))
        case .cellFormula:
            RuleDocumentation(
                "Cells are formulas. What is read is the value that the workbook last computed, "
                    + "which may be old, or none if a script wrote the workbook.",
                "Compare the values, or copy them and paste them as values only. A workbook that "
                    + "was never computed has to be opened and saved once.",
                .worksheet(
                    "<sheetData>\(Self.header)<row r=\"2\">\(Self.bundle)"
                        + "<c><f>1+1</f><v>2</v></c></row></sheetData>",
                    shown: "    A                  B\n1   bundle             quantity\n"
                        + "2   esim_1GB_7D_GB_V2  =1+1"))
        case .cellError:
            RuleDocumentation(
                "A cell shows an error such as `#N/A` or `#REF!`.",
                "Correct the formula, or empty the cell.",
                .worksheet(
                    "<sheetData>\(Self.header)<row r=\"2\">\(Self.bundle)"
                        + "<c t=\"e\"><v>#REF!</v></c></row></sheetData>",
                    shown: "    A                  B\n1   bundle             quantity\n"
                        + "2   esim_1GB_7D_GB_V2  #REF!"))
        case .cellDate:
            RuleDocumentation(
                "A cell holds a date, which a workbook stores as the number of days since 1900. In "
                    + "a bundle, a quantity, an order or a number of an eSIM or a device it is an "
                    + "error, since a spreadsheet made it of something else; elsewhere a warning.",
                "Format the column as text and enter the value again.",
                .worksheet(
                    "<sheetData>\(Self.header)<row r=\"2\">\(Self.bundle)"
                        + "<c t=\"d\"><v>2024-03-04</v></c></row></sheetData>",
                    shown: "    A                  B\n1   bundle             quantity\n"
                        + "2   esim_1GB_7D_GB_V2  04.03.2024"))
        default: nil
        }
    }
}
