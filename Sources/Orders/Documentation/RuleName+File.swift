// The rules about a sheet as a file, explained.

extension RuleName {
    var fileDocumentation: RuleDocumentation? {
        switch self {
        case .sheetUnreadable:
            RuleDocumentation(
                "The file is not there, may not be read, or is damaged so that nothing of it can "
                    + "be "
                    + "used.",
                "Check the path and the file's mode; write the file again if it is damaged.",
                .bytes(
                    [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1],
                    shown: "(a gzipped sheet of which only the first bytes have arrived)"))
        case .sheetSize:
            RuleDocumentation(
                "The sheet has more than 1,000,000 lines, 1,024 columns or 1 GiB, or a workbook "
                    + "more texts than are read.",
                "Split it into several sheets, each its own batch, or remove the columns that are "
                    + "not needed.",
                .bytes(
                    Array(("bundle" + String(repeating: ",c", count: 1_024) + "\n").utf8),
                    shown: "bundle,c,c,c,…  (1,025 columns)"))
        case .sheetEmpty:
            RuleDocumentation(
                "There is no line to buy in the sheet. A job that buys nothing because an export "
                    + "failed should not pass for one that did its work.",
                "Export the sheet again. It needs a header and a line for each purchase.",
                .text("bundle,quantity\n"))
        case .sheetFormat:
            RuleDocumentation(
                "The file is something else than a sheet: an encrypted or old workbook, an "
                    + "OpenDocument file, an archive, one packed with another program than gzip, "
                    + "JSON, PDF; or its `sep=` line names a delimiter that is not read.",
                "Save the sheet as .xlsx without a password, or as CSV in UTF-8.",
                .text("sep=|\nbundle|quantity\nesim_1GB_7D_GB_V2|1\n"))
        case .encoding:
            RuleDocumentation(
                "The text is not UTF-8, nor UTF-16 with a byte order mark. The message names the "
                    + "first byte, and the character that it is in Windows-1252, which is what a "
                    + "spreadsheet on Windows writes as plain \"CSV\". Guessing would garble "
                    + "names, "
                    + "so it is refused.",
                "In Excel: File, Save As, \"CSV UTF-8 (Comma delimited)\". In LibreOffice: Save "
                    + "As, "
                    + "\"Edit filter settings\", \"Unicode (UTF-8)\". In Numbers: Export To, CSV, "
                    + "Advanced Options, \"Unicode (UTF-8)\". Or let `esimbatch check --fix OUT` "
                    + "convert it, and compare the names afterwards.",
                .bytes(
                    Array("bundle,name\nesim_1GB_7D_GB_V2,Zo".utf8) + [0xEB, 0x0A],
                    shown: "bundle,name\nesim_1GB_7D_GB_V2,Zo\\xEB  (the byte 0xEB)"))
        case .nul:
            RuleDocumentation(
                "The text has a NUL byte, which no program writes into a text on purpose.",
                "Export the sheet again; the file is damaged, or no text.",
                .bytes(
                    Array("bundle,name\nesim_1GB_7D_GB_V2,A\0nn\n".utf8),
                    shown: "bundle,name\nesim_1GB_7D_GB_V2,A\\0nn  (a NUL byte)"))
        default: nil
        }
    }
}
