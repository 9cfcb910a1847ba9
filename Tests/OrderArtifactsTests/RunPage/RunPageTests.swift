// The page of a batch: what a person decides by, without any code, and safe to show around.

import Crypto
import Foundation
import Orders
import Testing

@testable import OrderArtifacts

@Suite struct RunPageTests {
    private static let usd = Currency("USD")

    /// A group that is published, and an order in a state of the test's choice.
    private static func page(
        _ title: String = "TOUR-18", state: OrderState = .unconfirmed,
        reason: String? = "no answer",
        name: String = "Anna", change: (inout BatchReport) -> Void = { _ in }
    ) throws -> String {
        var group = try Samples.group()
        for index in group.orders.indices { group.orders[index].state = .published }
        let lines = [try Samples.line(4, "esim_9GB", carried: [("name", name)])]
        var part = try Samples.part(3, nil, of: lines, [(31, line: 0)])
        part.esims = []
        part.state = state
        part.reason = reason
        let other = Samples.order(title, lines: lines, parts: [part])
        let batch = RecordedBatch(
            name: try Samples.batch(),
            sheet: SheetIdentity(name: "fleet.csv", sha256: "ab12", lines: 42),
            admittedAt: Samples.admitted, orders: [group, other])
        var report = BatchReport(outcome: .needsAPerson, batch: batch.name, sheet: batch.sheet)
        report.orders = batch.orders.map { BatchReport.OrderReport($0, in: batch.name) }
        let usd = try #require(usd)
        report.startedAt = Samples.admitted
        report.balanceBefore = Money(minorUnits: 50_000, currency: usd)
        report.balanceAfter = Money(minorUnits: 49_544, currency: usd)
        report.cost = Money(minorUnits: 456, currency: usd)
        report.booksClose = true
        change(&report)
        return RunPage(
            report: report, batch: batch, isRehearsal: false,
            completing: { "\($0) --ledger '/srv/led ger'" }
        ).render()
    }

    @Test func `an order that is bought in part counts with what is bought of it`() throws {
        // Three eSIMs of TOUR-17 are bought, and TOUR-18 may be besides.
        let page = try Self.page()
        #expect(page.contains("All that is bought in this batch"))
        #expect(page.contains("May have been spent besides"))
    }

    @Test(arguments: [false, true])
    func `the books of a run of all batches are not told as those of one`(isOfAll: Bool) throws {
        let usd = try #require(Self.usd)
        var batch = try RecordedBatch(
            name: Samples.batch(), sheet: SheetIdentity(name: "fleet.csv", sha256: "", lines: 1),
            admittedAt: Samples.admitted, orders: [Samples.group()])
        batch.lastPurchase = RecordedRun(
            startedAt: Samples.admitted, finishedAt: Samples.admitted,
            opening: Money(minorUnits: 50_000, currency: usd),
            closing: Money(minorUnits: 40_000, currency: usd), outcome: "complete",
            isOfAllBatches: isOfAll, booksClose: true)
        let facts = RunFacts(BatchReport(outcome: .complete, batch: batch.name), batch)
        #expect(facts.startedAt == Samples.admitted)
        #expect((facts.balanceBefore == nil) == isOfAll)
        #expect((facts.balanceAfter == nil) == isOfAll)
        #expect((facts.booksClose == nil) == isOfAll)
    }

    @Test func `an interrupted run goes on before anybody settles anything`() throws {
        let page = try Self.page { $0.outcome = .interrupted(signal: 2) }
        #expect(page.contains("<code>esimbatch resume --batch fleet"))
        #expect(!page.contains("esimbatch settle"))
    }

    @Test func `the page holds no activation code and no matching ID`() throws {
        let page = try Self.page()
        #expect(page.contains("TOUR-17"))
        #expect(!page.contains("SECRET"))
        #expect(!page.contains("LPA:"))
        #expect(!page.contains("carddata"))
    }

