// How every command ends: its result on stdout, what went wrong on stderr, and the exit code.

import ArgumentParser
import OrderArtifacts
import OrderBatch
import OrderLedger
import Orders

/// Runs a command's body and turns whatever it throws into words and the exit code.
///
/// The commands that a text names get the options of these that this one has.
func ending(
    _ options: OutputOptions, _ ledger: LedgerOptions? = nil, _ account: AccountOptions? = nil,
    _ buying: BuyingOptions? = nil, _ tagging: TaggingOptions? = nil,
    totals: ControlTotals? = nil, cards: TemplateOption? = nil,
    _ body: (CommandContext) async throws -> Int32
) async throws {
    var code: Int32
    do {
        let context = try await CommandContext(
            options,
            FollowUp(options, ledger, account, buying, tagging, totals: totals, cards: cards))
        do {
            code = try await body(context)
        } catch {
            code = context.end(error)
        }
        code = context.heard(code)
    } catch {
        // Before there is a context: the configuration cannot be read.
        let failure = CommandFailure(error)
        let console = Console(isQuiet: false, variables: [:])
        if options.json, !failure.isUsage {
            console.result(
                reportDocument(Subject().report(failure.outcome, notes: failure.sentences)).text)
        }
        console.fail(failure.message, hint: failure.hint)
        code = failure.exitCode
    }
    if code != 0 { throw ExitCode(code) }
}

extension CommandContext {
    /// Ends a command that threw; returns the exit code.
    fileprivate func end(_ error: any Error) -> Int32 {
        if let signal = interruption.signal, isInterruption(error) {
            let known = (error as? BatchFailure)?.known
            let unknown = known?.count(.unconfirmed) ?? 0
            if unknown > 0 {
                end(
                    .interrupted(signal: signal),
                    "interrupted before it was found out what became of "
                        + counted(unknown, "order"),
                    hint: "run the same command again, or \(resume): it looks them up in the "
                        + "provider's list, and nothing is bought twice",
                    orders: known?.orders ?? [])
            } else {
                end(
                    .interrupted(signal: signal),
                    "interrupted before anything was \(subject.deed.rawValue)",
                    hint: "run the same command again")
            }
            return 128 + signal
        }
        let failure = CommandFailure(error)
        if failure.isUsage {
            console.fail(failure.message, hint: failure.hint)
            return failure.exitCode
        }
        let known = (error as? BatchFailure)?.known
        let doubtful = known?.count(.unconfirmed) ?? 0
        let outcome =
            doubtful > 0 ? .worst(of: [failure.outcome, .needsAPerson]) : failure.outcome
        let batch = known?.batch.map { " \($0.text.shellWord)" } ?? ""
        let status = "esimbatch status\(batch)"
        let doubt =
            doubtful > 0
            ? "; besides, \(counted(doubtful, "order")) \(doubtful == 1 ? "is" : "are") "
                + "unconfirmed, which \(status) shows"
            : ""
        end(outcome, failure.message, hint: failure.hint + doubt, orders: known?.orders ?? [])
        return outcome.exitCode
    }

    /// A signal ends the process at once: it came instead of an answer to a question, or again.
    func abandon(_ signal: Int32, atQuestion: Bool, in ledger: LedgerSettings) async {
        console.error("")
        let displacement = openLedger.putBack()
        if let displacement { tell(displacement) }
        let warning = displacement.flatMap { $0.isSafe ? nil : $0.failure.hint }
        if atQuestion {
            end(
                .interrupted(signal: signal),
                "interrupted at the question: nothing was \(subject.deed.rawValue)",
                hint: warning ?? "run the same command again")
        } else {
            end(
                .interrupted(signal: signal),
                "stopped at once: what was in flight is recorded as on its way",
                hint: warning ?? afterAbandoning,
                orders: isJSON ? await recorded(in: ledger) : [])
        }
    }

