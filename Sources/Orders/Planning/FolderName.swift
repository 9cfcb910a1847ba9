// Turns an order's own name into a folder name that every file system takes.

/// A folder name that is safe on every common file system.
///
/// Letters and digits of any script, space, `.`, `_`, `-` and a few more stay; everything else
/// becomes `_`. A name cannot begin with `.` or `-`, end with `.` or a space, or be a reserved
/// device name.
package func folderName(for name: String) -> String {
    var safe = safeText(name)
    while let last = safe.last, last == "." || last == " " { safe.removeLast() }
    if safe.isEmpty || safe.first == "." || safe.first == "-" || safe.first == " " {
        safe = "_" + safe.dropFirst(safe.isEmpty ? 0 : 1)
    }
    let stem = safe.prefix { $0 != "." }
    if stem.utf8.count <= 4, reservedNames.contains(stem.uppercased()) { safe = "_" + safe }
    return safe
}

/// The names of the folders beside which new ones are made.
package struct TakenFolders: Sendable {
    /// Folded: names that differ only in case are one folder on some file systems.
    private var keys: Set<String>
    /// For a name that was taken: no lower number behind it is free. A sheet may have thousands of
    /// names that are alike as far as a folder's name reaches.
    private var numbers: [String: Int] = [:]

    /// `keys` are the names folded by `folderKey`.
    package init(_ keys: Set<String> = []) {
        self.keys = keys
    }

    /// A folder name for an order's or a file's own name, which is then taken. A name that is taken
    /// already gets `~2`, `~3`, ….
    package mutating func take(for name: String) -> String {
        let safe = folderName(for: name)
        let base = folderKey(safe)
        if keys.insert(base).inserted { return safe }
        var number = numbers[base] ?? 2
        while !keys.insert(folderKey("\(safe)~\(number)")).inserted { number += 1 }
        numbers[base] = number + 1
        return "\(safe)~\(number)"
    }

    /// Gives a folder's name back.
    package mutating func release(_ folder: String) {
        let key = folderKey(folder)
        keys.remove(key)
        guard let mark = key.lastIndex(of: "~"), let number = Int(key[key.index(after: mark)...]),
            number > 1
        else { return }
        let base = String(key[..<mark])
        numbers[base] = numbers[base].map { min($0, number) }
    }
}

/// The form under which two folder names are the same folder on a file system that folds case.
package func folderKey(_ name: String) -> String { name.lowercased() }

private func safeText(_ name: String) -> String {
    // Nearly every name can stand as it is, and the properties of characters take their time.
    if name.utf8.count <= Limits.folderNameBytes, name.utf8.allSatisfy(isPlain) { return name }
    var safe = ""
    for character in name {
        let next = isSafe(character) ? String(character) : "_"
        guard safe.utf8.count + next.utf8.count <= Limits.folderNameBytes else { break }
        safe += next
    }
    return safe
}

private func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: " "):
        true
    default: false
    }
}

private func isSafe(_ character: Character) -> Bool {
    if character.isLetter || character.isNumber { return true }
    return " ._-+=,@()#&'".contains(character)
}

private let reservedNames: Set<String> = {
    var names: Set<String> = ["CON", "PRN", "AUX", "NUL"]
    for digit in 1...9 {
        names.insert("COM\(digit)")
        names.insert("LPT\(digit)")
    }
    return names
}()
