// What each part of a workbook's archive holds, from `[Content_Types].xml`.

final class ContentTypes: XMLStreamHandler {
    private var byExtension: [String: String] = [:]
    private var byPart: [String: String] = [:]

    let isFinished = false

    func start(_ name: String, _ attributes: XMLStreamAttributes) {
        guard let type = attributes["ContentType"] else { return }
        if name == "Default", let ending = attributes["Extension"] {
            byExtension[ending.lowercased()] = type
        } else if name == "Override", let part = attributes["PartName"] {
            byPart[part.drop { $0 == "/" }.lowercased()] = type
        }
    }

    func end(_ name: String) {}

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    func type(of part: String) -> String? {
        let part = part.lowercased()
        return byPart[part] ?? part.split(separator: ".").last.flatMap { byExtension[String($0)] }
    }
}
