// A ledger brought back from a backup: it must not buy what it has forgotten that it bought.

import Foundation
import OrderBatch
import OrderLedger
import OrderSteps
import OrderTestKit
import Orders
import Testing

struct RestoredLedgerTests {
    @Test func `a restored older ledger refuses to buy`() async throws {
        try await withTemporaryFolder { folder in
            let rig = try await restored(in: folder)
            for batch in ["tuesday", "wednesday"] {
                let failure = await #expect(throws: LedgerFailure.self) {
                    try await rig.run(travellers, as: batch)
                }
                #expect(failure?.kind == .outdated)
                #expect(failure?.hint.contains("--trust-ledger") == true)
            }
            #expect(rig.api.requests.count == 6)
            #expect(try await rig.ledger.batch(.sample("wednesday")) == nil)
        }
    }

    @Test func `a validation says it of a restored ledger too, and writes nothing`() async throws {
        try await withTemporaryFolder { folder in
            let rig = try await restored(in: folder)
            let failure = await #expect(throws: LedgerFailure.self) {
                try await validate(with: rig)
            }
            #expect(failure?.kind == .outdated)
            #expect(try await rig.ledger.knowledge().baseline.isEmpty)
        }
    }

    @Test func `a validation refuses another account's ledger, and claims none`() async throws {
        let rig = try Rig()
        #expect(try await validate(with: rig).outcome == .complete)
        rig.api.script { $0.accountName = "Another Ltd" }
        #expect(try await validate(with: rig).outcome == .complete)
        try await rig.run([.sample(order: "TOUR")])
        rig.api.script { $0.accountName = "Example Travel Ltd" }
        let failure = await #expect(throws: LedgerFailure.self) { try await validate(with: rig) }
        #expect(failure?.kind == .foreignAccount)
    }

    @Test func `an account under another name is taken only with a purchase of this ledger`()
        async throws
    {
        let rig = try Rig()
        try await rig.run([.sample(order: "TOUR")])
        rig.api.script { $0.accountName = "Renamed Ltd" }
        let failure = await #expect(throws: LedgerFailure.self) {
            try await rig.run([.sample(order: "NEXT")], as: "next")
        }
        #expect(failure?.kind == .foreignAccount)
        let trusted = try await rig.run([.sample(order: "NEXT")], as: "next") {
            $0.trustsLedger = true
        }
        #expect(trusted.outcome == .complete)
        #expect(try await rig.run([.sample(order: "LAST")], as: "last").outcome == .complete)
    }

    /// Whoever trusts the ledger has not said that the key of another account may buy with it.
    @Test func `another account's ledger is refused, whatever a person trusts`() async throws {
        let rig = try Rig()
        try await rig.run([.sample(order: "TOUR")])
        var other = try Rig(rig.time)
        other.ledger = rig.ledger
        other.api.script { $0.accountName = "Another Ltd" }
        let trusting = other
        let failures = [
            await #expect(throws: LedgerFailure.self) {
                try await trusting.run([.sample(order: "NEXT")], as: "next") {
                    $0.trustsLedger = true
                }
            },
            await #expect(throws: LedgerFailure.self) {
                try await trusting.resume { $0.trustsLedger = true }
            },
        ]
        for failure in failures {
            #expect(failure?.kind == .foreignAccount)
            #expect(failure?.cause.contains("lists no purchase of this ledger") == true)
        }
        #expect(trusting.api.requests.isEmpty)
        // It is still the first one's.
        #expect(try await rig.run([.sample(order: "NEXT")], as: "next").outcome == .complete)
    }

    /// Two branches of one company may have accounts of its name, each in its own currency.
    @Test func `an account of the same name with another currency is another one`() async throws {
        let rig = try Rig()
        try await rig.run([.sample(order: "TOUR")])
        var other = try Rig(rig.time)
        other.ledger = rig.ledger
        try keepMoneyInEuros(other.api)
        let branch = other
        let failures = [
            await #expect(throws: LedgerFailure.self) {
                try await branch.run([.sample(order: "NEXT")], as: "next")
            },
            await #expect(throws: LedgerFailure.self) { try await validate(with: branch) },
            await #expect(throws: LedgerFailure.self) {
                try await branch.run([.sample(order: "NEXT")], as: "next") {
                    $0.trustsLedger = true
                }
            },
        ]
        for failure in failures {
            #expect(failure?.kind == .foreignAccount)
            #expect(failure?.cause.contains("with its balance in USD") == true)
        }
        #expect(branch.api.requests.isEmpty)
    }

    @Test func `an account whose currency the provider has changed goes on once it is trusted`()
        async throws
    {
        let rig = try Rig()
        try await rig.run([.sample(order: "TOUR")])
        try keepMoneyInEuros(rig.api)
        let failure = await #expect(throws: LedgerFailure.self) {
            try await rig.run([.sample(order: "NEXT")], as: "next")
        }
        #expect(failure?.hint.contains("--trust-ledger") == true)
        let trusted = try await rig.run([.sample(order: "NEXT")], as: "next") {
            $0.trustsLedger = true
        }
        #expect(trusted.outcome == .complete)
        #expect(try await rig.run([.sample(order: "LAST")], as: "last").outcome == .complete)
    }

    /// What is in doubt would be looked for in the wrong list, and so be bought again.
    @Test func `another account's ledger with nothing but a doubt is refused too`() async throws {
        let rig = try Rig(concurrency: 1)
        rig.api.script { script in
            script.listDelay = .seconds(100_000)
            script.purchase = { _ in .loseAnswer() }
        }
        try await rig.run([.sample(order: "TOUR")])
        rig.api.script { $0.accountName = "Another Ltd" }
        let failure = await #expect(throws: LedgerFailure.self) {
            try await rig.resume { $0.trustsLedger = true }
        }
        #expect(failure?.kind == .foreignAccount)
    }

    @Test func `a validation says what a person has to decide first`() async throws {
        let rig = try Rig(concurrency: 1)
        _ = try await rig.loseAndSettleTour()
        rig.api.sellToSomebodyElse([.sample()])
        let report = try await validate(with: rig)
        #expect(report.outcome == .needsAPerson)
        #expect(report.notes.contains { $0.contains("that was called not bought") })
        #expect(report.cost == .usd(3 * 228))
    }

    @Test func `a validation after a crash does not take the ledger for an old copy`() async throws
    {
        let rig = try Rig(concurrency: 1)
        // The process dies with the answer on its way.
        let fatal = LedgerFailure(.storage, attempting: "writing", cause: "gone", hint: "")
        var dying = rig
        dying.ledger = SteppedLedger(rig.ledger) { step, _ in
            if step == .finishAttempt { throw fatal }
        }
        await #expect(throws: LedgerFailure.self) { try await dying.run([.sample(order: "TOUR")]) }
        #expect(try await rig.states() == [.placing])
        #expect(rig.api.sales.count == 1)
        let report = try await validate(with: rig)
        #expect(report.outcome == .complete)
        #expect(report.notes.contains { $0.contains("1 purchase of earlier runs had no answer") })
        #expect(try await rig.states() == [.placing])
    }

    private func keepMoneyInEuros(_ api: ScriptedAPI) throws {
        let euro = try #require(Currency("EUR"))
        api.script { script in
            script.balance = Money(minorUnits: 100_000, currency: euro)
            script.unexplained = .zero(euro)
            script.prices = script.prices.mapValues { price in
                Money(minorUnits: price.minorUnits, currency: euro)
            }
        }
    }

    private func validate(with rig: Rig) async throws -> BatchReport {
        try await rig.runner().validate(
            .sample(travellers), as: .sample("next"), findings: FindingLog())
    }

    @Test func `a person who has checked can have it trusted`() async throws {
        try await withTemporaryFolder { folder in
            let rig = try await restored(in: folder)
            let report = try await rig.run(travellers, as: "wednesday") { $0.trustsLedger = true }
            #expect(report.outcome == .complete)
            #expect(rig.api.requests.count == 9)
            let later = try await rig.run(
                [.sample(2, Bundles.france, order: "TOUR")], as: "thursday")
            #expect(later.outcome == .complete)
        }
    }

    @Test func `a run for something else does not hide what an old copy has forgotten`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let rig = try await restored(in: folder, tuesday: [.sample(quantity: 7)])
            rig.publisher.remove("tuesday/esim_1GB_7D_GB_V2-x7-1")
            let other = [OrderLine.sample(2, Bundles.america, order: "OTHER")]
            for batch in ["wednesday", "thursday"] {
                #expect(
                    try await rig.run(other, as: batch) { $0.allowRepeats = true }.outcome
                        == .complete)
                rig.time.advance(by: .seconds(6_000))
            }
            let requests = rig.api.requests.count
            let failure = await #expect(throws: LedgerFailure.self) {
                try await rig.run([.sample(quantity: 7)], as: "tuesday")
            }
            #expect(failure?.kind == .outdated)
            #expect(rig.api.requests.count == requests)
            // Trusted for one thing, it is not for another.
            let trusted = try await rig.run([.sample(quantity: 7)], as: "again") {
                $0.trustsLedger = true
            }
            #expect(trusted.outcome == .complete)
            #expect(try await rig.run([.sample(quantity: 7)], as: "later").outcome == .complete)
        }
    }

    @Test func `deciding one order does not make an old copy a new one`() async throws {
        let rig = try Rig(concurrency: 1)
        // The backup has one attempt in the air, and the provider all three orders.
        rig.api.script { [api = rig.api] script in
            script.purchase = { request in
                api.sellToSomebodyElse(request.items)
                api.sellToSomebodyElse(request.items)
                return .loseAnswer()
            }
        }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .needsAPerson)
        #expect(report.orders[0].reason?.contains("old copy") == true)
        let order = try #require(try await rig.orders().first)
        try await rig.ledger.settle(
            order.id, as: .bought(rig.api.sales[0].reference), reason: "by the second",
            at: rig.time.now())
        rig.api.script { $0.purchase = { _ in .sell } }
        let failure = await #expect(throws: LedgerFailure.self) {
            try await rig.run(travellers, as: "next")
        }
        #expect(failure?.kind == .outdated)
        #expect(rig.api.requests.count == 1)
    }

    @Test func `what was refused and is then listed as bought stops buying`() async throws {
        let rig = try Rig(concurrency: 1)
        // Charged later than the run looks.
        let refused = rig.api.sellToSomebodyElse([.sample()], total: .usd(0))
        rig.api.script { script in
            script.listDelay = .seconds(60)
            script.purchase = { _ in
                .refuse(Refusal(message: "try again", reference: refused))
            }
        }
        #expect(try await rig.run([.sample(order: "TOUR")]).outcome == .someRefused)
        rig.time.advance(by: .seconds(60))
        rig.api.script { $0.purchase = { _ in .sell } }
        let report = try await rig.run([.sample(order: "TOUR")])
        #expect(report.outcome == .needsAPerson)
        let advice = "esimbatch settle 'fleet/TOUR#1' --bought \(refused)"
        #expect(report.notes.contains { $0.contains(advice) })
        #expect(rig.api.requests.count == 1)
        // Who says that it is not, is not asked again.
        let trusted = try await rig.run([.sample(order: "TOUR")]) { $0.trustsLedger = true }
        #expect(trusted.outcome == .complete)
        #expect(try await rig.run([.sample(order: "NEXT")], as: "next").outcome == .complete)
    }

    @Test func `the newest ledger buys on`() async throws {
        let rig = try Rig()
        for batch in ["monday", "tuesday", "wednesday"] {
            #expect(try await rig.run(travellers, as: batch).outcome == .complete)
            rig.time.advance(by: .seconds(600))
        }
        #expect(rig.api.sales.count == 9)
    }

    @Test func `orders of others that are unlike ours do not make a ledger old`() async throws {
        let rig = try Rig()
        try await rig.run(travellers, as: "monday")
        rig.time.advance(by: .seconds(600))
        rig.api.sellToSomebodyElse([.sample(Bundles.america, 9)])
        #expect(try await rig.run(travellers, as: "tuesday").outcome == .complete)
    }

    @Test func `a new ledger takes what it finds for others' orders`() async throws {
        let rig = try Rig()
        rig.api.sellToSomebodyElse([.sample()])
        rig.time.advance(by: .seconds(600))
        #expect(try await rig.run(travellers).outcome == .complete)
        #expect(try await rig.ledger.knowledge().baseline.count == 1)
    }

    @Test func `a new ledger does not publish over what another one bought`() async throws {
        let rig = try Rig()
        try await rig.run([.sample(order: "TOUR")])
        rig.time.advance(by: .seconds(86_400))
        var other = rig
        other.ledger = try SQLiteLedger.inMemory()
        let failure = await #expect(throws: LedgerFailure.self) {
            try await other.run([.sample(order: "TOUR")])
        }
        #expect(failure?.kind == .outdated)
        #expect(rig.api.requests.count == 1)
        #expect(try await other.ledger.batch(.sample()) == nil)
    }

    @Test func `an order that waits is not bought over a folder of another ledger`() async throws {
        let rig = try Rig(concurrency: 1)
        _ = try await rig.loseAndSettleTour()
        rig.api.script { $0.purchase = { _ in .sell } }
        var other = rig
        other.ledger = try SQLiteLedger.inMemory()
        #expect(try await other.run([.sample(order: "TOUR")]).outcome == .complete)
        let requests = rig.api.requests.count
        // Somebody who trusts the ledger has not said that the folder means nothing.
        let failures = [
            await #expect(throws: LedgerFailure.self) {
                try await rig.resume { $0.trustsLedger = true }
            },
            await #expect(throws: LedgerFailure.self) {
                try await rig.run([.sample(order: "TOUR")]) { $0.trustsLedger = true }
            },
        ]
        for failure in failures {
            #expect(failure?.kind == .outdated)
            #expect(failure?.attempting.contains("fleet/TOUR") == true)
            #expect(failure?.hint.contains("--trust-ledger") == false)
        }
        #expect(rig.api.requests.count == requests)
        rig.publisher.remove("fleet/TOUR")
        #expect(try await rig.resume { $0.trustsLedger = true }.outcome == .complete)
    }

    /// A ledger that knows Monday's run, at a provider that knows Tuesday's too.
    private func restored(
        in folder: String, tuesday: [OrderLine] = travellers
    ) async throws -> Rig {
        let path = "\(folder)/ledger.sqlite"
        let backup = "\(folder)/backup.sqlite"
        var rig = try Rig()
        rig.ledger = try SQLiteLedger(path: path)
        #expect(try await rig.run(travellers, as: "monday").outcome == .complete)
        // The ledger is open and idle: the file and its log together are what a backup has.
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: backup + suffix)
        }
        rig.time.advance(by: .seconds(600))
        #expect(try await rig.run(tuesday, as: "tuesday").outcome == .complete)
        rig.time.advance(by: .seconds(600))
        rig.ledger = try SQLiteLedger(path: backup)
        return rig
    }
}
