// A request as a scripted server saw it.

/// One request, told apart by connection.
package struct RawRequest: Sendable {
    /// Which connection it came on, from 1, in the order in which they were made.
    package let connection: Int
    /// Which request it is of all, from 1.
    package let number: Int
    package let method: String
    /// Path and query.
    package let target: String
    /// Names in small letters.
    package let headers: [String: String]
    package let body: String
    /// All of it, as it came.
    package let text: String

    package var isPurchase: Bool { method == "POST" && body.contains("transaction") }
    package var closesConnection: Bool { headers["connection"] == "close" }

    /// Reads a request that has arrived whole; nil while it has not.
    init?(_ text: String, connection: Int, number: Int) {
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        let words = (lines.first ?? "").split(separator: " ")
        guard words.count == 3 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
        }
        let body = String(text[end.upperBound...])
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        guard body.utf8.count >= length else { return nil }
        self.connection = connection
        self.number = number
        method = String(words[0])
        target = String(words[1])
        self.headers = headers
        self.body = body
        self.text = text
    }
}
