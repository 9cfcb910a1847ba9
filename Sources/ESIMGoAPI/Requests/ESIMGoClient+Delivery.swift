// Reads what was delivered: from the order, from the assignments, and the provider's ZIP.

import AsyncHTTPClient
import FoundationEssentials
import NIOHTTP1
package import Orders

extension ESIMGoClient {
    package func delivery(
        of reference: OrderReference, expecting count: Int
    ) async throws -> Delivery {
        let attempting = "reading the install data of order \(reference)"
        let path = "/orders/\(reference.text.percentEncoded)"
        let first = try await glance(
            request(.GET, path, query: [("includeIccids", "true")]), attempting)
        var order =
            first.isSuccess
            ? try? JSONDecoder().decode(WireOrder.self, from: Data(first.body)) : nil
        // Another order's answer, from whatever cache, is none.
        if let told = order?.orderReference, told.lowercased() != reference.text.lowercased() {
            order = nil
        }
        var found = order?.delivered ?? []
        var wait = askedWait(first)
        let status = ProviderStatus(order?.status)
        var trouble: String?
        if Set(found.map(\.esim.iccid)).count < count, status != .failed {
            let query = [("reference", reference.text)]
            for accept in ["text/csv", "application/json"] {
                let answer = try await glance(
                    request(.GET, "/esims/assignments", query: query, accept: accept), attempting)
                wait = askedWait(answer) ?? wait
                guard answer.isSuccess, let rows = readAssignments(answer.body) else {
                    trouble =
                        answer.isSuccess
                        ? "the provider's install data cannot be read"
                        : "asked for its install data, the provider answers \(statusWords(answer))"
                    // Still processing, or nothing we can read in this form.
                    if answer.status >= 500 { break }
                    continue
                }
                let esims = rows.delivered
                // Those that the order itself names, where it names them all.
                let named = Set((order?.listedItems ?? []).flatMap(\.iccids).map(bareNumber))
                let ours =
                    named.count < count
                    ? esims : esims.filter { named.contains(bareNumber($0.esim.iccid.digits)) }
                found = merge(found, ours)
                trouble =
                    ours.count < esims.count
                    ? "the provider's install data is of other eSIMs than the order's"
                    : rows.trouble
                break
            }
        }
        return Delivery(
            status: status, esims: found, retryAfter: wait, total: order?.money,
            items: order?.listedItems ?? [],
            refusal: [400, 404].contains(first.status) ? statusWords(first) : nil,
            trouble: trouble)
    }

    package func archive(of reference: OrderReference) async throws -> [UInt8] {
        let attempting = "fetching the ZIP of order \(reference)"
        let answer = try await glance(
            request(
                .GET, "/esims/assignments", query: [("reference", reference.text)],
                accept: "application/zip"), attempting, upTo: ClientLimits.archiveBytes)
        guard answer.isSuccess else { throw rejected(attempting, answer) }
        guard answer.body.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
            throw unreadable(attempting, "not a ZIP")
        }
        return answer.body
    }

    /// One look, without repeating: the caller looks again in its own time. A 403 is left to the
    /// caller too, since it also means a reference that is not the account's.
    private func glance(
        _ request: HTTPClientRequest, _ attempting: String,
        upTo limit: Int = ClientLimits.answerBytes
    ) async throws -> HTTPAnswer {
        do {
            let answer = try await once(request, upTo: limit)
            if answer.status == 401 {
                throw APIFailure(
                    .credentials, attempting: attempting, cause: statusWords(answer),
                    hint: "check the API key")
            }
            return answer
        } catch let failure as TransportFailure {
            if failure.kind == .cancelled { throw cancelled(attempting) }
            throw APIFailure(
                .unreachable, attempting: attempting, cause: failure.cause,
                hint: "check the network, then run esimbatch resume")
        } catch is CancellationError {
            throw cancelled(attempting)
        }
    }

    /// The eSIMs of both answers; where both have one, the bundle is taken from whichever says it.
    private func merge(_ first: [DeliveredESIM], _ second: [DeliveredESIM]) -> [DeliveredESIM] {
        var merged: [ICCID: DeliveredESIM] = [:]
        for one in first + second {
            if let known = merged[one.esim.iccid], known.bundle != nil { continue }
            merged[one.esim.iccid] = one
        }
        return merged.values.sorted { $0.esim.iccid < $1.esim.iccid }
    }
}

/// An eSIM's number without its check digit, which not everybody writes, and without spaces.
private func bareNumber(_ iccid: String) -> String {
    String(iccid.filter(\.isNumber).prefix(Limits.iccidDigits.lowerBound))
}
