// The repository that these tests police, as it is on disk.

import Foundation

enum Repository {
    /// Found from where this file is, through links.
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Targets under Sources that hold Swift. System libraries hold none.
    static let sourceTargets = folders(in: "Sources").filter { target in
        files(under: "Sources/\(target)").contains { $0.hasSuffix(".swift") }
    }

    static let allSourceTargets = folders(in: "Sources")
    static let testTargets = folders(in: "Tests")

    /// Every Swift file of the package, read once.
    static let swiftFiles: [SourceFile] = (files(under: "Sources") + files(under: "Tests"))
        .filter { $0.hasSuffix(".swift") }
        .compactMap { path in text(of: path).map { SourceFile(path: path, text: $0) } }

    /// The Swift files of `Sources/X` or `Tests/X`.
    static func swiftFiles(in folder: String) -> [SourceFile] {
        swiftFiles.filter { $0.path.hasPrefix(folder + "/") }
    }

    /// Nil when the file does not exist or is not UTF-8.
    static func text(of path: String) -> String? {
        try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
    }

    /// Names of files and folders at the top, hidden ones too.
    static func topLevel() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.path).sorted()
    }

    /// Paths of all files below a folder, from the root on, sorted. Empty when there is no such
    /// folder.
    static func files(under folder: String) -> [String] {
        let url = root.appendingPathComponent(folder).resolvingSymlinksInPath()
        guard let below = FileManager.default.enumerator(atPath: url.path) else { return [] }
        return below.compactMap { $0 as? String }
            .filter { !isFolder(url.appendingPathComponent($0)) }
            .map { folder + "/" + $0 }.sorted()
    }

    private static func folders(in folder: String) -> [String] {
        let url = root.appendingPathComponent(folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.filter { isFolder(url.appendingPathComponent($0)) }.sorted()
    }

    private static func isFolder(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
            && isFolder.boolValue
    }
}
