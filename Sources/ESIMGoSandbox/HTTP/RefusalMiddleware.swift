// Turning what the routes throw into the API's error bodies.

import Hummingbird

/// Words refusals, unknown paths and failures of the sandbox itself as the API would.
struct RefusalMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: SandboxContext,
        next: @concurrent (Request, SandboxContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let refusal as Refusal {
            return .refusal(refusal)
        } catch let error as SandboxError {
            // The sandbox's own endpoints show what to mend; the API would not say more than 500.
            let message = request.isForAPI ? "Internal Server Error" : error.description
            return .refusal(Refusal(status: request.isForAPI ? 500 : 400, message: message))
        } catch let error as HTTPError {
            return .refusal(Refusal(status: error.status.code, message: "not found"))
        }
    }
}
