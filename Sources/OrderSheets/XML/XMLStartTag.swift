// A start tag as the tape has it.

import Orders

struct XMLStartTag {
    let name: XMLNameNumber
    /// Of its `>` or `/>` in the text.
    let place: Int
    let isEmpty: Bool
    /// The places of its attributes among the tape's.
    let attributes: Range<Int>
    /// Whether the attributes' values are among the copies.
    let areCopied: Bool
}
