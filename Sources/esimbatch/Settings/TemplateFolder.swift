// Reads a template folder before anything is bought: what is wrong is told by file and line.

import Configuration
import Foundation
import OrderArtifacts
import Orders
import SystemPackage

/// A folder with the agency's own cards: `cards.mustache`, `cards.css`, `words.yaml` and a logo,
/// each of them optional.
struct TemplateFolder {
    private static let layout = "cards.mustache"
    private static let style = "cards.css"
    private static let words = "words.yaml"

    private let folder: String

    /// The template that the settings name; the built-in one when they name none. Throws
    /// `CommandFailure`.
    static func template(_ source: SettingsSource, flag: String?) async throws -> CardTemplate {
        guard let value = source.value(.template, flag: flag),
            let folder = try source.path(.template, flag: flag)
        else { return .standard }
        return try await TemplateFolder(folder: folder).template(namedBy: value.origin.name)
    }

    private func template(namedBy origin: String) async throws -> CardTemplate {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
            isFolder.boolValue,
            let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        else {
            throw failure("\(origin) names \(folder), which is no folder that can be read")
        }
        try requireKnown(names)
        var words = CardWords()
        var logo: CardLogo?
        if names.contains(Self.words) {
            let file = try await WordsFile(path: path(Self.words), text: try text(Self.words))
            words = try file.words()
            if let named = try file.logo() { logo = try self.logo(named.name, line: named.line) }
        }
        do {
            return try CardTemplate(
                words: words,
                layout: names.contains(Self.layout) ? try text(Self.layout) : nil,
                style: names.contains(Self.style) ? try text(Self.style) : nil, logo: logo)
        } catch let fault as TemplateFault {
            let name = fault.part == .style ? Self.style : Self.layout
            throw Self.failure(path(name), fault.line, fault.description)
        }
    }

    /// A misspelt file would be passed over in silence.
    private func requireKnown(_ names: [String]) throws {
        let known = [Self.layout, Self.style, Self.words]
        for name in names.sorted() where !known.contains(name) {
            guard [".mustache", ".css", ".yaml", ".yml"].contains(where: name.hasSuffix) else {
                continue
            }
            let near = nearest(to: name, among: known).map { "; did you mean \($0)?" } ?? ""
            throw failure("\(path(name)) is no file of a template\(near)")
        }
        guard names.contains(where: known.contains) else {
            throw failure(
                "the template folder \(folder) has none of \(known.joined(separator: ", "))")
        }
    }

    private func text(_ name: String) throws -> String {
        guard let text = String(validating: try bytes(name), as: UTF8.self) else {
            throw Self.failure(path(name), nil, "it is no UTF-8 text")
        }
        return text
    }

    private func logo(_ name: String, line: Int) throws -> CardLogo {
        guard !name.contains("/"), !name.hasPrefix(".") else {
            throw Self.failure(
                path(Self.words), line, "logo: \"\(name)\" must be a file in this folder")
        }
        do {
            return try CardLogo(try bytes(name))
        } catch let fault as TemplateFault {
            throw Self.failure(path(name), nil, fault.description)
        }
    }

    private func bytes(_ name: String) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path(name)),
            let data = try? handle.read(upToCount: templateFileBytes + 1) ?? Data()
        else { throw Self.failure(path(name), nil, "it cannot be read") }
        guard data.count <= templateFileBytes else {
            throw Self.failure(
                path(name), nil, "it is larger than \(templateFileBytes >> 10) KiB")
        }
        return Array(data)
    }

    private func path(_ name: String) -> String {
        folder + (folder.hasSuffix("/") ? "" : "/") + name
    }

    private func failure(_ message: String) -> CommandFailure {
        .misconfigured(
            message, hint: "correct it, or run without a template; nothing was bought")
    }

    static func failure(_ path: String, _ line: Int?, _ message: String) -> CommandFailure {
        .misconfigured(
            path + (line.map { ":\($0)" } ?? "") + ": " + message,
            hint: "correct the template, or run without it; nothing was bought")
    }
}

/// Bytes of any file of a template: more than any layout or logo that fits a card.
private let templateFileBytes = 1 << 20
