// Whether a ZIP of the provider's tells of an order's eSIMs what the ledger knows.

import Orders
import ZipArchive

/// The eSIMs of one order, against what an archive says of eSIMs: nobody is to be handed a code of
/// somebody else, wherever the provider has it from.
struct ArchivedESIMs {
    private let codes: [String: String]

    init(_ esims: [ESIM]) {
        codes = Dictionary(
            esims.map { ($0.iccid.digits, $0.matchingID) }, uniquingKeysWith: { first, _ in first })
    }

    /// False if an entry is named after another eSIM, or if a table names another one, or one of
    /// ours in a row without its matching ID.
    func agree(with archive: ZipReader) -> Bool {
        archive.entries.allSatisfy { entry in
            guard numbers(in: Array(entry.name.utf8)).allSatisfy(isOurs) else { return false }
            guard entry.name.lowercased().hasSuffix(".csv") else { return true }
            return (try? archive.contents(of: entry)).map(agree) ?? false
        }
    }

    private func agree(with table: [UInt8]) -> Bool {
        table.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
            .allSatisfy { row in
                let row = Array(row)
                return numbers(in: row).allSatisfy { number in
                    guard let code = codes[digits(number)] else { return false }
                    return String(decoding: row, as: UTF8.self).contains(code)
                }
            }
    }

    private func isOurs(_ number: String) -> Bool { codes[digits(number)] != nil }

    /// As the ledger has it.
    private func digits(_ number: String) -> String { ICCID(number)?.digits ?? number }

    /// What may be an ICCID: digits, as many as one has, alone.
    private func numbers(in text: [UInt8]) -> [String] {
        text.split(whereSeparator: { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
            .filter { Limits.iccidDigits.contains($0.count) && $0.starts(with: "89".utf8) }
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
