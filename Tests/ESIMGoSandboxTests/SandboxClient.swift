// A plain HTTP client for a running sandbox; it knows no more than any stranger.

import AsyncHTTPClient
import NIOCore
import NIOHTTP1

@testable import ESIMGoSandbox

/// An answer read to its end.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]

    /// The first header of this name, whatever its letter case.
    func header(_ name: String) -> String? { headers.first(name: name) }

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSON { (try? JSONReader.read(body)) ?? .null }
    var message: String? { json["message"]?.text }
}

/// Asks one sandbox.
struct SandboxClient: Sendable {
    let baseURL: String
    var key: String? = "a-key"

    var root: String { String(baseURL.dropLast("/v2.4".count)) }

    func get(_ path: String, accept: String? = nil) async throws -> Answer {
        try await ask("GET", baseURL + path, accept: accept)
    }

    func post(_ path: String, _ body: String) async throws -> Answer {
        try await ask("POST", baseURL + path, body: body)
    }

    func put(_ path: String, _ body: String) async throws -> Answer {
        try await ask("PUT", baseURL + path, body: body)
    }

    func delete(_ path: String) async throws -> Answer {
        try await ask("DELETE", baseURL + path)
    }

    /// Buys some of one bundle on new eSIMs.
    func buy(_ quantity: Int = 1, _ item: String = "esim_1GB_7D_GB_V2") async throws -> Answer {
        try await post("/orders", Self.order(quantity, item))
    }

    static func order(
        _ quantity: Int = 1, _ item: String = "esim_1GB_7D_GB_V2", type: String = "transaction"
    ) -> String {
        """
        {"type":"\(type)","assign":true,
         "order":[{"type":"bundle","quantity":\(quantity),"item":"\(item)"}]}
        """
    }

    /// What was really bought.
    func truth() async throws -> JSON {
        try await ask("GET", root + "/__sandbox/orders").json
    }

    func own(_ path: String, _ body: String) async throws -> Answer {
        try await ask("POST", root + "/__sandbox" + path, body: body)
    }

    private func ask(
        _ method: String, _ url: String, body: String? = nil, accept: String? = nil
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = .RAW(value: method)
        if let key { request.headers.add(name: "X-API-Key", value: key) }
        if let accept { request.headers.add(name: "Accept", value: accept) }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let content = try await response.body.collect(upTo: 64 << 20)
        return Answer(
            status: Int(response.status.code), headers: response.headers,
            body: Array(content.readableBytesView))
    }
}

/// Runs a sandbox for the length of the body.
func withSandbox<Result: Sendable>(
    _ options: SandboxOptions = SandboxOptions(),
    _ body: (SandboxClient) async throws -> Result
) async throws -> Result {
    let sandbox = try Sandbox(options)
    let (urls, continuation) = AsyncStream.makeStream(of: String.self)
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            defer { continuation.finish() }
            try await sandbox.run { continuation.yield($0) }
        }
        var iterator = urls.makeAsyncIterator()
        guard let url = await iterator.next() else {
            try await group.waitForAll()
            throw NeverListened()
        }
        let result = try await body(SandboxClient(baseURL: url))
        group.cancelAll()
        try await group.waitForAll()
        return result
    }
}

struct NeverListened: Error {}
