// Reads what the program left in a workplace.

import Foundation
import Testing

extension Workplace {
    /// The text of a file below the output folder.
    func text(_ path: String) throws -> String {
        try String(contentsOfFile: "\(output)/\(path)", encoding: .utf8)
    }

    /// The text of a file of the workplace itself.
    func ownText(_ name: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }

    func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(output)/\(path)")))
    }

    func document(_ path: String) throws -> JSON { try JSON(reading: try text(path)) }

    /// Names in a folder below the output folder, sorted.
    func names(in path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(output)/\(path)").sorted()
    }

    /// Makes a folder in the workplace.
    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: "\(folder)/\(name)", withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    /// Takes a file or folder below the output folder away.
    func removeOutput(_ path: String) throws {
        try FileManager.default.removeItem(atPath: "\(output)/\(path)")
    }

    /// The folders of a batch's orders, sorted. What a kill left half-written beside its place is
    /// none, and the next run clears it away.
    func orderFolders(of batch: String) throws -> [String] {
        try names(in: batch).filter { name in
            !name.hasPrefix("summary.") && name != "report.html" && !name.hasPrefix(".staged-")
        }
    }

    /// The rows of a table below the output folder, by column name. Only for cells without quotes.
    func table(_ path: String) throws -> [[String: String]] {
        let rows = try text(path).split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let header = try #require(rows.first)
        return rows.dropFirst().map { row in
            Dictionary(zip(header, row), uniquingKeysWith: { first, _ in first })
        }
    }

    /// The ICCIDs in a batch's order folders, repetitions included.
    func publishedICCIDs(of batch: String) throws -> [String] {
        try orderFolders(of: batch).flatMap { folder in
            try table("\(batch)/\(folder)/esims.csv").map { try #require($0["iccid"]) }
        }
    }

    /// Every file and folder of the workplace, with its permission bits.
    func modes() throws -> [(path: String, isFolder: Bool, mode: Int)] {
        let walk = try #require(FileManager.default.enumerator(atPath: folder))
        return try walk.compactMap { $0 as? String }.map { path in
            let facts = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(path)")
            let mode = try #require(facts[.posixPermissions] as? NSNumber)
            return (path, facts[.type] as? FileAttributeType == .typeDirectory, mode.intValue)
        }
    }

    /// The key is in no file that the program left.
    func expectNoKeyInFiles() throws {
        let needle = Data(key.utf8)
        for file in try modes() where !file.isFolder {
            let content = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file.path)"))
            #expect(content.range(of: needle) == nil, "\(file.path) holds the API key")
        }
    }
}

extension JSON {
    /// The ICCIDs of the sandbox's truth, repetitions included.
    var boughtICCIDs: [String] {
        self["orders"].elements.flatMap { $0["items"].elements }
            .flatMap { $0["iccids"].elements.compactMap(\.string) }
    }

    /// How many requests to buy the sandbox has seen, carried out or not.
    var purchaseRequests: Int { self["requests"]["POST /orders transaction"].int ?? 0 }

    /// The ICCIDs of a result document's orders, repetitions included.
    var reportedICCIDs: [String] {
        self["orders"].elements.flatMap { $0["lines"].elements }
            .flatMap { $0["iccids"].elements.compactMap(\.string) }
    }

    /// The quantities of the sandbox's orders, each order's sum.
    var boughtQuantities: [Int] {
        self["orders"].elements.map { order in
            order["items"].elements.reduce(0) { $0 + ($1["quantity"].int ?? 0) }
        }
    }
}
