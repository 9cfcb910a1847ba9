// What of a run needs a person, with the commands that settle it, ready to be copied.

import Orders

/// The part of the run page that a person has to act on.
struct NextSteps {
    /// One thing to do.
    struct Step {
        let words: Markup
        /// Each as it is typed into a shell.
        let commands: [String]
    }

    private let steps: [Step]
    private let more: Int

    /// - Parameters:
    ///   - records: the ledger's orders by the folder that the report names.
    ///   - completing: puts into a command what it needs beside its own arguments.
    init(
        _ report: BatchReport, _ run: RunFacts, _ records: [String: RecordedSheetOrder],
        _ batch: RecordedBatch, _ completing: (String) -> String
    ) {
        let name = batch.name.text
        // Not the sheet itself: it may be another worksheet's, or have come by stdin.
        let again = "\(batchFolder(batch.name))-again.csv"
        func command(_ words: String...) -> String { Self.command(words, completing) }
        let resume = completing(resumeCommand(batch.name))
        var steps: [Step] = []
        // Nobody has looked yet at what an interrupted run left in doubt.
        let isInterrupted = if case .interrupted = report.outcome { true } else { false }
        let doubtful = isInterrupted ? [] : report.orders.filter { $0.state == .unconfirmed }
        func step(_ words: Markup, _ commands: String...) {
            steps.append(Step(words: words, commands: commands))
        }
        if isInterrupted {
            step(
                """
                The run was interrupted. It is finished by the following, which first looks up \
                what became of purchases without an answer; nothing is bought twice.
                """, resume)
        }
        steps += doubtful.prefix(ArtifactLimits.stepsShown)
            .compactMap { records[$0.folder ?? ""] }
            .flatMap { Self.decisions(on: $0, in: name, then: resume, completing) }
        if run.booksClose == false {
            step(
                """
                The books do not close. Compare the provider's list of orders with this before \
                anything more is bought.
                """, command("status", name))
        }
        let (pending, ready) = (report.count(.pending), report.count(.ready))
        if pending > 0, !isInterrupted {
            step(
                """
                \(counted(pending, "order")) bought, and not in \(pending == 1 ? "its" : "their") \
                folder yet; the table says why. What is missing is collected by:
                """, resume)
        }
        if ready > 0, !isInterrupted {
            step("\(counted(ready, "order")) not bought yet. To go on:", resume)
        }
        let refused = report.count(.refused)
        if refused > 0 {
            step(
                """
                The provider refused \(counted(refused, "order")), charging nothing; the table \
                says why. The first command writes what was refused as a sheet; correct it, and \
                buy it with the second. An order of which a part is bought is to stay as it is: \
                run again, only what was refused of it is bought.
                """, command("retry-sheet", name, "--output-file", again),
                command("run", again, "--batch", name))
        }
        self.steps = steps
        more = max(0, doubtful.count - ArtifactLimits.stepsShown)
    }

    private static func command(
        _ words: [String], _ completing: (String) -> String
    ) -> String {
        completing((["esimbatch"] + words).map(\.shellWord).joined(separator: " "))
    }

    /// What a person is to decide about an order: each of its purchases that nobody knows of.
    private static func decisions(
        on order: RecordedSheetOrder, in batch: String, then resume: String,
        _ completing: (String) -> String
    ) -> [Step] {
        return order.orders.filter { BatchReport.State($0.state) == .unconfirmed }.map { part in
            let which = "\(batch)/\(order.folder)#\(part.part)"
            let bought = ["settle", which, "--bought", "REFERENCE", "--reason", "TEXT"]
            let notBought = ["settle", which, "--not-bought", "--reason", "TEXT"]
            let reason = part.reason.map(completing) ?? "what became of the purchase is not known"
            return Step(
                words: doubt(about: part, of: order, since: reason, then: resume),
                commands: [command(bought, completing), command(notBought, completing)])
        }
    }

    private static func doubt(
        about part: RecordedOrder, of order: RecordedSheetOrder, since reason: String,
        then resume: String
    ) -> Markup {
        """
        <b><bdi>\(order.title)</bdi></b>, purchase \(part.part), \(part.cost.description): \
        \(reason). Look it up in the provider's portal or list of orders. If it is there, the \
        first command takes it over by its reference; if it is surely not, the second lets it \
        be bought again. Then run <code>\(resume)</code>.
        """
    }

    var markup: Markup {
        guard !steps.isEmpty else { return "" }
        var items: Markup = ""
        for step in steps {
            items += "<li><p>\(step.words)</p>"
            for command in step.commands { items += "<pre><code>\(command)</code></pre>" }
            items += "</li>\n"
        }
        if more > 0 {
            items += "<li>… and \(more) more unconfirmed orders: filter the table by that.</li>\n"
        }
        return """
            <section class="steps" aria-labelledby="steps">
            <h2 id="steps">What to do now</h2>
            <ol>
            \(items)</ol>
            </section>
            """
    }
}
