// Takes bundles off eSIMs, one assignment at a time.

import AsyncHTTPClient
import FoundationEssentials
import Logging
import NIOHTTP1
package import Orders

extension ESIMGoClient: BundleRevocation {
    package func holdings(of iccid: ICCID) async throws -> ESIMHoldings? {
        let attempting = "reading what is on eSIM \(iccid)"
        let path = "/esims/\(iccid.digits)"
        let query = [("includeUsed", "true"), ("limit", "\(ClientLimits.assignmentsPerESIM)")]
        let listed = try await reading(
            request(.GET, path + "/bundles", query: query), attempting)
        let details = try await reading(request(.GET, path), attempting)
        guard let listed, let details else {
            // Only both together say that the eSIM is not the account's.
            guard listed == nil, details == nil else {
                throw unreadable(attempting, "it shows the eSIM in one place and not in another")
            }
            return nil
        }
        guard
            let wire = try? JSONDecoder().decode(WireHoldings.self, from: Data(listed.body)),
            let bundles = wire.applied,
            let installation = try? JSONDecoder().decode(
                WireInstallation.self, from: Data(details.body))
        else { throw unreadable(attempting, "not a list of bundles") }
        guard bundles.count < ClientLimits.assignmentsPerESIM else {
            throw unreadable(attempting, "it lists only the newest of more bundles")
        }
        return ESIMHoldings(wasInstalled: installation.wasInstalled, bundles: bundles)
    }

    package func previewRevocation(_ target: RevocationTarget) async throws -> String {
        let attempting = "asking what revoking a bundle of eSIM \(target.iccid) would do"
        let answer = try await repeating(
            revocation(of: target, type: "validate"), attempting, passing403: true)
        guard answer.isSuccess else {
            throw APIFailure(
                .rejected, attempting: attempting,
                cause: apiMessage(answer.body) ?? statusWords(answer),
                hint: "the bundle stays where it is")
        }
        return statusText(answer.body) ?? "the provider gives no details"
    }

    package func revoke(_ target: RevocationTarget) async -> RevocationOutcome {
        let sent = time.uptime()
        do {
            let received = try await transport.buy(
                revocation(of: target, type: "transaction"), upTo: ClientLimits.purchaseBytes)
            learn(from: received, sent: sent)
            let answer = redacted(received)
            log.debug("a revocation was answered with HTTP \(answer.status)")
            return outcomeOfRevocation(answer)
        } catch {
            switch error.kind {
            case .neverConnected: return .notSent(reason: error.cause)
            case .broken, .cancelled: return .unconfirmed(reason: error.cause)
            }
        }
    }

    private func revocation(
        of target: RevocationTarget, type: String
    ) -> HTTPClientRequest {
        let path =
            "/esims/\(target.iccid.digits)/bundles/\(target.bundle.text.percentEncoded)"
            + "/assignments/\(target.assignment.text.percentEncoded)"
        return request(.DELETE, path, query: [("type", type)])
    }

    /// The answer, or nil when the eSIM is not the account's: the provider says 400, 403 or 404 to
    /// that. A key that it does not accept shows at the account as well.
    private func reading(
        _ request: HTTPClientRequest, _ attempting: String
    ) async throws -> HTTPAnswer? {
        let answer = try await repeating(request, attempting, passing403: true)
        switch answer.status {
        case 200..<300: return answer
        case 400, 403, 404:
            guard apiMessage(answer.body) != nil else { throw rejected(attempting, answer) }
            _ = try await account()
            return nil
        default: throw rejected(attempting, answer)
        }
    }
}

/// What a complete answer to a revocation means. The default is unconfirmed, as for a purchase.
func outcomeOfRevocation(_ answer: HTTPAnswer) -> RevocationOutcome {
    let message = apiMessage(answer.body)
    switch answer.status {
    case 200..<300:
        guard let words = statusText(answer.body) ?? message else {
            return .unconfirmed(reason: "the provider's answer cannot be read")
        }
        return .revoked(words: words)
    case 429 where isLimiter(answer, message):
        return .notSent(reason: "the provider's rate limit turned it away")
    case 400, 401, 403, 404, 405, 415, 422:
        guard let message else { break }
        return .refused(reason: message)
    default:
        break
    }
    return .unconfirmed(reason: "the provider answered \(statusWords(answer))")
}

/// The `status` of a JSON body: what the provider says it did.
private func statusText(_ body: [UInt8]) -> String? {
    struct Status: Decodable {
        let status: String
    }
    let status = try? JSONDecoder().decode(Status.self, from: Data(body)).status
    return status.flatMap { $0.isEmpty ? nil : printable($0) }
}
