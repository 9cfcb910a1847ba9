// The few kinds of answers that the routes give.

import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    static func bytes(
        _ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    static func text(
        _ text: String, type: String, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    static func json(_ json: JSON, status: HTTPResponse.Status = .ok) -> Response {
        .text(json.serialised, type: "application/json", status: status)
    }

    /// The API's error body. POST /orders documents it as plain text, the others as JSON.
    static func refusal(_ refusal: Refusal, type: String = "application/json") -> Response {
        let body = JSON.object(["message": .string(refusal.message)])
        var response = Response.text(
            body.serialised, type: type, status: HTTPResponse.Status(code: refusal.status))
        if refusal.status == 429 || refusal.status == 503 { response.headers[.retryAfter] = "1" }
        return response
    }
}

extension Request {
    /// The whole body.
    func bodyBytes() async throws -> [UInt8] {
        let buffer: ByteBuffer
        do {
            buffer = try await body.collect(upTo: SandboxLimits.requestBytes)
        } catch is NIOTooManyBytesError {
            throw Refusal(status: 413, message: "Request body is too large")
        }
        return Array(buffer.readableBytesView)
    }

    var queryItems: QueryItems { QueryItems(uri.query) }

    /// Whether the request is for the API rather than for the sandbox's own endpoints.
    var isForAPI: Bool { uri.path.hasPrefix("/v2.4") }
}
