// Reading fault specifications.

import Testing

@testable import ESIMGoSandbox

@Suite struct FaultSpecificationTests {
    @Test func `a specification is read and written back`() throws {
        let faults = try SandboxFaults(parsing: "seed=7,drop-after-buying=0.02,slow=1")
        #expect(faults.seed == 7)
        #expect(faults.probabilities == [.dropAfterBuying: 0.02, .slow: 1])
        #expect(try SandboxFaults(parsing: faults.specification) == faults)
        #expect(try SandboxFaults(parsing: "") == SandboxFaults())
    }

    @Test(arguments: FaultKind.allCases)
    func `every kind can be named`(_ kind: FaultKind) throws {
        let faults = try SandboxFaults(parsing: "\(kind.rawValue)=0.5")
        #expect(faults.probabilities == [kind: 0.5])
    }

    @Test(arguments: [
        ("frobnicate=0.1", "\"frobnicate\" is not a kind of fault"),
        ("slow=1.5", "\"1.5\" is not a probability from 0 to 1"),
        ("slow=often", "\"often\" is not a probability from 0 to 1"),
        ("slow=nan", "\"nan\" is not a probability from 0 to 1"),
        ("seed=-1", "\"-1\" is not a whole number"),
        ("slow", "\"slow\" is not KIND=PROBABILITY"),
        ("slow=1,slow=0", "\"slow\" is named twice"),
    ])
    func `a bad specification says why and lists the kinds`(
        _ text: String, _ reason: String
    ) throws {
        let error = SandboxError.badFaults(text, reason: reason)
        #expect(throws: error) { try SandboxFaults(parsing: text) }
        #expect(FaultKind.allCases.allSatisfy { error.description.contains($0.rawValue) })
    }

    @Test func `probabilities are met in the long run`() {
        let faults = SandboxFaults(seed: 3, probabilities: [.slow: 0.25, .garbled: 0.01])
        let draws = (1...20_000).map { faults.striking(purchase: $0) }
        let slow = draws.filter { $0.contains(.slow) }.count
        let garbled = draws.filter { $0.contains(.garbled) }.count
        #expect((4_700...5_300).contains(slow))
        #expect((140...260).contains(garbled))
    }
}
