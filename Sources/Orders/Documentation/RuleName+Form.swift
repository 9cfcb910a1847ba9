// The rules about the form of CSV and XML, explained.

extension RuleName {
    var formDocumentation: RuleDocumentation? {
        switch self {
        case .quote:
            RuleDocumentation(
                "A quote stands where RFC 4180 has none: inside a cell without quotes around it, "
                    + "after the closing one, or it is never closed. Where the cell ends is then a "
                    + "matter of opinion.",
                "Put the whole cell in quotes and double each quote that belongs to the text.",
                .text("bundle,name\nesim_1GB_7D_GB_V2,D. \"Dee\" Traveller\n"))
        case .rowLength:
            RuleDocumentation(
                "The row has more or fewer cells than the header, so its values may stand under "
                    + "the wrong columns. It is not looked at further.",
                "Add the cells that are missing, or put a cell that has a delimiter in it in "
                    + "quotes.",
                .text("bundle,quantity,name\nesim_1GB_7D_GB_V2,1\n"))
        case .xmlSyntax:
            RuleDocumentation(
                "The document is not well-formed XML. Nothing after the place is read.",
                "Correct the program that writes it, or the place that was edited by hand.",
                .text("<orderSheet>\n<line bundle=\"esim_1GB_7D_GB_V2\">\n</orderSheet>\n"))
        case .xmlDTD:
            RuleDocumentation(
                "The document has a DOCTYPE. One can make a parser read other files or fetch from "
                    + "the network, so it ends the reading.",
                "Remove it. A sheet needs no entities but `&amp;`, `&lt;`, `&gt;`, `&quot;` and "
                    + "`&apos;`.",
                .text("<!DOCTYPE orderSheet SYSTEM \"sheet.dtd\">\n<orderSheet/>\n"))
        case .xmlElement:
            RuleDocumentation(
                "An element or an attribute stands where the schema has none, or one is missing.",
                "Compare the document with `samples/order-sheet.xsd`; `xmllint --schema` says the "
                    + "same.",
                .text(
                    "<orderSheet>\n<lines>\n<line bundle=\"esim_1GB_7D_GB_V2\"/>\n</lines>\n"
                        + "</orderSheet>\n"))
        case .xmlNamespace:
            RuleDocumentation(
                "An element or an attribute is of another namespace than the sheet's. XInclude is "
                    + "one of those: nothing is ever included.",
                "Give all elements the namespace `urn:esimbatch:order-sheet:1`, or none.",
                .text(
                    "<orderSheet xmlns:xi=\"http://www.w3.org/2001/XInclude\">\n"
                        + "<xi:include href=\"more.xml\"/>\n"
                        + "<line bundle=\"esim_1GB_7D_GB_V2\"/>\n</orderSheet>\n"))
        case .xmlText:
            RuleDocumentation(
                "Text stands between elements. It is most likely a value in the wrong place.",
                "Write values as attributes of `<line>`; only `<iccid>` has text.",
                .text("<orderSheet>\n<line bundle=\"esim_1GB_7D_GB_V2\">3</line>\n</orderSheet>\n"))
        case .xmlDepth:
            RuleDocumentation(
                "Elements are nested more than 16 deep. A sheet needs four levels.",
                "Correct the program that writes it.",
                .bytes(
                    Array(
                        ("<orderSheet><line bundle=\"b\">" + String(repeating: "<a>", count: 15))
                            .utf8),
                    shown: "<orderSheet><line bundle=\"b\"><a><a><a>…  (15 times)"))
        default: nil
        }
    }
}
