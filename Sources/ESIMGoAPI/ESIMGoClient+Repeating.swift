// Repeats what is safe to repeat, with growing pauses, and words what failed in the end.

import AsyncHTTPClient
import Logging
import NIOHTTP1
import Orders

extension ESIMGoClient {
    /// A request that is safe to repeat. Returns the first answer that is neither a passing failure
    /// (429, 5xx) nor none at all; throws `APIFailure` when there is none within the tries, and for
    /// a key that is not accepted. With `passing403` that answer is left to the caller, since it
    /// also means an eSIM that is not the account's.
    func repeating(
        _ request: HTTPClientRequest, _ attempting: String,
        upTo limit: Int = ClientLimits.answerBytes, passing403: Bool = false
    ) async throws -> HTTPAnswer {
        try await repeating(request, attempting, upTo: limit, passing403: passing403) { $0 }
    }

    /// The same, and what is read from the answer. One that cannot be read may be some gateway's,
    /// or cut short by it, and is asked for once more.
    func repeating<Value>(
        _ request: HTTPClientRequest, _ attempting: String,
        upTo limit: Int = ClientLimits.answerBytes, passing403: Bool = false,
        reading read: (HTTPAnswer) throws -> Value
    ) async throws -> Value {
        var tries = 0
        var limited = 0
        var unreadable = 0
        while true {
            let failure: APIFailure
            var wait: Duration?
            do {
                let answer = try await once(request, upTo: limit)
                switch answer.status {
                case 429:
                    limited += 1
                    guard limited < ClientLimits.limitedTries else {
                        throw unavailable(attempting, answer)
                    }
                    continue  // The gate holds everybody back as long as the answer asked.
                case 500...:
                    failure = unavailable(attempting, answer)
                    wait = askedWait(answer)
                case 403 where passing403:
                    return try read(answer)
                case 401, 403:
                    throw credentials(attempting, answer)
                default:
                    return try read(answer)
                }
            } catch let error as APIFailure where error.kind == .unreadable {
                unreadable += 1
                guard unreadable < ClientLimits.unreadableTries else { throw error }
                failure = error
            } catch let error as TransportFailure {
                if error.kind == .cancelled { throw cancelled(attempting) }
                failure = APIFailure(
                    .unreachable, attempting: attempting, cause: error.cause,
                    hint: "check the network and --base-url, then run again")
            } catch is CancellationError {
                throw cancelled(attempting)
            }
            tries += 1
            guard tries < ClientLimits.tries else { throw failure }
            log.debug("\(failure.description); trying again")
            do {
                // No pause at all is no advice to a server in trouble.
                let asked = wait.flatMap { $0 > .zero ? $0 : nil }
                try await time.sleep(for: asked ?? backOff(tries))
            } catch {
                throw cancelled(attempting)
            }
        }
    }

    private func backOff(_ tries: Int) -> Duration {
        min(ClientLimits.longestRetry, ClientLimits.firstRetry * (1 << min(tries - 1, 10)))
    }

    private func unavailable(_ attempting: String, _ answer: HTTPAnswer) -> APIFailure {
        APIFailure(
            .unavailable, attempting: attempting, cause: statusWords(answer),
            hint: "the provider has trouble or is busy; run again later")
    }

    func credentials(_ attempting: String, _ answer: HTTPAnswer) -> APIFailure {
        APIFailure(
            .credentials, attempting: attempting, cause: statusWords(answer),
            hint: "check the API key in ESIMGO_API_KEY or --api-key-file; it is shown in the "
                + "provider's portal, and refreshing it there ends the old one")
    }

    func cancelled(_ attempting: String) -> APIFailure {
        APIFailure(.cancelled, attempting: attempting, cause: "interrupted", hint: "")
    }

    func unreadable(_ attempting: String, _ what: String) -> APIFailure {
        APIFailure(
            .unreadable, attempting: attempting, cause: "the answer cannot be read: \(what)",
            hint: "check --base-url; if it is right, the provider's format has changed")
    }

    func rejected(_ attempting: String, _ answer: HTTPAnswer) -> APIFailure {
        APIFailure(
            .rejected, attempting: attempting, cause: statusWords(answer),
            hint: "check --base-url; if it is right, ask the provider about this answer")
    }
}

/// The status with the provider's own message where there is one, or with a refusal's plain words.
func statusWords(_ answer: HTTPAnswer) -> String {
    let isPlain = answer.headers.first(name: "Content-Type")?.hasPrefix("text/plain") ?? false
    let words =
        apiMessage(answer.body) ?? (isPlain && answer.status >= 400 ? text(answer.body) : nil)
    return "HTTP \(answer.status)" + (words.map { " (\($0))" } ?? "")
}