    @Test func `an unconfirmed order comes with the commands that settle it`() throws {
        let page = try Self.page()
        let options = "--ledger &#39;/srv/led ger&#39;"
        let which = "&#39;fleet/TOUR-18#3&#39;"
        #expect(
            page.contains(
                "<code>esimbatch settle \(which) --bought REFERENCE --reason TEXT \(options)</code>"
            ))
        #expect(
            page.contains("<code>esimbatch settle \(which) --not-bought --reason TEXT \(options)"))
        #expect(page.contains("no answer"))
        #expect(page.contains("What to do now"))
    }

    @Test(arguments: [
        (OrderState.placed, "esimbatch resume --batch fleet"),
        (.ready, "esimbatch resume --batch fleet"),
        (.refused, "esimbatch retry-sheet fleet --output-file fleet-again.csv"),
        (.failed, "--not-bought"),
    ])
    func `what is not finished comes with the command that goes on`(
        _ state: OrderState, _ command: String
    ) throws {
        #expect(try Self.page(state: state).contains(command))
    }

    @Test func `a batch in which all is well asks for nothing`() throws {
        let page = try Self.page(state: .published) { $0.outcome = .complete }
        #expect(!page.contains("What to do now"))
        #expect(page.contains("class=\"outcome good\""))
        #expect(page.contains("The books close"))
    }

    @Test func `books that do not close are for a person`() throws {
        let page = try Self.page(state: .published) { $0.booksClose = false }
        #expect(page.contains("<code>esimbatch status fleet --ledger"))
    }

    @Test func `the totals and the money are those of the report`() throws {
        let page = try Self.page()
        #expect(page.contains("<dt>orders</dt><dd>2</dd>"))
        #expect(page.contains("<dt>eSIMs</dt><dd>5</dd>"))
        #expect(page.contains("<dt>unconfirmed</dt><dd>1</dd>"))
        for amount in ["500.00 USD", "495.44 USD", "4.56 USD", "2.28 USD"] {
            #expect(page.contains("<td class=\"number\">\(amount)</td>"), "\(amount)")
        }
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "\" onclick=\"alert(1)", "</table></section>", "'--x",
        "{{x}}", "\u{202E}evil", "$(reboot)", "`reboot`",
    ])
    func `names stay text, in the page and in a command`(_ name: String) throws {
        let page = try Self.page(name, name: name) { $0.notes = [name] }
        let plain = try Self.page("x", name: "x") { $0.notes = ["x"] }
        #expect(Self.tags(page) == Self.tags(plain))
        var escaped = ""
        escape(name, to: &escaped)
        #expect(page.contains("<bdi>\(escaped)</bdi>"))
        #expect(!page.contains("settle $("))
        #expect(!page.contains("settle `"))
    }

    @Test(arguments: [
        ("plain-1.csv", "plain-1.csv"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("", "''"),
        ("$(x)", "'$(x)'"), ("a#1", "'a#1'"),
    ])
    func `a word of a command is one word to a shell`(_ text: String, _ word: String) {
        #expect(text.shellWord == word)
    }

    @Test func `only the page's own script may run`() throws {
        let page = try Self.page()
        let scripts = page.components(separatedBy: "<script>")
        try #require(scripts.count == 2)
        let script = try #require(scripts[1].components(separatedBy: "</script>").first)
        let hash = Data(SHA256.hash(data: Data(script.utf8))).base64EncodedString()
        #expect(page.contains("script-src 'sha256-\(hash)'"))
        #expect(page.contains("default-src 'none'"))
        #expect(!page.contains("http://"))
        #expect(!page.contains("https://"))
    }

    @Test func `the timeline shows the run, and all of the batch where the run did nothing`() throws
    {
        let later = try Self.page { $0.startedAt = Samples.admitted + .seconds(60) }
        let during = try Self.page { $0.startedAt = Samples.admitted - .seconds(60) }
        for page in [later, during] {
            #expect(page.contains("<td>2026-02-03 10:00:00</td>"))
            #expect(page.contains("aria-label=\"2 purchases over "))
        }
        #expect(during.contains("<span>2026-02-03 09:59:00</span>"))
        #expect(later.contains("<span>2026-02-03 10:00:00</span>"))
    }

    @Test func `a run whose clock began in 1970 has a timeline`() throws {
        let page = try Self.page { $0.startedAt = Timestamp(microseconds: 0) }
        #expect(page.contains("<span>1970-01-01 00:00:00</span>"))
        #expect(page.contains("aria-label=\"2 purchases over "))
    }

    @Test func `ten thousand orders make a page that a browser still opens`() throws {
        let lines = [try Samples.line(2, "esim_1GB", carried: [("name", "Anna")])]
        let orders = try (1...10_000).map { number in
            Samples.order(
                "ORDER-\(number)", lines: lines,
                parts: [try Samples.part(number, "ref-\(number)", of: lines, [(number, line: 0)])])
        }
        let batch = RecordedBatch(
            name: try Samples.batch(), sheet: SheetIdentity(name: "f", sha256: "", lines: 1),
            admittedAt: Samples.admitted, orders: orders)
        var report = BatchReport(outcome: .complete, batch: batch.name, sheet: batch.sheet)
        report.orders = orders.map { BatchReport.OrderReport($0, in: batch.name) }
        let page = RunPage(
            report: report, batch: batch, isRehearsal: true, completing: { $0 }
        ).render()
        #expect(page.utf8.count < 8 << 20)
        #expect(page.components(separatedBy: "<tr data-state").count == 10_001)
        let drawing = try #require(page.components(separatedBy: "class=\"placed\" d=\"").last)
        #expect(drawing.prefix { $0 != "\"" }.count < 10_000)
    }

    private static func tags(_ page: String) -> [String] {
        page.matches(of: /<[a-zA-Z!\/][^\s>]*/).map { String($0.0) }
    }
}
