// Orders on existing eSIMs: rows that name them are certain, rows that do not may be unclear.

import Orders
import Testing

@Suite struct ExistingESIMsTests {
    private static let forOne = [item("A", on: [1])]
    private static let forTwo = [item("A", on: [2])]

    @Test func `a row that names the eSIM is the order for it`() {
        let attempts = [attempt(1, Self.forOne), attempt(2, Self.forTwo)]
        let rows = [
            listed("b", [ListedItem("A", on: [2])]), listed("a", [ListedItem("A", on: [1])]),
        ]
        #expect(verdicts(attempts, evidence(rows)) == [1: "adopt a", 2: "adopt b"])
    }

    @Test func `a row that names another eSIM is somebody else's`() {
        let row = listed("r", [ListedItem("A", on: [3])])
        #expect(verdicts([attempt(1, Self.forOne)], evidence([row])) == [1: "wait"])
        #expect(
            verdicts([attempt(1, Self.forOne)], evidence([row], settled: true)) == [1: "absent"])
    }

    @Test func `a row that names no eSIM is the only order that it can be`() {
        #expect(
            verdicts([attempt(1, Self.forOne)], evidence([listed("r")])) == [1: "adopt r"])
    }

    @Test(arguments: [false, true])
    func `a row that can be one of two different orders is a person's`(settled: Bool) {
        let attempts = [
            attempt(1, Self.forOne), attempt(2, Self.forTwo), attempt(3, [item("B")]),
        ]
        let found = evidence(
            [listed("r"), listed("s", [ListedItem("B")])], settled: settled)
        #expect(verdicts(attempts, found) == [1: "person", 2: "person", 3: "adopt s"])
        #expect(personReason(attempts, found)?.contains("more than one of ours") == true)
    }

    @Test func `an order for new eSIMs and one for an existing one are told by the row's eSIM`() {
        let attempts = [attempt(1, [item("A")]), attempt(2, Self.forTwo)]
        let existing = listed("r", [ListedItem("A", on: [2])])
        let new = listed("s", [ListedItem("A", on: [77])])
        #expect(verdicts(attempts, evidence([existing])) == [1: "wait", 2: "adopt r"])
        #expect(verdicts(attempts, evidence([new])) == [1: "adopt s", 2: "wait"])
        #expect(verdicts(attempts, evidence([existing, new])) == [1: "adopt s", 2: "adopt r"])
        #expect(verdicts(attempts, evidence([listed("t")])) == [1: "person", 2: "person"])
    }

    /// The price may have moved between the quote and the purchase of either.
    @Test(arguments: [false, true])
    func `a total alone does not tell apart what the eSIMs do not`(settled: Bool) {
        let attempts = [
            attempt(1, [item("A")]), attempt(2, Self.forTwo, expected: dollars("1.00")),
        ]
        let found = evidence([listed("r", total: dollars("1.00"))], settled: settled)
        #expect(verdicts(attempts, found) == [1: "person", 2: "person"])
    }

    @Test func `a row that names an eSIM is nobody else's, even at another price`() {
        let attempts = [
            attempt(1, [item("A")]), attempt(2, Self.forTwo, expected: dollars("1.00")),
        ]
        let row = listed("r", [ListedItem("A", on: [2])])
        #expect(verdicts(attempts, evidence([row])) == [1: "wait", 2: "wait"])
        #expect(
            verdicts(attempts, evidence([row], settled: true)) == [1: "absent", 2: "person"])
    }

    @Test(arguments: [false, true])
    func `what may be an order's in a person's hands is adopted for no other`(settled: Bool) {
        let attempts = [attempt(1, Self.forTwo), attempt(2, [item("A")])]
        let found = evidence([listed("r")], settled: settled)
        #expect(verdicts(attempts, judged: [1], found) == [2: "person"])
    }

    @Test func `eSIMs may be named in any order and across items`() {
        let mixed = [item("A", on: [1, 2]), item("B", on: [2]), item("A", 3)]
        let row = listed(
            "r",
            [
                ListedItem("A", on: [7, 8, 9]), ListedItem("B", on: [2]),
                ListedItem("A", on: [2, 1]),
            ])
        #expect(verdicts([attempt(1, mixed)], evidence([row])) == [1: "adopt r"])
    }

    /// The provider puts a bundle on one eSIM after the other.
    @Test func `an unfinished row that names some of the eSIMs is no proof of absence`() {
        let row = listed(
            "r", [ListedItem("A", 2, on: [1])], status: .unfinished("processing"))
        let found = verdicts([attempt(1, [item("A", on: [1, 2])])], evidence([row], settled: true))
        #expect(found[1] != "absent")
    }
}
