// The command that finishes what is left, as texts tell a person to run it.

/// `esimbatch resume` of one batch, or of all, as it is typed into a shell. Without the batch it
/// also buys what other batches have left.
package func resumeCommand(_ batch: BatchName?) -> String {
    (["esimbatch", "resume"] + (batch?.option ?? [])).map(\.shellWord).joined(separator: " ")
}

extension BatchName {
    /// The option that names it. A name that begins like an option is none behind its own.
    package var option: [String] {
        text.hasPrefix("-") ? ["--batch=\(text)"] : ["--batch", text]
    }
}
