// Which faults strike which request: a pure function of the seed and the request's number.

/// Probabilities of the fault kinds and the seed that decides them. The same seed and the same
/// sequence number always give the same faults.
package struct SandboxFaults: Sendable, Equatable {
    /// The seed of every draw.
    package var seed: UInt64
    /// Probability by kind, 0…1; a missing kind never strikes.
    package var probabilities: [FaultKind: Double]

    package init(seed: UInt64 = 0, probabilities: [FaultKind: Double] = [:]) {
        self.seed = seed
        self.probabilities = probabilities
    }

    /// Reads `seed=7,drop-after-buying=0.02,error-500=0.01`; an empty text means no faults.
    /// - Throws: `SandboxError.badFaults` for an unknown kind or a number outside 0…1.
    package init(parsing text: String) throws(SandboxError) {
        self.init()
        var seen: Set<Substring> = []
        for part in text.split(separator: ",") {
            let pair = part.split(separator: "=", omittingEmptySubsequences: false)
            guard pair.count == 2 else {
                throw .badFaults(text, reason: "\"\(part)\" is not KIND=PROBABILITY")
            }
            guard seen.insert(pair[0]).inserted else {
                throw .badFaults(text, reason: "\"\(pair[0])\" is named twice")
            }
            if pair[0] == "seed" {
                guard let seed = UInt64(pair[1]) else {
                    throw .badFaults(text, reason: "\"\(pair[1])\" is not a whole number")
                }
                self.seed = seed
                continue
            }
            guard let kind = FaultKind(rawValue: String(pair[0])) else {
                throw .badFaults(text, reason: "\"\(pair[0])\" is not a kind of fault")
            }
            guard let probability = Double(pair[1]), (0...1).contains(probability) else {
                throw .badFaults(text, reason: "\"\(pair[1])\" is not a probability from 0 to 1")
            }
            probabilities[kind] = probability
        }
    }

    /// The specification in the form that `init(parsing:)` reads.
    var specification: String {
        let kinds = FaultKind.allCases.compactMap { kind in
            probabilities[kind].map { "\(kind.rawValue)=\($0)" }
        }
        return kinds.isEmpty ? "" : (["seed=\(seed)"] + kinds).joined(separator: ",")
    }

    /// The kinds that strike the purchase with this sequence number, each drawn on its own.
    func striking(purchase sequence: UInt64) -> Set<FaultKind> {
        striking(sequence) { $0.strikesPurchases }
    }

    /// The kinds that strike the question for assignments with this sequence number.
    func striking(assignments sequence: UInt64) -> Set<FaultKind> {
        striking(sequence) { !$0.strikesPurchases && !$0.strikesRevocations }
    }

    /// The kinds that strike the revocation with this sequence number.
    func striking(revocation sequence: UInt64) -> Set<FaultKind> {
        striking(sequence) { $0.strikesRevocations }
    }

    private func striking(_ sequence: UInt64, where concerns: (FaultKind) -> Bool) -> Set<FaultKind>
    {
        guard !probabilities.isEmpty else { return [] }
        var result: Set<FaultKind> = []
        for (index, kind) in FaultKind.allCases.enumerated() where concerns(kind) {
            guard let probability = probabilities[kind] else { continue }
            var random = SplitMix64(seed: seed, stream: sequence, substream: UInt64(index))
            // 53 bits are what a Double holds exactly, so the draw is below 1 without rounding.
            let draw = Double(random.next() >> 11) / Double(1 << 53)
            if draw < probability { result.insert(kind) }
        }
        return result
    }
}
