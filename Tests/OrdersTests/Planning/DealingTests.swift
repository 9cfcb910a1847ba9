// Delivered eSIMs go to the lines they were bought for, whatever order they come in.

import OrderTestKit
import Orders
import Testing

@Suite struct DealingTests {
    private static func delivered(_ number: Int, _ name: String? = nil) -> DeliveredESIM {
        DeliveredESIM(esim: esim(number), bundle: name.map(bundle))
    }

    private static func plan(_ lines: LineContent...) -> PlannedOrder {
        pack(lines, upTo: 1_000)[0]
    }

    /// Each dealt eSIM as `line:number`, with `*` for one that existed.
    private static func short(_ dealt: [DealtESIM]) -> [String] {
        dealt.map { "\($0.line):\($0.esim.iccid.sampleNumber)" + ($0.existing ? "*" : "") }
    }

    private static func problem(
        of order: PlannedOrder, _ delivered: [DeliveredESIM]
    ) -> DealingProblem? {
        do throws(DealingProblem) {
            _ = try order.deal(delivered)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [[1, 2, 3, 4], [4, 3, 2, 1], [3, 1, 4, 2]])
    func `new eSIMs are dealt by ICCID, not as they came`(numbers: [Int]) throws {
        let order = Self.plan(content("A"), content("A", 2), content("A"))
        let dealt = try order.deal(numbers.map { Self.delivered($0) })
        #expect(Self.short(dealt) == ["0:1", "1:2", "1:3", "2:4"])
    }

    @Test func `an eSIM of another order is left out, in whatever letters ours is written`() throws
    {
        let ours = try #require(OrderReference("3f0c0000-0000-4000-8000-00000000000a"))
        func delivered(_ number: Int, _ reference: String?) -> DeliveredESIM {
            DeliveredESIM(
                esim: esim(number), bundle: bundle("another spelling"),
                reference: reference.flatMap { OrderReference($0) })
        }
        let other = delivered(2, "3f0c0000-0000-4000-8000-00000000000b")
        let order = Self.plan(content("A"))
        let spellings = [
            "3F0C0000-0000-4000-8000-00000000000A", "3f0c000000004000800000000000000a", "-",
            "null", "PO 4711", nil,
        ]
        for spelling in spellings {
            let dealt = try order.deal([delivered(1, spelling), other], from: ours)
            #expect(Self.short(dealt) == ["0:1"], "\(spelling ?? "none")")
        }
        #expect(throws: DealingProblem.tooFew(delivered: 0, bought: 1)) {
            try order.deal([other], from: ours)
        }
        // An eSIM that is topped up came with another order.
        let topUp = Self.plan(content("A", on: [2]))
        #expect(Self.short(try topUp.deal([other], from: ours)) == ["0:2*"])
    }

    @Test func `one bundle needs no bundle's name in the answer`() throws {
        let dealt = try Self.plan(content("A", 2)).deal([Self.delivered(2), Self.delivered(1, "A")])
        #expect(Self.short(dealt) == ["0:1", "0:2"])
    }

    @Test func `several bundles are dealt by the names in the answer`() throws {
        let order = Self.plan(content("A", 2), content("B"), content("A"))
        let dealt = try order.deal([
            Self.delivered(1, "B"), Self.delivered(4, "A"), Self.delivered(3, "A"),
            Self.delivered(2, "A"),
        ])
        #expect(Self.short(dealt) == ["0:2", "0:3", "1:1", "2:4"])
    }

