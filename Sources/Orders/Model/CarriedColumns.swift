// The carried columns of several lines, of which each leaves out what is blank on it.

/// The names of all carried columns, each once, in the sheet's order as far as the lines tell it.
package func carriedColumns(of lines: some Sequence<[CarriedValue]>) -> [String] {
    var seen: Set<String> = []
    var names: [String] = []
    for line in lines {
        for (index, value) in line.enumerated() where seen.insert(value.column).inserted {
            // Before the first of those behind it that has a place already.
            let next = line[(index + 1)...].first { seen.contains($0.column) }
            let place = next.flatMap { names.firstIndex(of: $0.column) }
            names.insert(value.column, at: place ?? names.endIndex)
        }
    }
    return names
}
