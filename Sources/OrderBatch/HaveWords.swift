// The beginning of a sentence about batches that have something in common.

import Orders

/// `The batch "fleet" has`, or with further ones `The batch "fleet" and 2 more have`.
func haveWords(_ batch: BatchName, _ further: Int) -> String {
    further == 0
        ? "The batch \"\(batch)\" has" : "The batch \"\(batch)\" and \(further) more have"
}
