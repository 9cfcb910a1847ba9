// A place of a dictionary that is looked up once to see that it is empty and to fill it.

extension Optional {
    /// Takes the value where there is none yet; else false.
    mutating func fill(with value: Wrapped) -> Bool {
        if self != nil { return false }
        self = value
        return true
    }
}
