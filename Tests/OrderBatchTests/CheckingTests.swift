// Everything that stops a run before anything is bought.

import OrderBatch
import OrderTestKit
import Orders
import Testing

struct CheckingTests {
    @Test func `a misspelt bundle is named with its nearest neighbour`() async throws {
        let rig = try Rig()
        let report = try await rig.run([
            .sample(2, order: "GOOD"), .sample(3, "esim_1GB_7D_GBV2", order: "BAD"),
        ])
        #expect(report.outcome == .invalid)
        #expect(report.outcome.exitCode == 2)
        #expect(report.rules == [.bundleUnknown])
        #expect(report.findings.sorted[0].position?.line == 3)
        #expect(report.findings.sorted[0].message.contains("did you mean \(Bundles.britain)?"))
        try await expectNothingBought(rig)
    }

    @Test func `an order that validate mode refuses stops the whole sheet`() async throws {
        let rig = try Rig()
        rig.api.script { script in
            script.quote = { items in
                items[0].quantity == 3 ? .invalid(message: "quantity not allowed") : nil
            }
        }
        let report = try await rig.run(threeTours)
        #expect(report.outcome == .invalid)
        #expect(report.rules == [.validationFailed])
        #expect(report.findings.sorted[0].position?.line == 4)
        #expect(report.findings.sorted[0].message.contains("quantity not allowed"))
        try await expectNothingBought(rig)
    }

    @Test func `a price that cannot be read stops the sheet`() async throws {
        let rig = try Rig()
        rig.api.script { $0.quote = { _ in .unpriced(message: "the answer has no total") } }
        let report = try await rig.run([.sample()])
        #expect(report.outcome == .invalid)
        #expect(report.rules == [.priceMissing])
        try await expectNothingBought(rig)
    }

    @Test func `a sheet that costs more than the balance is over budget`() async throws {
        let rig = try Rig()
        rig.api.script { $0.balance = .usd(3_642) }
        let report = try await rig.run(threeTours)
        #expect(report.outcome == .overBudget)
        #expect(report.outcome.exitCode == 3)
        #expect(report.cost == .usd(3_643))
        #expect(report.notes.first?.contains("0.01 USD short") == true)
        try await expectNothingBought(rig)
    }

    @Test func `a sheet that costs exactly the balance is bought`() async throws {
        let rig = try Rig()
        rig.api.script { $0.balance = .usd(3_643) }
        let report = try await rig.run(threeTours)
        #expect(report.outcome == .complete)
        #expect(report.balanceAfter == .usd(0))
    }

    @Test func `an order that the balance does not even cover alone is over budget`() async throws {
        let rig = try Rig()
        rig.api.script { $0.balance = .usd(100) }
        let report = try await rig.run([.sample()])
        #expect(report.outcome == .overBudget)
        #expect(report.notes.first?.contains("insufficient balance") == true)
        try await expectNothingBought(rig)
    }

    @Test(arguments: [
        ("36.43", RunOutcome.complete), ("36.42", .overBudget), ("36.429USD", .overBudget),
        ("100.00 USD", .complete), ("100.00EUR", .overBudget), ("0", .overBudget),
    ])
    func `the caller's ceiling is kept to the cent`(
        ceiling: String, outcome: RunOutcome
    ) async throws {
        let rig = try Rig()
        let parsed = try #require(Budget.Ceiling(ceiling))
        let report = try await rig.run(threeTours) { $0.ceiling = parsed }
        #expect(report.outcome == outcome)
        #expect(rig.api.requests.isEmpty == (outcome == .overBudget))
    }

    @Test func `prices in two currencies are never added up`() async throws {
        let rig = try Rig()
        let euro = try #require(Currency("EUR"))
        rig.api.script {
            $0.prices[Bundles.france] = Money(minorUnits: 190, currency: euro)
        }
        let report = try await rig.run(threeTours)
        #expect(report.outcome == .invalid)
        #expect(report.rules == [.currencyMixed])
        #expect(report.findings.sorted[0].message.contains("EUR, USD"))
        try await expectNothingBought(rig)
    }

