// Looks for secrets in everything that the program shows or leaves outside their places.

import Foundation
import Testing

extension Workplace {
    /// The activation codes' secret parts, from the order folders, where they belong.
    func matchingIDs(of batch: String) throws -> [String] {
        let folders = (try? orderFolders(of: batch)) ?? []
        return try folders.flatMap { folder in
            try table("\(batch)/\(folder)/esims.csv").map { try #require($0["matching_id"]) }
        }
    }

    /// No output and no file outside the order folders and the ledger holds a code of the batch.
    func expectNoCodes(
        of batch: String, in outputs: [Finished], at location: SourceLocation = #_sourceLocation
    ) throws {
        let codes = try matchingIDs(of: batch) + ["LPA:1$"]
        for output in outputs {
            for code in codes where (output.stdout + output.stderr).contains(code) {
                Issue.record("\(output) shows a code", sourceLocation: location)
            }
        }
        let folders = try orderFolders(of: batch).map { "orders/\(batch)/\($0)/" }
        for file in try modes() where !file.isFolder {
            if folders.contains(where: file.path.hasPrefix) { continue }
            if file.path.hasPrefix("state/ledger.sqlite") { continue }
            let content = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file.path)"))
            for code in codes where content.range(of: Data(code.utf8)) != nil {
                Issue.record("\(file.path) holds a code", sourceLocation: location)
            }
        }
    }
}
