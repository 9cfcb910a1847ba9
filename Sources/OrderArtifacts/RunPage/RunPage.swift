// The page of a batch for the person who answers for it: what was bought, what it cost, when, and
// what needs a decision. It holds no activation code and no matching ID.

import Crypto
import FoundationEssentials
import Orders

/// `report.html` of a batch.
struct RunPage {
    private let report: BatchReport
    private let batch: RecordedBatch
    private let isRehearsal: Bool
    private let completing: (String) -> String
    private let run: RunFacts
    /// The ledger's orders by their folders, as the report names them.
    private let records: [String: RecordedSheetOrder]

    /// - Parameter completing: puts into a command what it needs to find the same ledger and
    ///   folders.
    init(
        report: BatchReport, batch: RecordedBatch, isRehearsal: Bool,
        completing: @escaping (String) -> String
    ) {
        self.report = report
        self.batch = batch
        self.isRehearsal = isRehearsal
        self.completing = completing
        run = RunFacts(report, batch)
        let folder = batchFolder(batch.name)
        records = Dictionary(
            batch.orders.map { ("\(folder)/\($0.folder)", $0) }, uniquingKeysWith: { $1 })
    }

    /// The page as HTML, whole by itself. Its script only filters and sorts what stands there.
    func render() -> String {
        let rows = report.orders.map { RunPageOrder($0, records[$0.folder ?? ""]) }
        let script = RunPageScript.text
        let hash = Data(SHA256.hash(data: Array(script.utf8))).base64EncodedString()
        let page: Markup = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
            style-src 'unsafe-inline'; script-src 'sha256-\(hash)'; base-uri 'none'; \
            form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex, nofollow">
            <meta name="referrer" content="no-referrer">
            <title>\(batch.name.text) · esimbatch</title>
            <style>
            \(Markup(trusted: RunPageStyle.text))
            </style>
            </head>
            <body>
            <main>
            \(head)
            \(NextSteps(report, run, records, batch, completing).markup)
            \(totals)
            \(money)
            \(RunTimeline(orders: rows.compactMap(\.record), from: run.startedAt).markup)
            \(RunPageTable(rows: rows).markup)
            \(remarks)
            </main>
            <script>\(Markup(trusted: script))</script>
            </body>
            </html>

            """
        return page.text
    }

    private var head: Markup {
        let when: Markup
        switch (run.startedAt, run.endedAt) {
        case (let start?, let end?):
            when = """
                <p class="when">\(run.isThis ? "Run" : "Last purchase: run") of \
                <time datetime="\(start.description)">\(start.words)</time> \
                to <time datetime="\(end.description)">\(end.words)</time> UTC</p>
                """
        default: when = ""
        }
        let rehearsal: Markup =
            isRehearsal
            ? "<p class=\"rehearsal\">Rehearsal: nothing here was really bought.</p>" : ""
        let sheet = report.sheet ?? batch.sheet
        return """
            <header>
            <h1><bdi>\(batch.name.text)</bdi></h1>
            <p class="outcome \(report.outcome.tone)">\(report.outcome.sentence)</p>
            \(when)
            <p class="sheet">Sheet <bdi>\(sheet.name)</bdi>, \(counted(sheet.lines, "line")), \
            SHA-256 <code>\(sheet.sha256)</code></p>
            \(rehearsal)
            </header>
            """
    }

    private var totals: Markup {
        var tiles: Markup = ""
        tiles += Self.tile("orders", report.orders.count, "")
        tiles += Self.tile("eSIMs", report.eSIMCount, "")
        for state in BatchReport.State.allCases.reversed() where report.count(state) > 0 {
            tiles += Self.tile(state.words, report.count(state), state.rawValue)
        }
        let revoked = batch.orders.reduce(0) { $0 + $1.revokedCount }
        if revoked > 0 { tiles += Self.tile("eSIMs revoked", revoked, "") }
        if report.alreadyBought > 0 {
            tiles += Self.tile("bought by earlier runs", report.alreadyBought, "")
        }
        return """
            <section aria-labelledby="totals">
            <h2 id="totals">Totals</h2>
            <dl class="tiles">\(tiles)</dl>
            </section>
            """
    }

    private static func tile(_ words: String, _ number: Int, _ state: String) -> Markup {
        "<div class=\"tile \(state)\"><dt>\(words)</dt><dd>\(number)</dd></div>\n"
    }

    private var money: Markup {
        var rows: Markup = ""
        func row(_ words: String, _ amount: Money?) {
            guard let amount else { return }
            rows += """
                <tr><th scope="row">\(words)</th>\
                <td class="number">\(amount.description)</td></tr>

                """
        }
        let which = run.isThis ? "this run" : "that run"
        row("Balance before \(which)", run.balanceBefore)
        row("Bought in \(which)", run.cost)
        row("Balance after it", run.balanceAfter)
        row("All that is bought in this batch", cost { [.published, .pending].contains($0) })
        let uncertain = Money.sum(report.orders.compactMap(\.uncertain))
        row("May have been spent besides", uncertain)
        guard !rows.text.isEmpty else { return "" }
        let books: Markup =
            switch run.booksClose {
            case true? where (uncertain?.minorUnits ?? 0) > 0:
                """
                <p>No more is gone from the balance than what is surely bought. What nobody knows \
                of may be charged later.</p>
                """
            case true?:
                "<p class=\"good\">The books close: what is gone from the balance was bought.</p>"
            case false?:
                "<p class=\"bad\">The books do not close: see what needs a person.</p>"
            case nil: ""
            }
        return """
            <section aria-labelledby="money">
            <h2 id="money">Money</h2>
            \(share)
            <table class="money"><tbody>
            \(rows)</tbody></table>
            \(books)
            </section>
            """
    }

    /// The cost of the report's purchases in some states. An order of several purchases can be
    /// bought in part.
    private func cost(of isMeant: (BatchReport.State) -> Bool) -> Money? {
        let purchases = report.orders.compactMap { records[$0.folder ?? ""] }.flatMap(\.orders)
        return Money.sum(purchases.filter { isMeant(BatchReport.State($0.state)) }.map(\.cost))
    }

    /// The cost as a share of the balance, drawn.
    private var share: Markup {
        guard let before = run.balanceBefore, let cost = run.cost,
            before.currency == cost.currency, before.minorUnits > 0, cost.minorUnits >= 0
        else { return "" }
        let share = min(1_000, Int128(cost.minorUnits) * 1_000 / Int128(before.minorUnits))
        let words = "\(cost) of \(before)"
        return """
            <svg class="share" viewBox="0 0 1000 24" preserveAspectRatio="none" role="img" \
            aria-label="Spent in the run: \(words)">
            <rect class="all" width="1000" height="24"/>\
            <rect class="spent" width="\(Int(share))" height="24"/></svg>
            """
    }

    private var remarks: Markup {
        var items: Markup = ""
        for note in report.notes { items += "<li>\(note)</li>\n" }
        let findings = report.findings
        for finding in findings.sorted.prefix(ArtifactLimits.findingsShown) {
            let sheet = (report.sheet ?? batch.sheet).name
            items += "<li>\(finding.line(sheet: sheet, form: findings.form))</li>\n"
        }
        let more = findings.errorCount + findings.warningCount - ArtifactLimits.findingsShown
        if more > 0 { items += "<li>… and \(more) more; summary.json has them</li>\n" }
        guard !items.text.isEmpty else { return "" }
        return """
            <section aria-labelledby="remarks">
            <h2 id="remarks">Remarks</h2>
            <ul>\(items)</ul>
            </section>
            """
    }
}
