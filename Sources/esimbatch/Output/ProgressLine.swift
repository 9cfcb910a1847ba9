// Shows how far a run is: a live line on a terminal, a plain line a minute without one.

import OrderBatch
import Orders

/// Shows progress until the task is cancelled.
func showProgress(_ progress: Progress, on console: Console, time: some TimeSource) async {
    guard !console.isQuiet else { return }
    let start = time.uptime()
    var rate = PurchaseRate()
    do {
        if !console.isLive { rate.note(done: progress.snapshot.done, at: .zero) }
        while true {
            if !console.isLive { try await time.sleep(for: .seconds(60)) }
            let snapshot = progress.snapshot
            let now = time.uptime() - start
            rate.note(done: snapshot.done, at: now)
            let line = progressLine(snapshot, rate, spent: now)
            if console.isLive {
                console.redraw(line)
                try await time.sleep(for: .milliseconds(100))
            } else {
                console.say(line)
            }
        }
    } catch {
        // Cancelled: the run is over, and so is its progress.
    }
}

/// How fast purchases are being finished: over the last half minute, or since the note before.
struct PurchaseRate {
    private var points: [(at: Duration, done: Int)] = []

    mutating func note(done: Int, at now: Duration) {
        points.append((now, done))
        while points.count > 2, points[0].at < now - .seconds(30) { points.removeFirst() }
    }

    /// Purchases a second; zero while nothing is known.
    var perSecond: Double {
        guard let first = points.first, let last = points.last, last.at > first.at else { return 0 }
        return Double(last.done - first.done) / ((last.at - first.at) / .seconds(1))
    }
}

/// One line: orders, eSIMs, money, rate, what is unknown, and the time left.
func progressLine(
    _ snapshot: ProgressSnapshot, _ rate: PurchaseRate, spent: Duration
) -> String {
    switch snapshot.phase {
    case .validating: return "Validating every order with the provider…"
    case .closing: return "Closing the books…"
    case .reconciling:
        return "Finding out what became of \(counted(snapshot.unknown, "purchase")), since "
            + "\(durationWords(spent)); Ctrl-C is safe, resume goes on"
    case .buying: break
    }
    var parts = [
        "\(snapshot.done)/\(snapshot.all) purchases", counted(snapshot.esims, "eSIM"),
    ]
    if let money = snapshot.spent { parts.append(money.description) }
    let perMinute = (rate.perSecond * 600).rounded() / 10
    if perMinute > 0 { parts.append("\(perMinute)/min") }
    if snapshot.waiting > 0 { parts.append("\(snapshot.waiting) awaiting install data") }
    if snapshot.unknown > 0 { parts.append("\(snapshot.unknown) unknown") }
    if rate.perSecond > 0, snapshot.all > snapshot.done {
        let left = Double(snapshot.all - snapshot.done) / rate.perSecond
        parts.append("\(durationWords(.seconds(Int(left.rounded(.up))))) left")
    }
    return parts.joined(separator: " · ")
}
