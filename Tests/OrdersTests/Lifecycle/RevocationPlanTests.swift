// What can be given back of an order, from what the provider shows.

import OrderTestKit
import Orders
import Testing

@Suite struct RevocationPlanTests {
    private static let reference = OrderReference.sample(1)

    private func applied(
        _ id: String, _ state: AppliedBundle.State = .queued,
        bundle: String = Bundles.britain, reference: String? = "\(reference)-0"
    ) throws -> AppliedBundle {
        AppliedBundle(
            bundle: .sample(bundle), assignment: try #require(AssignmentID(id)),
            reference: reference, state: state)
    }

    /// An order of one line on one eSIM.
    private func order(_ revocations: [RecordedRevocation] = []) -> RecordedSheetOrder {
        var part = RecordedOrder.sample(
            1, .published, .sample(), reference: Self.reference,
            esims: [DealtESIM(esim: .sample(1), line: 0, existing: false)])
        part.revocations = revocations
        return RecordedSheetOrder(
            id: SheetOrderID(rawValue: 1), key: "k", name: nil, title: "T", folder: "T",
            admittedAt: moment(0), isInSheet: true,
            lines: [
                RecordedLine(
                    id: LineID(rawValue: 1), number: 2,
                    content: LineContent(bundle: .sample(Bundles.britain), quantity: 1),
                    carried: [])
            ], orders: [part])
    }

    private func step(
        _ bundles: [AppliedBundle], installed: Bool? = false,
        _ revocations: [RecordedRevocation] = []
    ) throws -> PlannedRevocation.Step {
        let holdings = ESIMHoldings(wasInstalled: installed, bundles: bundles)
        let plans = [order(revocations)].planRevocations([.sample(1): holdings])
        return try #require(plans.first).plan.step
    }

    private func target(_ id: String) throws -> RevocationTarget {
        RevocationTarget(
            iccid: .sample(1), bundle: .sample(Bundles.britain),
            assignment: try #require(AssignmentID(id)))
    }

    private func recorded(_ state: RevocationState) throws -> RecordedRevocation {
        RecordedRevocation(
            id: RevocationID(rawValue: 1), iccid: .sample(1), line: 0,
            assignment: try #require(AssignmentID("1")), state: state, leaves: true, words: "",
            at: moment(0))
    }

    @Test func `an unused bundle can be revoked, and the last one takes the eSIM with it`() throws {
        #expect(try step([applied("1")]) == .revoke(target("1"), leaves: true))
        #expect(try step([applied("1")], installed: nil) == .revoke(target("1"), leaves: true))
    }

    @Test func `an eSIM on a device, or with another bundle, stays`() throws {
        #expect(try step([applied("1")], installed: true) == .revoke(target("1"), leaves: false))
        let other = try applied("2", .active, bundle: Bundles.france, reference: "other-0")
        #expect(try step([applied("1"), other]) == .revoke(target("1"), leaves: false))
        let gone = try applied("2", .expired, bundle: Bundles.france, reference: "other-0")
        #expect(try step([applied("1"), gone]) == .revoke(target("1"), leaves: true))
    }

    @Test func `an eSIM goes with the last of its bundles that are taken off together`() throws {
        var second = order()
        second.orders[0].reference = .sample(2)
        let other = try applied("2", reference: "\(OrderReference.sample(2))-0")
        let holdings = ESIMHoldings(wasInstalled: false, bundles: [try applied("1"), other])
        let plans = [order(), second].planRevocations([.sample(1): holdings]).map(\.plan)
        #expect(
            try plans.map(\.step) == [
                .revoke(target("1"), leaves: false), .revoke(target("2"), leaves: true),
            ])
        #expect(try plans[1].staying.step == .revoke(target("2"), leaves: false))
        // One alone leaves the other on it.
        let alone = [second].planRevocations([.sample(1): holdings]).map(\.plan.step)
        #expect(try alone == [.revoke(target("2"), leaves: false)])
    }

    @Test(arguments: [
        AppliedBundle.State.processing, .active, .depleted, .expired, .lapsed, .other,
    ])
    func `what is not unused stays`(state: AppliedBundle.State) throws {
        guard case .keep = try step([applied("1", state)]) else {
            Issue.record("\(state) is revoked")
            return
        }
    }

    @Test func `a bundle of another order is never touched`() throws {
        for reference in ["\(OrderReference.sample(2))-0", "\(Self.reference)0", nil] {
            guard case .keep = try step([applied("1", reference: reference)]) else {
                Issue.record("\(reference ?? "none") is taken for ours")
                return
            }
        }
        guard case .keep = try step([applied("1", bundle: Bundles.france)]) else {
            Issue.record("another bundle is taken for ours")
            return
        }
    }

    @Test func `an eSIM that the provider does not know stays`() {
        let plans = [order()].planRevocations([:])
        guard case .keep = plans.first?.plan.step else {
            Issue.record("\(plans)")
            return
        }
    }

    @Test func `what is revoked is done, and what is unknown is not sent again`() throws {
        let gone = try applied("1", .revoked)
        #expect(try step([gone]) == .doneElsewhere(target("1"), leaves: true))
        #expect(try step([gone], installed: true) == .doneElsewhere(target("1"), leaves: false))
        let other = try applied("2", .queued, bundle: Bundles.france, reference: "other-0")
        #expect(try step([gone, other]) == .doneElsewhere(target("1"), leaves: false))
        #expect(try step([applied("1")], [recorded(.revoked)]) == .done)
        guard case .keep = try step([applied("1")], [recorded(.unconfirmed)]) else {
            Issue.record("sent again")
            return
        }
        #expect(
            try step([applied("1")], [recorded(.open)]) == .revoke(target("1"), leaves: true))
    }

    @Test func `a look settles a lost answer`() throws {
        let assignment = try #require(AssignmentID("1"))
        func verdict(_ bundles: [AppliedBundle]?, leaves: Bool = false) -> RevocationVerdict {
            RevocationVerdict(
                bundles.map { ESIMHoldings(wasInstalled: nil, bundles: $0) }, assignment,
                leaves: leaves)
        }
        #expect(verdict([try applied("1")]) == .applied)
        #expect(verdict([try applied("1", .processing)]) == .applied)
        #expect(verdict([try applied("1", .other)]) == .unknown)
        #expect(verdict(nil) == .unknown)
        for bundles in [[try applied("1", .revoked)], [try applied("2")], []] {
            guard case .revoked = verdict(bundles) else {
                Issue.record("\(bundles)")
                return
            }
        }
        guard case .revoked = verdict(nil, leaves: true) else {
            Issue.record("an eSIM that was to leave has left")
            return
        }
    }
}