    @Test func `prices in another currency than the balance are over budget`() async throws {
        let rig = try Rig()
        let euro = try #require(Currency("EUR"))
        rig.api.script { script in
            for (name, price) in script.prices {
                script.prices[name] = Money(minorUnits: price.minorUnits, currency: euro)
            }
        }
        let report = try await rig.run(threeTours)
        #expect(report.outcome == .overBudget)
        try await expectNothingBought(rig)
    }

    @Test(arguments: [
        (Int?(3), Int?(6), [RuleName]()), (3, nil, []), (4, nil, [.expectedOrders]),
        (nil, 7, [.expectedESIMs]), (2, 5, [.expectedOrders, .expectedESIMs]),
    ])
    func `control totals that differ stop the sheet`(
        orders: Int?, esims: Int?, rules: [RuleName]
    ) async throws {
        let rig = try Rig()
        let report = try await rig.run(threeTours) { settings in
            settings.expectedOrders = orders
            settings.expectedESIMs = esims
        }
        #expect(report.rules == rules)
        #expect(report.outcome == (rules.isEmpty ? .complete : .invalid))
        #expect(rig.api.requests.isEmpty == !rules.isEmpty)
    }

    @Test func `findings of the sheet itself stop it before the provider is asked`() async throws {
        let rig = try Rig()
        var findings = FindingLog()
        findings.error(
            .quantityRange, at: SheetPosition(line: 9, column: 2), "\"0\" is no quantity")
        let report = try await rig.runner().run(
            .sample(threeTours), as: .sample(), findings: findings, confirm: { _ in true })
        #expect(report.outcome == .invalid)
        #expect(report.rules == [.quantityRange])
        #expect(rig.api.callCount == 0)
    }

    @Test func `validating prices a sheet and leaves no trace`() async throws {
        let rig = try Rig()
        let report = try await rig.runner().validate(
            .sample(threeTours), as: .sample(), findings: FindingLog())
        #expect(report.outcome == .complete)
        #expect(report.cost == .usd(3_643))
        #expect(report.orders.map(\.cost) == [.usd(456), .usd(190), .usd(2_997)])
        try await expectNothingBought(rig)
    }

    @Test func `equal orders are priced with one question`() async throws {
        let rig = try Rig()
        let report = try await rig.runner().validate(
            .sample(travellers), as: .sample(), findings: FindingLog())
        #expect(report.cost == .usd(3 * 228))
        #expect(rig.api.count(.quote) == 1)
    }

    @Test(arguments: [(Bundles.britain, false), ("esim_unheard_of", true)])
    func `an ambiguous access denied is told from a bundle that does not exist`(
        bundle: String, isFinding: Bool
    ) async throws {
        let rig = try Rig()
        let denied = APIFailure(
            .credentials, attempting: "validating", cause: "access denied", hint: "")
        rig.api.script { $0.quote = { _ in throw denied } }
        if isFinding {
            let report = try await rig.run([.sample(2, bundle)])
            #expect(report.rules == [.bundleUnknown])
        } else {
            await #expect(throws: denied) { try await rig.run([.sample(2, bundle)]) }
        }
        try await expectNothingBought(rig)
    }

    @Test func `results that cannot be written stop the run before it buys`() async throws {
        let rig = try Rig()
        let failure = PublishFailure(
            attempting: "making the folder", cause: "no space left", hint: "make room")
        rig.publisher.fail(with: failure)
        await #expect(throws: failure) { try await rig.run(threeTours) }
        try await expectNothingBought(rig)
    }

    @Test func `another account's ledger is refused before anything is bought`() async throws {
        let rig = try Rig()
        try await rig.ledger.claim(.sample("Other Ltd"), isRenamed: false, at: rig.time.now())
        let failure = await #expect(throws: LedgerFailure.self) { try await rig.run(threeTours) }
        #expect(failure?.kind == .foreignAccount)
        try await expectNothingBought(rig)
    }

    private func expectNothingBought(
        _ rig: Rig, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        #expect(rig.api.requests.isEmpty, sourceLocation: sourceLocation)
        #expect(try await rig.ledger.batch(.sample()) == nil, sourceLocation: sourceLocation)
    }
}