    private var afterAbandoning: String {
        switch subject.deed {
        case .bought:
            "run the same command again, or \(resume); it finds out what became of it, and "
                + "nothing is bought twice"
        case .revoked:
            "run the same command again; it looks up what is unknown before it sends anything"
        }
    }

    /// The command that finishes what this one began, and no other batch.
    private var resume: String { resumeCommand(subject.report(.failed).batch) }

    /// The orders of the command's batch as the ledger has them now: the document of a run that was
    /// cut short is not to say that there was nothing.
    private func recorded(in ledger: LedgerSettings) async -> [BatchReport.OrderReport] {
        guard let name = subject.report(.failed).batch,
            let book = try? SQLiteLedger.reading(path: ledger.ledgerPath),
            let batch = try? await book.batch(name)
        else { return [] }
        return BatchReport(of: batch).orders
    }

    private func end(
        _ outcome: RunOutcome, _ message: String, hint: String,
        orders: [BatchReport.OrderReport] = []
    ) {
        if isJSON {
            let sentences = CommandFailure(outcome: outcome, message: message, hint: hint).sentences
            var report = subject.report(outcome, notes: sentences)
            report.orders = orders
            document(report)
        }
        console.fail(message, hint: hint)
    }

    /// The exit code, if the result could be written; where it could not, nobody was told of a
    /// success. A reader that went away did not want to know more.
    fileprivate func heard(_ code: Int32) -> Int32 {
        guard let problem = console.lostResult else { return code }
        console.fail(
            "the result could not be written to stdout: \(problem)",
            hint: "esimbatch status shows what is bought; or send it elsewhere and run it again as "
                + "the same batch, and nothing is bought twice")
        return code == 0 ? RunOutcome.failed.exitCode : code
    }

    /// Prints a report in the form that was asked for; returns the exit code. `next` is the command
    /// that comes next where all is well so far, or that is to be run again; `excerpts` are the
    /// lines to show below their findings.
    func print(
        _ report: BatchReport, command: ReportedCommand, next: String? = nil, sheet: String = "",
        output: String = "", excerpts: [Int: String] = [:]
    ) -> Int32 {
        if isJSON {
            var report = report
            report.notes += steps(report, command, next)
            document(report)
        } else {
            var report = report
            if subject.isTold { report.findings = FindingLog() }
            console.tell(
                reportText(
                    report, command: command, next: next, sheet: sheet, output: output,
                    excerpts: excerpts))
        }
        return report.outcome.exitCode
    }

    /// Prints a result in the form that was asked for, the commands in either completed.
    func show(_ document: @autoclosure () -> JSONValue, words: @autoclosure () -> String) {
        if isJSON {
            console.result(document().rewordingSentences(followUp.completing).text)
        } else {
            console.tell(words())
        }
    }

    private func document(_ report: BatchReport) {
        var report = report.rewording(followUp.completing)
        report.isRehearsal = subject.isRehearsal
        console.result(reportDocument(report).text)
    }
}

extension CommandFailure {
    /// What happened and what to do next.
    fileprivate var sentences: [String] { [message, hint].filter { !$0.isEmpty } }
}

extension JSONValue {
    /// The members of a document that hold sentences for people.
    private static let sentences: Set<String> = ["notes", "next", "message", "reason"]

    /// With its sentences changed, and nothing else.
    fileprivate func rewordingSentences(_ change: (String) -> String) -> JSONValue {
        switch self {
        case .array(let values): .array(values.map { $0.rewordingSentences(change) })
        case .object(let members):
            .object(
                members.map { name, value in
                    let isSentence = Self.sentences.contains(name)
                    return (
                        name,
                        isSentence
                            ? value.rewording(change) : value.rewordingSentences(change)
                    )
                })
        case .null, .bool, .int, .string: self
        }
    }

    /// With every text in it changed.
    private func rewording(_ change: (String) -> String) -> JSONValue {
        switch self {
        case .string(let text): .string(change(text))
        case .array(let values): .array(values.map { $0.rewording(change) })
        case .null, .bool, .int, .object: rewordingSentences(change)
        }
    }
}
