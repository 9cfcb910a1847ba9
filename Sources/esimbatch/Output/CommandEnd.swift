// How every command ends: its result on stdout, what went wrong on stderr, and the exit code.

import ArgumentParser
import OrderArtifacts
import OrderBatch
import Orders

/// Runs a command's body and turns whatever it throws into words and the exit code.
///
/// The commands that a text names get the options of these that this one has.
func ending(
    _ options: OutputOptions, _ ledger: LedgerOptions? = nil, _ account: AccountOptions? = nil,
    _ buying: BuyingOptions? = nil, _ body: (CommandContext) async throws -> Int32
) async throws {
    let code: Int32
    do {
        let context = try await CommandContext(options, FollowUp(options, ledger, account, buying))
        do {
            code = try await body(context)
        } catch {
            code = end(error, context)
        }
    } catch {
        // Before there is a context: the configuration cannot be read.
        let failure = CommandFailure(error)
        let console = Console(isQuiet: false, variables: [:])
        if options.json, !failure.isUsage {
            console.result(reportDocument(BatchReport(failure)).text)
        }
        console.error(failure.words)
        code = failure.exitCode
    }
    if code != 0 { throw ExitCode(code) }
}

private func end(_ error: any Error, _ context: CommandContext) -> Int32 {
    if let signal = context.interruption.signal, isInterruption(error) {
        if context.isJSON { context.document(BatchReport(outcome: .interrupted(signal: signal))) }
        context.console.error(
            "esimbatch: interrupted before anything was bought\n  next: run the same command again")
        return 128 + signal
    }
    let failure = CommandFailure(error)
    if context.isJSON, !failure.isUsage {
        context.document(BatchReport(failure, context.followUp))
    }
    context.console.error(failure.words)
    return failure.exitCode
}

extension CommandContext {
    /// Prints a report in the form that was asked for; returns the exit code. `excerpts` are the
    /// lines to show below their findings.
    func print(
        _ report: BatchReport, command: String, sheet: String = "", output: String = "",
        excerpts: [Int: String] = [:]
    ) -> Int32 {
        var report = report
        if isJSON {
            report.notes = report.notes.map(followUp.completing)
            document(report)
        } else {
            console.tell(
                reportText(
                    report, command: command, sheet: sheet, output: output,
                    excerpts: excerpts))
        }
        return report.outcome.exitCode
    }

    /// Prints a result in the form that was asked for.
    func show(_ document: @autoclosure () -> JSONValue, words: @autoclosure () -> String) {
        if isJSON { console.result(document().text) } else { console.tell(words()) }
    }

    fileprivate func document(_ report: BatchReport) {
        console.result(reportDocument(report).text)
    }
}

extension CommandFailure {
    /// The message and what to do next.
    var words: String {
        "esimbatch: error: \(message)" + (hint.isEmpty ? "" : "\n  next: \(hint)")
    }
}

extension BatchReport {
    /// The document of a command that could not do its work.
    fileprivate init(_ failure: CommandFailure, _ followUp: FollowUp? = nil) {
        self.init(outcome: failure.outcome)
        notes = [failure.message, failure.hint].filter { !$0.isEmpty }
            .map { followUp?.completing($0) ?? $0 }
    }
}
