// Stands between a client and a server and spoils one exchange of all.

/// What a proxy does to one request; all others pass unharmed.
package enum Fault: Sendable {
    /// Acts while the request is still coming; the server never hears of it.
    case cut(Cut.Moment, Reaction)
    /// Takes the request whole and does not pass it on.
    case swallow(Reaction)
    /// Passes the request on, and makes this of the whole answer.
    case spoil(@Sendable ([UInt8]) -> Reaction)

    /// Whether the request reaches the server.
    package var reachesServer: Bool {
        if case .spoil = self { true } else { false }
    }
}

/// Runs a proxy before the server on a loopback port for the length of the body, which gets the
/// proxy and its port.
/// - Parameter request: which request the fault is for, from 1.
package func withFaultProxy<Result>(
    before port: Int, _ fault: Fault, on request: Int, bytesAtATime: Int = 1,
    _ body: (RawServer, Int) async throws -> Result
) async throws -> Result {
    var setup = RawServer.Setup()
    setup.bytesAtATime = bytesAtATime
    if case .cut(let moment, let reaction) = fault {
        setup.cut = Cut(request: request, at: moment, reaction)
    }
    return try await withProxy(before: port, setup) { asked, passOn in
        guard asked.number == request else { return nil }
        switch fault {
        case .cut: return nil
        case .swallow(let reaction): return reaction
        case .spoil(let spoil): return await passOn().map(spoil) ?? .close
        }
    } _: { proxy, port in
        try await body(proxy, port)
    }
}

/// Runs a proxy that leaves it to `react` what becomes of a request: nil lets it pass unharmed.
/// What `react` is handed passes the request on and returns the whole answer, or nil when there is
/// none.
package func withProxy<Result>(
    before port: Int, _ setup: RawServer.Setup = .init(),
    react: @escaping @Sendable (RawRequest, @Sendable () async -> [UInt8]?) async -> Reaction?,
    _ body: (RawServer, Int) async throws -> Result
) async throws -> Result {
    try await RawServer.running(setup) { asked in
        let passOn: @Sendable () async -> [UInt8]? = {
            try? await exchange(asked.passedOn, port: port)
        }
        if let reaction = await react(asked, passOn) { return reaction }
        guard let answer = await passOn() else { return .close }
        return asked.closesConnection ? .sendAndClose(answer) : .send(keptAlive(answer))
    } _: { proxy, port in
        let result = try await body(proxy, port)
        await proxy.settle()
        return result
    }
}

extension RawRequest {
    /// The request for a connection of its own, so that the end of the answer shows.
    fileprivate var passedOn: [UInt8] {
        guard let end = text.firstRange(of: "\r\n\r\n") else { return Array(text.utf8) }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
            .filter { !$0.lowercased().hasPrefix("connection:") }
        let head = (lines + ["Connection: close"]).joined(separator: "\r\n")
        return Array("\(head)\r\n\r\n\(text[end.upperBound...])".utf8)
    }
}

/// The answer without the word that ends its connection.
private func keptAlive(_ answer: [UInt8]) -> [UInt8] {
    let word = Array("connection: close\r\n".utf8)
    let lower = answer.map { (65...90).contains($0) ? $0 + 32 : $0 }
    guard let range = lower.firstRange(of: word) else { return answer }
    return Array(answer[..<range.lowerBound] + answer[range.upperBound...])
}
