// The assignments endpoint in all its shapes: CSV, JSON object, array or wrapped, ZIP.

import FoundationEssentials
import Orders
import ZipArchive

/// Reads an answer of the assignments endpoint by its first byte, not by the type it claims: CSV
/// comes where JSON was asked for. Nil when it is none of the shapes.
func readAssignments(_ body: [UInt8]) -> [WireESIM]? {
    var start = body[...]
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
    while let first = start.first, first <= 0x20 { start = start.dropFirst() }
    switch start.first {
    case nil:
        return []
    case UInt8(ascii: "{"), UInt8(ascii: "["):
        return try? JSONDecoder().decode(WireAssignments.self, from: Data(start)).esims
    case UInt8(ascii: "P") where start.starts(with: [0x50, 0x4B]):
        return readArchivedAssignments(body)
    case UInt8(ascii: "<"):
        return nil
    default:
        return readAssignmentsCSV(Array(start))
    }
}

/// The CSV inside the provider's ZIP; names of entries are nowhere documented, so only the ending
/// counts.
private func readArchivedAssignments(_ body: [UInt8]) -> [WireESIM]? {
    guard let archive = try? ZipReader(body) else { return nil }
    let table = archive.entries.first { $0.name.lowercased().hasSuffix(".csv") }
    guard let table, let text = try? archive.contents(of: table) else { return nil }
    return readAssignmentsCSV(text)
}

/// One object, an array, or either under `assignments` or `esims`.
private struct WireAssignments: Decodable {
    let esims: [WireESIM]

    private struct Wrapped: Decodable {
        let assignments: [Nullable<WireESIM>]?
        let esims: [Nullable<WireESIM>]?
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let array = try? container.decode([Nullable<WireESIM>].self) {
            esims = array.compactMap(\.value)
        } else {
            let wrapped = try container.decode(Wrapped.self)
            if let array = wrapped.assignments ?? wrapped.esims {
                esims = array.compactMap(\.value)
            } else {
                esims = [try container.decode(WireESIM.self)]
            }
        }
    }
}

extension [WireESIM] {
    /// Those that can be installed.
    var delivered: [DeliveredESIM] { compactMap { $0.delivered(in: nil) } }

    /// What cannot be installed as it is; nil where all can, or is still to come.
    var trouble: String? {
        let unusable = filter { $0.delivered(in: nil) == nil && $0.saysAnything }
        guard let first = unusable.first else { return nil }
        let named = first.iccid.flatMap { ICCID($0) }.map { " of eSIM \($0)" } ?? ""
        let others = unusable.count > 1 ? ", like \(unusable.count - 1) more" : ""
        return "the provider's install data\(named) cannot be used as it is\(others): the ICCID, "
            + "the matching ID or the SM-DP+ address is missing or malformed; if it stays so, ask "
            + "the provider"
    }
}
