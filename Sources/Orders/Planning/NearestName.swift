// Finds the name that a person probably meant.

/// The name nearest to a misspelt one: equal but for case, else the fewest edits, if they are few
/// for its length; among those the one whose case is nearest too. Nil when nothing is near.
package func nearest(to name: String, among names: [String]) -> String? {
    let lowered = Array(name.lowercased().unicodeScalars)
    let most = max(1, lowered.count / 4)
    let written = Array(name.unicodeScalars)
    // With case, as many more edits as there are letters.
    func editsWithCase(_ candidate: String) -> Int {
        let limit = written.count + most
        return editDistance(written, Array(candidate.unicodeScalars), upTo: limit) ?? limit
    }
    var best: (name: String, edits: Int)?
    for candidate in names {
        let edits = editDistance(lowered, Array(candidate.lowercased().unicodeScalars), upTo: most)
        guard let edits, edits <= (best?.edits ?? most) else { continue }
        if let best, edits == best.edits, editsWithCase(candidate) >= editsWithCase(best.name) {
            continue
        }
        best = (candidate, edits)
    }
    return best?.name
}

/// The number of insertions, deletions, substitutions and swaps of neighbours between two texts
/// (optimal string alignment); nil when it is more than `limit`.
package func editDistance<Unit: Equatable>(
    _ left: [Unit], _ right: [Unit], upTo limit: Int
) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (i, a) in left.enumerated() {
        var row = [i + 1]
        for (j, b) in right.enumerated() {
            var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a == b ? 0 : 1))
            if i > 0, j > 0, a == right[j - 1], left[i - 1] == b {
                cost = min(cost, beforeLast[j - 1] + 1)
            }
            row.append(cost)
        }
        if let least = row.min(), least > limit { return nil }
        (beforeLast, last) = (last, row)
    }
    return last[right.count] <= limit ? last[right.count] : nil
}
