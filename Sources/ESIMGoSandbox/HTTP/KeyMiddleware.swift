// The API key.

import HTTPTypes
import Hummingbird

/// Refuses requests for the API without a key, or with a wrong one, in the API's own words.
struct KeyMiddleware: RouterMiddleware {
    // Letters and hyphens are always a valid name, so the unwrapping cannot fail.
    static let keyName = HTTPField.Name("X-API-Key")!

    /// The only good key; nil accepts all but those that begin with `wrong`.
    let apiKey: String?

    func handle(
        _ request: Request, context: SandboxContext,
        next: @concurrent (Request, SandboxContext) async throws -> Response
    ) async throws -> Response {
        guard request.isForAPI else { return try await next(request, context) }
        guard let key = request.headers[Self.keyName], !key.isEmpty else {
            // Only POST /orders documents 401; everywhere else the API answers 403.
            let buys = request.method == .post && request.uri.path.hasSuffix("/orders")
            throw Refusal(status: buys ? 401 : 403, message: "access denied")
        }
        guard apiKey.map({ $0 == key }) ?? !key.hasPrefix("wrong") else {
            throw Refusal(status: 403, message: "access denied")
        }
        return try await next(request, context)
    }
}
