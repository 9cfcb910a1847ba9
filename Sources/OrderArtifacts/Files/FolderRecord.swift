// What a published folder says of itself: whose it is, before it is trusted or replaced.

/// The references in a folder's `order.json`, as `FolderContent` wrote them.
struct FolderRecord {
    let references: [String]
    /// It came from a sandbox.
    let isRehearsal: Bool
    /// What its cards were made of; nil in a folder without cards.
    let cards: String?

    /// Nil when there is no folder, or no `order.json` of ours in it.
    init?(at place: String) {
        guard DurableFiles.isFolder(place) else { return nil }
        for size in [ArtifactLimits.usualHeadBytes, ArtifactLimits.headBytes] {
            guard let start = DurableFiles.start(of: "\(place)/order.json", bytes: size) else {
                return nil
            }
            if let record = FolderRecord(start) {
                self = record
                return
            }
        }
        return nil
    }

    /// Reads what stands before the lines; nil if they do not begin in these bytes.
    private init?(_ bytes: [UInt8]) {
        // Our own file in our own fixed form, one member a line: searched, and not parsed.
        guard bytes.starts(with: "{\n  \"order\": ".utf8) else { return nil }
        var references: [String] = []
        var isRehearsal = false
        var cards: String?
        var isWhole = false
        var rest = bytes[...]
        while !rest.isEmpty {
            let line = rest.prefix { $0 != UInt8(ascii: "\n") }
            rest = rest.dropFirst(line.count + 1)
            let member = line.drop { $0 == UInt8(ascii: " ") }
            // Nothing that is looked for comes after this, and the most of the file does.
            isWhole = member.starts(with: "\"lines\": ".utf8)
            if isWhole { break }
            if member.elementsEqual("\"rehearsal\": true,".utf8) { isRehearsal = true }
            if let value = Self.text(member, of: "cards") { cards = value }
            if let value = Self.text(member, of: "reference") { references.append(value) }
        }
        guard isWhole else { return nil }
        self.cards = cards
        self.references = references
        self.isRehearsal = isRehearsal
    }

    /// The plain text of a member of that name.
    private static func text(_ member: ArraySlice<UInt8>, of name: String) -> String? {
        let start = "\"\(name)\": \""
        guard member.starts(with: start.utf8) else { return nil }
        let value = member.dropFirst(start.utf8.count)
        return value.firstIndex(of: UInt8(ascii: "\"")).map {
            String(decoding: value[..<$0], as: UTF8.self)
        }
    }
}
