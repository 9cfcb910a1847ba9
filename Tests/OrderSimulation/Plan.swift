// What a seed means: the sheet, the settings, and everything that goes wrong.

import OrderBatch
import OrderTestKit
import Orders

/// One simulated world's script, drawn from its seed alone.
struct Plan: Sendable {
    var lines: [OrderLine] = []
    var settings = BatchSettings()
    var weather = Weather()
    /// For each process in turn, the step at which it is killed; then nobody is killed any more.
    var crashes: [Int] = []
    /// For each process in turn, the step at which a person interrupts it, if any.
    var interruptions: [Int?] = []
    /// What a person does to the sheet before each process, if anything.
    var edits: [Edit?] = []
    /// How wrong our machine's clock is at the beginning of each process.
    var skews: [Duration] = []
    /// For each process in turn, the step at which somebody sets the clock, and how wrong it is
    /// then; nil for a process that is spared.
    var clockChanges: [ClockChange?] = []
    /// The generators of the parts that draw as they go.
    var order: SeededRandom
    var provider: SeededRandom
    var machine: SeededRandom

    init(seed: UInt64, lines count: Int) {
        var random = SeededRandom(seed: seed)
        order = random.split()
        provider = random.split()
        machine = random.split()
        lines = Self.sheet(count, &random)
        settings.concurrency = random.pick([1, 2, 4, 8, 16, 32])
        settings.pace = random.pick([.zero, .zero, .milliseconds(50), .seconds(3)])
        settings.settleAfter = random.pick([.seconds(300), .seconds(900)])
        settings.assignmentTimeout = random.pick([.seconds(60), .seconds(900)])
        weather = Weather(&random)
        // Most processes live for some ten steps an order; recoveries for far fewer.
        let mostSteps = random.pick([40, 400, count * 12])
        crashes = (0..<random.pick([0, 1, 1, 2, 3])).map { _ in
            Int.random(in: 1...mostSteps, using: &random)
        }
        interruptions = (0...crashes.count).map { _ in
            random.chance(0.15) ? Int.random(in: 1...mostSteps, using: &random) : nil
        }
        edits = (0...crashes.count).map { _ in
            random.chance(0.2) ? random.pick([Edit.shuffle, .add(random.number(1...5))]) : nil
        }
        let isWrong = random.chance(0.3)
        skews = (0...crashes.count).map { _ in
            isWrong ? Self.skew(&random) : .zero
        }
        let isSet = random.chance(0.2)
        clockChanges = (0...crashes.count).map { _ in
            guard isSet, random.chance(0.7) else { return nil }
            return ClockChange(
                step: Int.random(in: 1...mostSteps, using: &random), skew: Self.skew(&random))
        }
    }

    /// Some minutes, or as much as a machine without a battery for its clock may be wrong.
    private static func skew(_ random: inout SeededRandom) -> Duration {
        let most = random.pick([600, 7_200, 200_000])
        return .seconds(Int.random(in: -most...most, using: &random))
    }

    /// Orders of one line, of several lines and without a name, in few distinct payloads, so that
    /// many are alike.
    private static func sheet(_ count: Int, _ random: inout SeededRandom) -> [OrderLine] {
        let bundles = [Bundles.britain, Bundles.france, Bundles.america]
        let isUniform = random.chance(0.3)
        return (0..<count).map { index in
            let number = index + 2
            let bundle = isUniform ? Bundles.britain : random.pick(bundles)
            let quantity = isUniform ? 1 : random.pick([1, 1, 1, 2, 3, 10, 23])
            switch Int.random(in: 0..<20, using: &random) {
            case 0, 1: return .sample(number, bundle, quantity: quantity)
            case 2, 3: return .sample(number, bundle, quantity: 1, order: "GROUP-\(index / 25)")
            case 4:
                return .sample(
                    number, bundle, order: "TOPUP-\(index)", on: [.sample(50_000 + index)])
            default:
                return .sample(number, bundle, quantity: quantity, order: "TOUR-\(index)")
            }
        }
    }
}

/// The clock is set in the middle of a process.
struct ClockChange: Sendable {
    let step: Int
    let skew: Duration
}

/// What a person does to the sheet between two runs: it must not buy again what was bought.
enum Edit: Sendable {
    case shuffle
    /// So many new lines, at random places.
    case add(Int)
}

/// What can go wrong at the provider and on the way there, as probabilities and times.
struct Weather: Sendable {
    /// The request never arrives, and nobody knows.
    var lostRequest = 0.0
    /// It is carried out, and the answer is lost, cut, garbled or a 5xx.
    var lostAnswer = 0.0
    /// Not carried out, and answered with a 5xx or a proxy's page.
    var failedUnknown = 0.0
    var rateLimited = 0.0
    var neverConnected = 0.0
    var refused = 0.0
    var failedOrder = 0.0
    /// Accepted and failed afterwards.
    var failedLater = 0.0
    /// A reading that fails.
    var failedReading = 0.0
    /// A row that one reading of the list leaves out, and the next one has.
    var missingRow = 0.0
    /// The longest time until a lost purchase is carried out, and until a sale is listed.
    var latestBooking = 0
    var longestListDelay = 0
    /// Somebody else buys, by the request.
    var foreign = 0.0
    /// What others buy looks like ours, and the list does not say from where it came.
    var foreignersLookLikeUs = false
    var namesSource = false
    var namesESIMs = true
    /// A price changes, by the request.
    var repricing = 0.0
    /// Somebody takes most of the balance away.
    var drain = 0.0
    /// The machine stands still between a record and its request.
    var stall = 0.0
    /// Install data comes later than the answer.
    var lateDelivery = 0.0

    init() {}

    init(_ random: inout SeededRandom) {
        // Each kind is usual in some worlds and unknown in most, so that they meet in all ways.
        func rate(_ worlds: Double, _ most: Double) -> Double {
            random.chance(worlds) ? Double.random(in: 0...most, using: &random) : 0
        }
        lostRequest = rate(0.4, 0.1)
        lostAnswer = rate(0.5, 0.15)
        failedUnknown = rate(0.3, 0.1)
        rateLimited = rate(0.3, 0.2)
        neverConnected = rate(0.2, 0.1)
        refused = rate(0.15, 0.05)
        failedOrder = rate(0.1, 0.05)
        failedLater = rate(0.05, 0.05)
        failedReading = rate(0.3, 0.1)
        missingRow = rate(0.2, 0.05)
        latestBooking = random.pick([0, 0, 5_000, 60_000])
        longestListDelay = random.pick([0, 0, 2_000, 30_000])
        foreign = random.pick([0, 0, 0, 0.01, 0.05])
        foreignersLookLikeUs = random.chance(0.3)
        namesSource = random.chance(0.5)
        namesESIMs = random.chance(0.7)
        repricing = rate(0.1, 0.01)
        drain = rate(0.1, 0.005)
        stall = rate(0.1, 0.02)
        lateDelivery = rate(0.4, 0.5)
    }
}
