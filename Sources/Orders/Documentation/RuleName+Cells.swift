// The rules about a worksheet's cells, explained.

extension RuleName {
    var cellDocumentation: RuleDocumentation? {
        switch self {
        case .cellFormula:
            RuleDocumentation(
                "Cells are formulas. What is read is the value that the workbook last computed, "
                    + "which may be old, or none if a script wrote the workbook.",
                "Compare the values, or copy them and paste them as values only. A workbook that "
                    + "was never computed has to be opened and saved once.",
                .worksheet(
                    "<sheetData>\(Self.exampleHeader)<row r=\"2\">\(Self.exampleBundle)"
                        + "<c><f>1+1</f><v>2</v></c></row></sheetData>",
                    shown: "    A                  B\n1   bundle             quantity\n"
                        + "2   esim_1GB_7D_GB_V2  =1+1"))
        case .cellError:
            RuleDocumentation(
                "A cell shows an error such as `#N/A` or `#REF!`.",
                "Correct the formula, or empty the cell.",
                .worksheet(
                    "<sheetData>\(Self.exampleHeader)<row r=\"2\">\(Self.exampleBundle)"
                        + "<c t=\"e\"><v>#REF!</v></c></row></sheetData>",
                    shown: "    A                  B\n1   bundle             quantity\n"
                        + "2   esim_1GB_7D_GB_V2  #REF!"))
        case .cellDate:
            RuleDocumentation(
                "A cell holds a date, which a workbook stores as a number of days since 1900, such "
                    + "as 45355, or as 2024-03-04. In a bundle, a quantity, an order or a number "
                    + "of an eSIM or a device it is an error, since a spreadsheet made it of "
                    + "something else; elsewhere a warning.",
                "Format the column as text and enter the value again.",
                .worksheet(
                    "<sheetData>\(Self.exampleHeader)<row r=\"2\">\(Self.exampleBundle)"
                        + "<c t=\"d\"><v>2024-03-04</v></c></row></sheetData>",
                    shown: "    A                  B\n1   bundle             quantity\n"
                        + "2   esim_1GB_7D_GB_V2  04.03.2024"))
        default: nil
        }
    }
}
