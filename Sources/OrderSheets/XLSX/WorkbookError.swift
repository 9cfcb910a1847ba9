// Why a workbook cannot be read, in words that say what to do.

import Orders
import ZipArchive

enum WorkbookError: Error {
    /// A ZIP archive or a compound file that is no workbook of the form that is read.
    case foreign(ForeignFile)
    case archive(ZipError)
    /// A part that the workbook names, or must have, is not there.
    case missingPart(String)
    /// A part that is there cannot be read.
    case damagedPart(String, reason: String)
    case tooLarge(String)
    /// No worksheet has the name that was asked for.
    case unknownWorksheet(String, names: [String])
    case noWorksheet
}

extension WorkbookError: CustomStringConvertible {
    var description: String {
        switch self {
        case .foreign(let file): file.description
        case .archive(let error):
            "the workbook cannot be unpacked: \(error); open it and save it again as .xlsx or as "
                + "\"CSV UTF-8\""
        case .missingPart(let name):
            "the workbook has no \(name.quoted); open it and save it again as .xlsx"
        case .damagedPart(let name, let reason):
            "\(name.quoted) in the workbook cannot be read: \(reason); open it and save it again "
                + "as .xlsx"
        case .tooLarge(let reason): "\(reason); split it into several sheets"
        case .unknownWorksheet(let wanted, let names):
            "the workbook has no worksheet \(wanted.quoted); name one that it has: "
                + names.map(\.quoted).joined(separator: ", ")
        case .noWorksheet: "the workbook has no worksheet with cells; add one, or save as CSV UTF-8"
        }
    }
}
