// One slip of the keyboard between two words.

/// The single edit by which a written word differs from the word that was meant.
enum SpellingSlip: Equatable {
    /// A letter too many.
    case extra
    /// A letter too few.
    case lost
    /// A wrong letter.
    case wrong
    /// Two neighbours in the wrong order.
    case swapped

    /// Nil if the words are equal or more than one edit apart.
    init?(of written: String, from meant: String) {
        var written = Array(written.unicodeScalars)[...]
        var meant = Array(meant.unicodeScalars)[...]
        while let first = written.first, first == meant.first {
            written.removeFirst()
            meant.removeFirst()
        }
        while let last = written.last, last == meant.last {
            written.removeLast()
            meant.removeLast()
        }
        switch (written.count, meant.count) {
        case (1, 0): self = .extra
        case (0, 1): self = .lost
        case (1, 1): self = .wrong
        case (2, 2) where written.elementsEqual(meant.reversed()): self = .swapped
        default: return nil
        }
    }
}
