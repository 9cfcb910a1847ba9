// Which sheet a batch came from.

/// Which sheet it was.
package struct SheetIdentity: Hashable, Sendable {
    /// The file's name without its folder.
    package let name: String
    /// Lower-case hexadecimal of the file's bytes.
    package let sha256: String
    /// Data lines, valid or not.
    package let lines: Int

    package init(name: String, sha256: String, lines: Int) {
        self.name = name
        self.sha256 = sha256
        self.lines = lines
    }
}
