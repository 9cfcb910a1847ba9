// The texts and settings of a template: YAML with one `key: value` per line.

import Configuration
import Foundation
import OrderArtifacts
import Orders
import SystemPackage

/// A `words.yaml`, checked key by key. Its methods throw `CommandFailure` with the line.
struct WordsFile {
    private enum Setting: String, CaseIterable {
        case language, direction, logo
        case cardsPerPage = "cards-per-page"
        case colour
    }

    private static let placePrefix = "country-"

    private let path: String
    private let reader: ConfigReader
    /// The line of each key of the file.
    private let lines: [(key: String, line: Int)]

    init(path: String, text: String) async throws {
        self.path = path
        do {
            reader = ConfigReader(
                provider: try await FileProvider<YAMLSnapshot>(filePath: FilePath(path)))
        } catch {
            throw TemplateFolder.failure(
                path, nil, "it is no YAML with one `key: value` per line: \(error)")
        }
        lines = RootKey.all(in: text).map { ($0.name, $0.line) }
    }

    func words() throws -> CardWords {
        var words = CardWords()
        for (key, line) in lines {
            if let setting = Setting(rawValue: key) {
                try set(setting, try value(key, line), line, &words)
            } else if let text = CardText(rawValue: key) {
                words.texts[text] = try checked(try value(key, line), for: text, line)
            } else if key.hasPrefix(Self.placePrefix) {
                words.places[String(key.dropFirst(Self.placePrefix.count))] = try value(key, line)
            } else {
                throw unknown(key, line)
            }
        }
        return words
    }

    /// The logo's file name; nil without one.
    func logo() throws -> (name: String, line: Int)? {
        guard let found = lines.first(where: { $0.key == Setting.logo.rawValue }) else {
            return nil
        }
        return (try value(found.key, found.line), found.line)
    }

    private func set(
        _ setting: Setting, _ value: String, _ line: Int, _ words: inout CardWords
    ) throws {
        func required<Value>(_ result: Value?, _ form: String) throws -> Value {
            guard let result else {
                throw TemplateFolder.failure(
                    path, line, "\(setting.rawValue) is \"\(value)\", and should be \(form)")
            }
            return result
        }
        switch setting {
        case .language:
            words.language = try required(
                CardWords.isLanguage(value) ? value : nil, "a language such as de or pt-BR")
        case .direction:
            words.direction = try required(
                CardWords.Direction(rawValue: value), "ltr or rtl")
        case .cardsPerPage:
            let range = CardWords.cardsPerPageRange
            words.cardsPerPage = try required(
                Int(value).flatMap { range.contains($0) ? $0 : nil },
                "a whole number, \(range.lowerBound)…\(range.upperBound)")
        case .colour:
            words.colour = try required(Colour(value), "a colour such as \"#0b4f6c\", in quotes")
        case .logo: break
        }
    }

    private func value(_ key: String, _ line: Int) throws -> String {
        guard let value = reader.string(forKey: ConfigKey([key])) else {
            throw TemplateFolder.failure(
                path, line,
                "\(key) has no plain text; a text with : or # in it stands in quotes")
        }
        return value
    }

    private func checked(_ value: String, for text: CardText, _ line: Int) throws -> String {
        guard !value.isEmpty || text.mayBeEmpty else {
            throw TemplateFolder.failure(path, line, "\(text.rawValue) is empty")
        }
        guard value.count <= CardText.longest else {
            throw TemplateFolder.failure(
                path, line,
                "\(text.rawValue) has \(value.count) characters; at most \(CardText.longest) fit "
                    + "a card")
        }
        return value
    }

    private func unknown(_ key: String, _ line: Int) -> CommandFailure {
        let known = Setting.allCases.map(\.rawValue) + CardText.allCases.map(\.rawValue)
        let near = nearest(to: key, among: known).map { "; did you mean \($0)?" } ?? ""
        return TemplateFolder.failure(path, line, "\(key) is no text or setting of cards\(near)")
    }
}
