// How every command ends: its result on stdout, what went wrong on stderr, and the exit code.

import ArgumentParser
import OrderArtifacts
import Orders

/// Runs a command's body and turns whatever it throws into words and the exit code.
func ending(
    _ options: OutputOptions, _ body: (Session) async throws -> Int32
) async throws {
    let code: Int32
    do {
        let session = try await Session(options)
        do {
            code = try await body(session)
        } catch {
            code = end(error, session)
        }
    } catch {
        // Before there is a session: the configuration cannot be read.
        let failure = CommandFailure(error)
        Console(isQuiet: false, variables: [:]).error(failure.words)
        code = failure.exitCode
    }
    if code != 0 { throw ExitCode(code) }
}

private func end(_ error: any Error, _ session: Session) -> Int32 {
    if let signal = session.interruption.signal {
        if session.isJSON { session.document(BatchReport(outcome: .interrupted(signal: signal))) }
        session.console.error("esimbatch: interrupted; nothing was in flight")
        return 128 + signal
    }
    let failure = CommandFailure(error)
    if session.isJSON, !failure.isUsage {
        var report = BatchReport(outcome: failure.outcome)
        report.notes = [failure.message, failure.hint]
        session.document(report)
    }
    session.console.error(failure.words)
    return failure.exitCode
}

extension Session {
    /// Prints a report in the form that was asked for; returns the exit code.
    func print(
        _ report: BatchReport, command: String, sheet: String = "", output: String = ""
    ) -> Int32 {
        var report = report
        if case .interrupted = report.outcome, let signal = interruption.signal {
            report.outcome = .interrupted(signal: signal)
        }
        if isJSON {
            document(report)
        } else {
            console.result(
                reportText(
                    report, command: command, sheet: sheet, output: output))
        }
        return report.outcome.exitCode
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
