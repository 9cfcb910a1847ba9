// A fact that a test waited for in vain.

/// What a test waited for did not come about.
struct NeverHappened: Error, CustomStringConvertible {
    let fact: String
    let truth: JSON

    var description: String { "it never came to \(fact); the sandbox says \(truth)" }
}
