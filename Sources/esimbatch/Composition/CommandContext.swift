// Wires the parts together for one command: the only place where all adapters meet.

import ESIMGoAPI
import Glibc
import Logging
import OrderArtifacts
import OrderBatch
import OrderLedger
import Orders

/// What every command starts from.
struct CommandContext: Sendable {
    let source: SettingsSource
    let console: Console
    let log: Logger
    let isJSON: Bool
    let interruption = Interruption()
    let time = SystemTime()
    /// What the command is about, as soon as it is known.
    let subject = Subject()
    let openLedger = OpenLedger()

    let followUp: FollowUp

    init(_ options: OutputOptions, _ followUp: FollowUp) async throws {
        self.followUp = followUp
        source = try await SettingsSource(config: options.config)
        isJSON = try source.isOn(.json, flag: options.json)
        let isVerbose = try source.isOn(.verbose, flag: options.verbose)
        let isQuiet = try source.isOn(.quiet, flag: options.quiet)
        let format = try source.parsed(
            .logFormat, flag: options.logFormat, expecting: "text or json"
        ) { LogFormat(rawValue: $0) }
        let console = Console(
            isQuiet: isQuiet, variables: source.variables, format: format ?? .text,
            followUp: followUp)
        self.console = console
        var log = Logger(label: "esimbatch") { _ in
            StderrLogHandler(console: console)
        }
        log.logLevel = isVerbose ? .debug : (isQuiet ? .error : .notice)
        self.log = log
    }

    /// Runs `body` with a client of the API, which is closed afterwards whatever happens.
    func withClient<Value: Sendable>(
        _ account: AccountSettings, _ places: OutputSettings,
        _ body: (ESIMGoClient) async throws -> Value
    ) async throws -> Value {
        if places.isSandbox {
            return try await withEmbeddedSandbox(
                in: places.sandboxFolder, stateFile: places.sandboxState
            ) { url in
                try await withClient(AccountSettings(sandboxAt: url, account), body)
            }
        }
        return try await withClient(account, body)
    }

    private func withClient<Value: Sendable>(
        _ account: AccountSettings, _ body: (ESIMGoClient) async throws -> Value
    ) async throws -> Value {
        let client = ESIMGoClient(
            baseURL: account.baseURL, key: account.key,
            requestTimeout: account.requestTimeout, time: time, log: log)
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(client))
        } catch {
            result = .failure(error)
        }
        do {
            try await client.shutdown()
        } catch {
            // What was done is done, and is not to be lost over it.
            log.warning("the connections could not be closed in order: \(error)")
        }
        return try result.get()
    }

    /// What eSIMs are to be tagged with; nil when they are not.
    func tagForm(_ options: TaggingOptions) throws -> TagForm? {
        if try source.isOn(.tagNames, flag: options.tagNames) { return .orderAndName }
        return try source.isOn(.tagESIMs, flag: options.tagESIMs) ? .order : nil
    }

    /// Runs `body` with everything that works on batches, showing progress meanwhile.
    func withRunner<Value: LedgerResult>(
        _ account: AccountSettings, _ ledger: LedgerSettings, _ settings: BatchSettings,
        _ template: CardTemplate, tagging: TagForm? = nil,
        steps: @escaping @Sendable (BatchReport) -> [String] = { _ in [] },
        _ body: @escaping @Sendable (BatchRunner) async throws -> Value
    ) async throws -> Value {
        let killPoint = try KillPoint.chosen(in: source.variables)
        var settings = settings
        settings.interruption = { [interruption] in interruption.signal ?? SIGINT }
        let chosen = settings
        return try await interruption.guarding(
            console,
            stopping: "no new purchase starts; what is in flight is being recorded",
            abandoned: { await abandon($0, atQuestion: $1, in: ledger) }
        ) {
            try await withClient(account, ledger) { client, book in
                let folders = FolderPublisher(
                    output: ledger.output, isRehearsal: ledger.isSandbox, template: template,
                    completing: FollowUp(followUp, anywhere: ledger).completing, steps: steps)
                let runner = BatchRunner(
                    api: killPoint?.around(client) ?? client,
                    ledger: killPoint?.around(book) ?? book,
                    publisher: killPoint?.around(folders) ?? folders,
                    time: time, settings: chosen, log: log,
                    tagging: tagging.map { Tagging($0, api: client, ledger: book) })
                async let _: Void = showProgress(
                    runner.progress, on: console, time: time)
                do {
                    let value = try await body(runner)
                    console.endLive()
                    return value
                } catch {
                    console.endLive()
                    throw error
                }
            }
        }
    }
}
