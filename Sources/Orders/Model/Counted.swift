// Numbers of things, as people say them.

/// `1 order`, `3 orders`.
package func counted(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
}
