// Turns an order's own name into a folder name that every file system takes.

/// A folder name that is safe on every common file system, and unlike every name already taken.
///
/// Letters and digits of any script, space, `.`, `_`, `-` and a few more stay; everything else
/// becomes `_`. A name cannot begin with `.` or `-`, end with `.` or a space, or be a reserved
/// device name. `taken` holds the names in use, folded by `folderKey`: names that differ only in
/// case are one folder on some file systems. A taken name gets `~2`, `~3`, ….
package func folderName(for name: String, taken: Set<String>) -> String {
    var safe = safeText(name)
    while let last = safe.last, last == "." || last == " " { safe.removeLast() }
    if safe.isEmpty || safe.first == "." || safe.first == "-" || safe.first == " " {
        safe = "_" + safe.dropFirst(safe.isEmpty ? 0 : 1)
    }
    let stem = safe.prefix { $0 != "." }
    if stem.utf8.count <= 4, reservedNames.contains(stem.uppercased()) { safe = "_" + safe }
    guard taken.contains(folderKey(safe)) else { return safe }
    var number = 2
    while taken.contains(folderKey("\(safe)~\(number)")) { number += 1 }
    return "\(safe)~\(number)"
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
