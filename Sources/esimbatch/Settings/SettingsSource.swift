// Where settings come from: flag before environment before configuration file.

import Configuration
import Foundation
import Orders
import SystemPackage

/// The raw settings of one command.
struct SettingsSource: Sendable {
    /// A value and where it was found, for messages.
    struct Value: Sendable {
        let text: String
        let origin: Origin
    }

    enum Origin: Sendable {
        case flag(SettingName)
        case environment(SettingName)
        case file(SettingName, path: String)

        var name: String {
            switch self {
            case .flag(let name): "--\(name.rawValue)"
            case .environment(let name):
                "ESIMBATCH_"
                    + name.rawValue.uppercased().replacingOccurrences(of: "-", with: "_")
            case .file(let name, let path): "\(name.rawValue) in \(path)"
            }
        }
    }

    private let environment: ConfigReader
    private let file: (reader: ConfigReader, path: String)?
    let variables: [String: String]

    /// Reads the configuration file: the one named, else `$XDG_CONFIG_HOME/esimbatch/config.yaml`
    /// if it exists. Throws `CommandFailure`.
    init(config flag: String?) async throws {
        let variables = ProcessInfo.processInfo.environment
        self.variables = variables
        environment = ConfigReader(
            provider: EnvironmentVariablesProvider(environmentVariables: variables))
        if flag?.isEmpty == true {
            throw CommandFailure.usage("--config is empty", hint: "name a file, or leave it out")
        }
        let named = flag ?? variables["ESIMBATCH_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        let usual = Self.baseDirectory("XDG_CONFIG_HOME", inHome: ".config", of: variables)
            .map { $0 + "/esimbatch/config.yaml" }
            .flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
        guard let path = named ?? usual else {
            file = nil
            return
        }
        guard try Self.hasKnownKeys(path) else {
            file = nil
            return
        }
        do {
            let provider = try await FileProvider<YAMLSnapshot>(filePath: FilePath(path))
            file = (ConfigReader(provider: provider), path)
        } catch {
            throw CommandFailure.misconfigured(
                "the configuration file \(path) cannot be read: \(error)",
                hint: "it is YAML with one `key: value` per line; the keys are the flags' names")
        }
    }

    /// A directory of the XDG Base Directory Specification: the variable's, else the usual one in
    /// the home directory. Paths that are not absolute do not count, as the specification says:
    /// they would mean another place from each working directory, and another ledger with it.
    func baseDirectory(_ variable: String, inHome usual: String) -> String? {
        Self.baseDirectory(variable, inHome: usual, of: variables)
    }

    private static func baseDirectory(
        _ variable: String, inHome usual: String, of variables: [String: String]
    ) -> String? {
        if let named = variables[variable], named.hasPrefix("/") { return named }
        guard let home = variables["HOME"], home.hasPrefix("/") else { return nil }
        return home == "/" ? "/\(usual)" : "\(home)/\(usual)"
    }

    /// False if there is nothing in the file but comments. A misspelt key would be passed over in
    /// silence, and a ceiling with it: that is an error.
    private static func hasKnownKeys(_ path: String) throws -> Bool {
        // The usual way to say that no file of a user's own is to count.
        if path == "/dev/null" { return false }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw CommandFailure.misconfigured(
                "the configuration file \(path) cannot be read",
                hint: "check the path given with --config or ESIMBATCH_CONFIG")
        }
        for key in RootKey.all(in: text) {
            if SettingName(rawValue: key.name) != nil {
                guard key.value.isEmpty || key.value.hasPrefix("[") || key.value.hasPrefix("{")
                else { continue }
                throw CommandFailure.misconfigured(
                    "\(key.name) in the configuration file \(path) has no plain value",
                    hint: "write one `key: value` per line")
            }
            let names = SettingName.allCases.map(\.rawValue)
            let near = nearest(to: key.name, among: names).map { "; did you mean \($0)?" } ?? ""
            throw CommandFailure.misconfigured(
                "the configuration file \(path) has the unknown key \(key.name)\(near)",
                hint: "the keys are the names of the flags without --, but for --config and "
                    + "--worksheet")
        }
        return text.split(whereSeparator: \.isNewline).contains { line in
            line.first { !$0.isWhitespace }.map { $0 != "#" } ?? false
        }
    }

    /// The path that counts. An empty one, as of a shell variable that is not set, would mean the
    /// root of the file system.
    func path(_ name: SettingName, flag: String?) throws -> String? {
        guard let value = value(name, flag: flag) else { return nil }
        guard value.text.isEmpty else { return inHome(value) }
        let message = "\(value.origin.name) is empty"
        let hint = "name a place, or leave it out for the usual one"
        if case .flag = value.origin { throw CommandFailure.usage(message, hint: hint) }
        throw CommandFailure.misconfigured(message, hint: hint)
    }

    /// A path with `~/` as the home directory: what a shell does for a flag, nobody does for what
    /// stands in a file.
    private func inHome(_ value: Value) -> String {
        guard case .file = value.origin, value.text.hasPrefix("~/"), let home = variables["HOME"],
            home.hasPrefix("/")
        else { return value.text }
        return home + value.text.dropFirst()
    }

    /// The value that counts; nil when nobody gives one.
    func value(_ name: SettingName, flag: String?) -> Value? {
        if let flag { return Value(text: flag, origin: .flag(name)) }
        if let key = name.environmentKey,
            let text = environment.string(forKey: ConfigKey(key)),
            // A ceiling that came out empty is a mistake, and not the wish to have none.
            !text.isEmpty || name == .maxCost
        {
            return Value(text: text, origin: .environment(name))
        }
        guard let file else { return nil }
        return file.reader.string(forKey: ConfigKey(name.rawValue)).map {
            Value(text: $0, origin: .file(name, path: file.path))
        }
    }

    /// A switch: on by its flag, or by `true` in the file.
    func isOn(_ name: SettingName, flag: Bool) throws -> Bool {
        if flag { return true }
        return try parsed(name, flag: nil, expecting: "true or false") { Bool($0) } ?? false
    }

    /// The value read by `parse`. What cannot be read is wrong use on the command line, and wrong
    /// configuration elsewhere.
    func parsed<Result>(
        _ name: SettingName, flag: String?, expecting form: String, _ parse: (String) -> Result?
    ) throws -> Result? {
        guard let value = value(name, flag: flag) else { return nil }
        if let result = parse(value.text) { return result }
        let message = "\(value.origin.name) is \"\(value.text)\", and should be \(form)"
        if case .flag = value.origin {
            throw CommandFailure.usage(message, hint: "esimbatch help COMMAND lists its options")
        }
        throw CommandFailure.misconfigured(message, hint: "correct it and run again")
    }
}
