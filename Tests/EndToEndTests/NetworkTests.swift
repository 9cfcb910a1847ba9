// The built program behind a proxy that spoils its first purchase: in the end every order is bought
// once and stands in its folder.

import RawPeer
import Synchronization
import Testing

@Suite struct NetworkTests {
    /// How the proxy ends the exchange.
    enum Ending: String, CaseIterable, Sendable {
        case close, reset, halfClose, silence, garbage

        func reaction(after bytes: ArraySlice<UInt8>) -> Reaction {
            let bytes = Array(bytes)
            return switch self {
            case .close: .sendAndClose(bytes)
            case .reset: .sendAndReset(bytes)
            case .halfClose: .sendAndHalfClose(bytes)
            case .silence: .stall(bytes)
            case .garbage: .sendAndClose(bytes + Array("\u{0}garbage\r\n\r\n".utf8))
            }
        }
    }

    /// How far the exchange gets before it ends.
    enum Progress: String, CaseIterable, Sendable {
        case lostRequest, lostAnswer, headOnly, halfTheAnswer
    }

    private final class Once: Sendable {
        private let isSpent = Mutex(false)

        func take() -> Bool {
            isSpent.withLock { isSpent in
                defer { isSpent = true }
                return !isSpent
            }
        }
    }

    @Test(arguments: Ending.allCases, Progress.allCases)
    func `a spoilt purchase is found or bought again, and all is bought once`(
        _ ending: Ending, _ progress: Progress
    ) async throws {
        try await withSandbox { sandbox in
            let once = Once()
            try await withProxy(before: sandbox.port) { request, passOn in
                guard request.isPurchase, once.take() else { return nil }
                guard progress != .lostRequest else { return ending.reaction(after: []) }
                guard let answer = await passOn() else { return .close }
                let length =
                    switch progress {
                    case .lostRequest, .lostAnswer: 0
                    case .headOnly: 30
                    case .halfTheAnswer: answer.count * 3 / 4
                    }
                return ending.reaction(after: answer.prefix(length))
            } _: { proxy, port in
                let place = sandbox.behind(port: port)
                let sheet = try place.write("fleet.csv", Sheet.single(3))
                let result = try await place.buy(sheet, "--request-timeout", "2s")
                #expect(result["outcome"] == "complete")
                let truth = try await sandbox.sandbox.truth()
                #expect(truth["count"] == 3)
                #expect(Set(truth.boughtICCIDs).count == 3)
                #expect(
                    try place.publishedICCIDs(of: "fleet").sorted() == truth.boughtICCIDs.sorted())
                #expect(proxy.purchases == (progress == .lostRequest ? 4 : 3))
            }
        }
    }
}
