// Reads the list of a part's links to others.

final class RelationshipReader: XMLStreamHandler {
    private(set) var relationships: [WorkbookPackage.Relationship] = []
    private let folder: String

    let isFinished = false

    /// `folder` is that of the part whose links are read: targets are relative to it.
    init(folder: String) {
        self.folder = folder
    }

    func start(_ name: String, _ attributes: XMLStreamAttributes) {
        // What is outside of the package is never opened.
        guard name == "Relationship", attributes["TargetMode"] != "External",
            let id = attributes["Id"], let type = attributes["Type"],
            let target = attributes["Target"]
        else { return }
        let kind = type.split(separator: "/").last.map(String.init) ?? ""
        relationships.append(.init(id: id, kind: kind, target: resolved(target)))
    }

    func end(_ name: String) {}

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    private func resolved(_ target: String) -> String {
        let path = target.hasPrefix("/") ? target : folder + target
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
