// What the faults answer to a purchase.

import Hummingbird

/// The misbehaving answers, before and after the order was bought. Where several kinds strike, the
/// first in the order of `FaultKind` wins.
enum PurchaseFaults {
    /// The answer instead of buying, or nil when nothing strikes here.
    static func beforeBuying(_ faults: Set<FaultKind>) throws -> Response? {
        for kind in FaultKind.allCases where faults.contains(kind) {
            switch kind {
            case .dropBeforeBuying: throw DroppedConnection()
            case .rateLimited:
                return .refusal(Refusal(status: 429, message: "Rate limit exceeded"))
            case .html403:
                let page =
                    "<html><head><title>403 Forbidden</title></head>"
                    + "<body><h1>403 Forbidden</h1><hr>proxy</body></html>"
                return .text(page, type: "text/html", status: .forbidden)
            case .unavailableBefore:
                return .refusal(Refusal(status: 503, message: "Service Unavailable"), type: plain)
            case .error500:
                return .refusal(Refusal(status: 500, message: "Server Error"), type: plain)
            default: continue
            }
        }
        return nil
    }

    /// The answer instead of the truth, or nil when nothing strikes here.
    static func afterBuying(_ faults: Set<FaultKind>, _ placed: JSON) throws -> Response? {
        for kind in FaultKind.allCases where faults.contains(kind) {
            switch kind {
            case .dropAfterBuying: throw DroppedConnection()
            case .unavailableAfterAccepting: return .refusal(.processing, type: plain)
            case .error500AfterBuying:
                return .refusal(Refusal(status: 500, message: "Server Error"), type: plain)
            case .garbled:
                // Cut inside the first member: neither a reference nor an ICCID gets through.
                return .text(String(placed.serialised.prefix(12)), type: "application/json")
            default: continue
            }
        }
        return nil
    }

    private static let plain = "text/plain; charset=utf-8"
}
