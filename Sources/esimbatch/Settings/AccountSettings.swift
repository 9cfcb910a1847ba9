// Which API a command talks to, and with which key.

import ESIMGoAPI
import Foundation
import Glibc
import Orders

/// The resolved API and key.
struct AccountSettings: Sendable {
    let baseURL: String
    let key: APIKey
    let requestTimeout: Duration

    /// Throws `CommandFailure` when the address is unsafe or there is no key.
    init(_ options: AccountOptions, _ source: SettingsSource, sandbox: Bool) throws {
        requestTimeout =
            try source.parsed(
                .requestTimeout, flag: options.requestTimeout,
                expecting: "a time such as 120s, at most "
                    + "\(Limits.requestTimeout.components.seconds / 60)m"
            ) { text in
                parseDuration(text).flatMap { $0 > .zero && $0 <= Limits.requestTimeout ? $0 : nil }
            } ?? .seconds(120)
        if sandbox {
            // Given by the sandbox itself once it listens.
            baseURL = ""
            guard let play = APIKey("sandbox") else { preconditionFailure("a plain key is a key") }
            key = play
            return
        }
        let given = source.value(.baseURL, flag: options.baseURL)
        if let given, let fault = Self.fault(of: given.text) {
            // The address is not repeated: there may be a password in it.
            throw CommandFailure.misconfigured(
                "\(given.origin.name) \(fault), and the key is sent there: it must be an https "
                    + "address, or plain http on a loopback address",
                hint: "correct the address; it looks like https://api.esim-go.com/v2.4")
        }
        baseURL = given?.text ?? "https://api.esim-go.com/v2.4"
        key = try Self.key(options, source)
    }

    /// A copy that talks to a sandbox.
    init(sandboxAt url: String, _ settings: AccountSettings) {
        baseURL = url
        key = settings.key
        requestTimeout = settings.requestTimeout
    }

    /// Why the key must not be sent to an address; nil if it may.
    private static func fault(of text: String) -> String? {
        guard let url = URLComponents(string: text), let host = url.host, !host.isEmpty else {
            return "is no address"
        }
        if url.user != nil || url.password != nil { return "has a user's name or a password" }
        if url.query != nil { return "has a ? in it" }
        if url.fragment != nil { return "has a # in it" }
        if let port = url.port, !(1...65_535).contains(port) {
            return "has the port \(port), which is none"
        }
        if url.scheme == "https" || url.scheme == "http" && isLoopback(host.lowercased()) {
            return nil
        }
        return "is \(text)"
    }

    private static func isLoopback(_ host: String) -> Bool {
        let bare = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        return bare == "localhost" || bare == "::1"
            || (bare.hasPrefix("127.") && bare.split(separator: ".").count == 4
                && bare.allSatisfy { $0.isNumber || $0 == "." })
    }

    private static func key(
        _ options: AccountOptions, _ source: SettingsSource
    ) throws -> APIKey {
        if let flag = options.apiKeyFile, let path = try source.path(.apiKeyFile, flag: flag) {
            return try read(path, keptFrom: 0o177)
        }
        if let text = source.variables["ESIMGO_API_KEY"], !text.isEmpty {
            guard let key = APIKey(text) else {
                throw CommandFailure.misconfigured(
                    "ESIMGO_API_KEY does not look like an API key",
                    hint: "copy the key from the provider's portal")
            }
            return key
        }
        if let folder = source.variables["CREDENTIALS_DIRECTORY"],
            FileManager.default.fileExists(atPath: folder + "/esimgo-api-key")
        {
            // A service manager gives it to the service's group at times, and to nobody else.
            return try read(folder + "/esimgo-api-key", keptFrom: 0o007)
        }
        if let path = try source.path(.apiKeyFile, flag: nil) {
            return try read(path, keptFrom: 0o177)
        }
        throw CommandFailure.misconfigured(
            "there is no API key",
            hint: "set ESIMGO_API_KEY, or give a file with --api-key-file, or try --sandbox, "
                + "which needs none")
    }

    /// `others` are the permissions that nobody may have.
    private static func read(_ path: String, keptFrom others: mode_t) throws -> APIKey {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            throw CommandFailure.misconfigured(
                "the key file \(path) is not there or cannot be reached",
                hint: "check the path given with --api-key-file")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw CommandFailure.misconfigured(
                "\(path) is not a file", hint: "give a file with the key with --api-key-file")
        }
        guard status.st_mode & others == 0 else {
            throw CommandFailure.misconfigured(
                "the key file \(path) has more permissions than 0600",
                hint: "run: chmod 600 \(path.shellWord)")
        }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw CommandFailure.misconfigured(
                "the key file \(path) cannot be read", hint: "check its owner and permissions")
        }
        guard let key = APIKey(text) else {
            throw CommandFailure.misconfigured(
                "the key file \(path) holds no API key",
                hint: "it must hold the key and nothing else")
        }
        return key
    }
}
