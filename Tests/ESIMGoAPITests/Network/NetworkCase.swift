// The whole table: every fault, for every operation, on new and on reused connections.

import Foundation
import Orders
import RawPeer
import Testing

/// One case of the network matrix.
struct NetworkCase: Sendable, CustomTestStringConvertible {
    let operation: Operation
    /// Whether another answer came on a connection before, which is then kept.
    let reuses: Bool
    let trouble: Trouble

    var testDescription: String {
        "\(operation.rawValue), \(reuses ? "reused" : "new") connection: \(trouble.name)"
    }

    static let purchases = table(of: [.purchase])
    static let readings = table(
        of: Operation.allCases.filter { !$0.buys })
    /// Every tenth reading, or all of them where `ESIMBATCH_ALL_READINGS` is set: a case takes a
    /// look-alike and a proxy of its own, and there are more than a thousand.
    static let someReadings = readings.enumerated()
        .filter { $0.offset.isMultiple(of: takesAll ? 1 : 10) }.map(\.element)

    private static let takesAll =
        ProcessInfo.processInfo.environment["ESIMBATCH_ALL_READINGS"] != nil

    /// The body that does not fit into the network's buffers, so that a cut leaves part of it with
    /// the client.
    static let largePurchases = table(of: [.largePurchase]).filter { one in
        guard !one.reuses, case .cut(let moment, _) = one.trouble.fault else { return false }
        return moment != .connection
    }

    private static func table(of operations: [Operation]) -> [NetworkCase] {
        operations.flatMap { operation in
            [false, true].flatMap { reuses in
                (Trouble.asking + Trouble.answering + Trouble.garbling)
                    .map { NetworkCase(operation: operation, reuses: reuses, trouble: $0) }
            }
        }
        .filter(\.makesSense)
    }

    private var makesSense: Bool {
        if case .cut(.body, _) = trouble.fault, !operation.hasBody { return false }
        switch (operation, trouble.reading) {
        // An install that cannot be read here is looked for elsewhere, and a ZIP is checked later.
        case (.delivery, .unreadable), (.delivery, .rejected), (.delivery, .said),
            (.delivery, .saidOrLost), (.archive, .unreadable):
            return false
        default:
            return true
        }
    }

    /// A fault of a connection that idles hits no purchase: each has one of its own.
    var missesPurchase: Bool {
        if case .cut(.connection, _) = trouble.fault { reuses && operation.buys } else { false }
    }

    /// Whether the provider has bought what the case asked for.
    var takesEffect: Bool { operation.buys && (trouble.takesEffect || missesPurchase) }

    var expectedPurchase: Set<Heard> { missesPurchase ? [.placed] : trouble.purchase }

    /// What a reading may come to, given what it comes to without a fault.
    func expectedReading(_ sound: Read) -> Set<Read> {
        let lost: Read = operation.isRepeated ? sound : .failure(.unreachable)
        switch trouble.reading {
        case .sound: return [sound]
        case .lost:
            // The client notices at times that a connection it kept is dead, and takes another.
            if case .cut(.connection, _) = trouble.fault, reuses { return [lost, sound] }
            return [lost]
        case .soundOrLost: return [sound, lost]
        case .unreadable: return [operation.isRepeated ? sound : .failure(.unreadable)]
        case .rejected: return [.failure(.rejected)]
        case .said(let words): return [no(words)]
        case .saidOrLost(let words): return [no(words), lost]
        }
    }

    /// In validate mode the provider's no is an answer like another.
    private func no(_ words: String) -> Read {
        operation == .quote
            ? .result("\(QuoteAnswer.invalid(message: words))") : .failure(.rejected)
    }
}
