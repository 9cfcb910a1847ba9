// What a published folder says of itself: whose it is, before it is trusted or replaced.

/// The references in a folder's `order.json`, as `FolderContent` wrote them.
struct FolderRecord {
    let references: [String]
    /// It came from a sandbox.
    let isRehearsal: Bool

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
        for line in text.split(separator: "\n") {
            let member = line.drop { $0 == " " }
            if member == "\"rehearsal\": true," { isRehearsal = true }
            guard member.hasPrefix("\"reference\": \"") else { continue }
            let value = member.dropFirst("\"reference\": \"".count)
            if let end = value.firstIndex(of: "\"") { references.append(String(value[..<end])) }
        }
        self.references = references
        self.isRehearsal = isRehearsal
    }
}