    @Test func `several bundles without a name are not guessed`() {
        let order = Self.plan(content("A"), content("B"))
        #expect(
            Self.problem(of: order, [Self.delivered(1, "A"), Self.delivered(2)])
                == .bundleNotSaid(iccid(2)))
    }

    @Test func `counts per bundle other than bought are a problem`() {
        let order = Self.plan(content("A", 2), content("B"))
        let two = [Self.delivered(1, "A"), Self.delivered(2, "B"), Self.delivered(3, "B")]
        #expect(Self.problem(of: order, two) == .otherBundles(bundle("A")))
        let stranger = [Self.delivered(1, "A"), Self.delivered(2, "A"), Self.delivered(3, "C")]
        #expect(Self.problem(of: order, stranger) == .otherBundles(bundle("C")))
    }

    @Test func `existing eSIMs go to the line that named them`() throws {
        let order = Self.plan(
            content("A", on: [9]), content("A", on: [5, 7]), content("A", on: [6]))
        let dealt = try order.deal([5, 6, 7, 9].map { Self.delivered($0) })
        #expect(Self.short(dealt) == ["0:9*", "1:5*", "1:7*", "2:6*"])
    }

    @Test func `new and existing eSIMs of one bundle do not mix`() throws {
        let order = Self.plan(content("A"), content("A", on: [1]), content("A"))
        let dealt = try order.deal([3, 1, 2].map { Self.delivered($0, "A") })
        #expect(Self.short(dealt) == ["0:2", "1:1*", "2:3"])
    }

    @Test func `an eSIM that gets two bundles is delivered once and goes to both lines`() throws {
        let order = Self.plan(content("A", on: [1]), content("B", on: [1]))
        #expect(Self.short(try order.deal([Self.delivered(1)])) == ["0:1*", "1:1*"])
    }

    @Test(arguments: 0...2)
    func `too few eSIMs mean that delivery goes on`(count: Int) {
        let delivered = (0..<count).map { Self.delivered($0 + 1) }
        #expect(
            Self.problem(of: Self.plan(content("A", 3)), delivered)
                == .tooFew(delivered: count, bought: 3))
    }

    @Test func `too many eSIMs are a problem`() {
        #expect(
            Self.problem(of: Self.plan(content("A")), [Self.delivered(1), Self.delivered(2)])
                == .tooMany(delivered: 2, bought: 1))
    }

    @Test func `an eSIM listed twice is one`() throws {
        let twice = [Self.delivered(1), Self.delivered(1)]
        #expect(
            Self.problem(of: Self.plan(content("A", 2)), twice)
                == .tooFew(delivered: 1, bought: 2))
        let dealt = try Self.plan(content("A", 2)).deal(twice + [Self.delivered(2)])
        #expect(Self.short(dealt) == ["0:1", "0:2"])
    }

    @Test func `a missing existing eSIM is named and another does not take its place`() {
        let order = Self.plan(content("A", on: [1, 2]))
        #expect(
            Self.problem(of: order, [Self.delivered(1), Self.delivered(3)])
                == .eSIMMissing(iccid(2)))
    }

    @Test func `two new eSIMs with one activation code are a problem`() {
        let twin = DeliveredESIM(
            esim: sample(
                ESIM(iccid: iccid(2), smdpAddress: "rsp.example.net", matchingID: "SECRET-1")),
            bundle: nil)
        let order = Self.plan(content("A", 2))
        #expect(
            Self.problem(of: order, [Self.delivered(1), twin]) == .oneCode(iccid(1), iccid(2)))
    }

    @Test(arguments: [
        DealingProblem.tooFew(delivered: 1, bought: 3), .tooMany(delivered: 4, bought: 3),
        .bundleNotSaid(iccid(1)), .otherBundles(sample(BundleName("A"))), .eSIMMissing(iccid(2)),
        .oneCode(iccid(1), iccid(2)),
    ])
    func `a problem is told in one sentence with its facts`(problem: DealingProblem) {
        let facts =
            switch problem {
            case .tooFew: ["1", "3"]
            case .tooMany: ["4", "3"]
            case .bundleNotSaid(let iccid), .eSIMMissing(let iccid): [iccid.digits]
            case .oneCode(let one, let other): [one.digits, other.digits]
            case .otherBundles(let bundle): [bundle.text]
            }
        #expect(facts.allSatisfy(problem.description.contains))
    }

    @Test(arguments: 1...60)
    func `every line gets its quantity and every eSIM goes to one line`(seed: Int) throws {
        var random = SeededRandom(seed: seed)
        let lines = RandomLines.make(using: &random)
        let limit = random.pick([1, 5, 10, 1_000])
        var next = 1_000
        var given = lines.map { _ in [DealtESIM]() }
        var freshICCIDs: [ICCID] = []
        for order in pack(lines, upTo: limit) {
            var delivered = Set(order.items.flatMap(\.iccids)).sorted().map {
                Self.delivered($0.sampleNumber)
            }
            let fresh = order.items.filter(\.iccids.isEmpty)
            for item in fresh {
                let named = fresh.count > 1 || random.chance(percent: 50)
                for _ in 0..<item.quantity {
                    next += random.number(1...3)
                    delivered.append(Self.delivered(next, named ? item.bundle.text : nil))
                }
            }
            if random.chance(percent: 30) { delivered.append(random.pick(delivered)) }
            let dealt = try order.deal(delivered.shuffled(using: &random))
            #expect(try order.deal(delivered.shuffled(using: &random)) == dealt)
            freshICCIDs += dealt.filter { !$0.existing }.map(\.esim.iccid)
            for one in dealt { given[one.line].append(one) }
        }
        for (line, esims) in zip(lines, given) {
            #expect(esims.count == line.quantity)
            #expect(Set(esims.map(\.esim.iccid)).count == line.quantity)
            #expect(esims.allSatisfy { $0.existing == !line.iccids.isEmpty })
            if !line.iccids.isEmpty { #expect(esims.map(\.esim.iccid) == line.iccids) }
        }
        #expect(Set(freshICCIDs).count == freshICCIDs.count)
    }
}
