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
        guard DurableFiles.isFolder(place),
            let bytes = DurableFiles.read(
                "\(place)/order.json", upTo: ArtifactLimits.orderJSONBytes)
        else { return nil }
        // Our own file in our own fixed form, one member a line: searched, and not parsed.
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.hasPrefix("{\n  \"order\": ") else { return nil }
        var references: [String] = []
        var isRehearsal = false
        var cards: String?
        for line in text.split(separator: "\n") {
            let member = line.drop { $0 == " " }
            if member == "\"rehearsal\": true," { isRehearsal = true }
            if let value = Self.text(member, of: "cards") { cards = value }
            if let value = Self.text(member, of: "reference") { references.append(value) }
        }
        self.cards = cards
        self.references = references
        self.isRehearsal = isRehearsal
    }

    /// The plain text of a member of that name.
    private static func text(_ member: Substring, of name: String) -> String? {
        let start = "\"\(name)\": \""
        guard member.hasPrefix(start) else { return nil }
        let value = member.dropFirst(start.count)
        return value.firstIndex(of: "\"").map { String(value[..<$0]) }
    }
}
