// A real browser, driven through `browse.py`, and the tools that read what it made.

import Foundation
import Subprocess
import SystemPackage
import Testing

/// One look at a page, or one thing done with it, as `browse.py` takes it.
enum BrowserStep {
    case open(String, width: Int = 1_280, scale: Int = 1, dark: Bool = false, scripts: Bool = true)
    case screenshot(String)
    case pdf(String, Paper)
    case evaluate(String)
    /// The violations that axe-core finds.
    case axe

    fileprivate var value: [String: Any] {
        switch self {
        case .open(let path, let width, let scale, let dark, let scripts):
            [
                "open": path, "width": width, "height": 900, "scale": scale, "dark": dark,
                "scripts": scripts,
            ]
        case .screenshot(let path): ["screenshot": path]
        case .pdf(let path, let paper):
            ["pdf": path, "width": paper.inches.width, "height": paper.inches.height]
        case .evaluate(let expression): ["evaluate": expression]
        case .axe: ["axe": Browser.axe]
        }
    }
}

enum Paper: String, CaseIterable, Sendable {
    case a4, letter

    fileprivate var inches: (width: Double, height: Double) {
        switch self {
        case .a4: (8.27, 11.69)
        case .letter: (8.5, 11)
        }
    }
}

enum Browser {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    private static let outputLimit = 16 << 20

    /// Where `scripts/test` puts it.
    fileprivate static let axe = folder.appending(
        path: "../../../.build/axe/axe_playwright_python/axe.min.js"
    ).standardized.path

    /// Takes the steps in one browser and gives a result for each. A page that asks the network for
    /// anything, or complains of anything, fails the test.
    static func take(
        _ steps: [BrowserStep], at location: SourceLocation = #_sourceLocation
    ) async throws -> [JSON] {
        let input = try JSONSerialization.data(withJSONObject: steps.map(\.value))
        let result = try await run(
            .name("python3"), arguments: [folder.appending(path: "browse.py").path],
            input: .string(String(decoding: input, as: UTF8.self)),
            output: .string(limit: outputLimit), error: .string(limit: outputLimit))
        try #require(
            result.terminationStatus.isSuccess, "\(result.standardError)",
            sourceLocation: location)
        let answer = try JSON(reading: result.standardOutput)
        #expect(answer["requests"] == [], sourceLocation: location)
        #expect(answer["log"] == [], sourceLocation: location)
        return answer["results"].elements
    }

    /// The texts of all QR codes in pictures of the same thing, sorted: a later picture is only
    /// looked at while fewer than `count` are read.
    ///
    /// What reads them misses about one code in two thousand in any one picture, and another one in
    /// each; a telephone takes many pictures, too.
    static func codes(_ count: Int, in pictures: [String]) async throws -> [String] {
        var found: Set<String> = []
        for picture in pictures where found.count < count {
            try await found.formUnion(read(picture))
        }
        return found.sorted()
    }

    /// The texts of the `count` QR codes on one page of a PDF, from 1, in pictures of several
    /// resolutions.
    static func codes(_ count: Int, on page: Int, of pdf: String) async throws -> [String] {
        var found: Set<String> = []
        for dots in [200, 300, 150] where found.count < count {
            let stem = "\(pdf)-\(page)-\(dots)"
            _ = try await output(
                of: "pdftoppm", "-f", "\(page)", "-l", "\(page)", "-r", "\(dots)", "-gray", "-png",
                "-singlefile", pdf, stem)
            try await found.formUnion(read("\(stem).png"))
        }
        return found.sorted()
    }

    private static func read(_ picture: String) async throws -> Set<String> {
        let result = try await run(
            .name("zbarimg"),
            arguments: ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture],
            output: .string(limit: outputLimit), error: .string(limit: outputLimit))
        return Set(result.standardOutput.split(separator: "\n").map(String.init))
    }

    static func pageCount(of pdf: String) async throws -> Int {
        let line = try await output(of: "pdfinfo", pdf).firstMatch(of: /Pages:\s+(\d+)/)
        return try #require(line.flatMap { Int($0.1) })
    }

    /// The text of one page of a PDF, from 1.
    static func text(of pdf: String, page: Int) async throws -> String {
        try await output(of: "pdftotext", "-f", "\(page)", "-l", "\(page)", pdf, "-")
    }

    private static func output(of tool: String, _ arguments: String...) async throws -> String {
        let result = try await run(
            .name(tool), arguments: Arguments(arguments),
            output: .string(limit: outputLimit), error: .string(limit: outputLimit))
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
        return result.standardOutput
    }
}
