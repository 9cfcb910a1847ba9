// The same bundle for the same eSIM on two lines is bought twice: allowed, but seldom meant.

/// Remembers which eSIM got which bundle on an earlier line.
struct ICCIDRepetitionRule: Sendable {
    private struct Purchase: Hashable {
        let iccid: ICCID
        let bundle: BundleName
    }

    /// Numbers, as a sheet may name a million eSIMs.
    private struct First {
        let iccid: ICCID
        /// The place of the bundle among `bundles`.
        let bundle: UInt32
        let line: UInt32
    }

    /// The first bundle of each eSIM, and its line. An eSIM seldom gets another.
    private var first: [First] = []
    /// Where an eSIM's is among them, by the hash of the eSIM.
    private var places: HashIndex
    /// The lines of those that are not the first.
    private var further: [Purchase: Int] = [:]
    private var bundles: [BundleName] = []
    private var bundlePlaces: [BundleName: UInt32] = [:]
    /// The places of bundles and 1 more, by their number in the sheet; 0 where it is not known yet.
    private var placesByNumber: [UInt32] = []
    private let memory: LargeMemory

    init(memory: LargeMemory) {
        self.memory = memory
        places = HashIndex(memory: memory)
    }

    /// Whether no earlier line named the eSIM at all; if so, it is this line's now. The bundle is
    /// that of the number in the sheet; its name is asked for once.
    mutating func isNew(
        _ iccid: ICCID, bundle: NameNumber, named name: @autoclosure () -> BundleName, line: Int
    ) -> Bool {
        isFirst(
            First(iccid: iccid, bundle: place(of: bundle, named: name), line: UInt32(line)))
    }

    private func place(of iccid: ICCID, _ hash: Int) -> Int? {
        places.number(hash) { first[Int($0)].iccid == iccid }.map { Int($0) }
    }

    /// Whether its eSIM had none yet; if so, it is kept.
    private mutating func isFirst(_ purchase: First) -> Bool {
        let hash = purchase.iccid.hashValue
        guard place(of: purchase.iccid, hash) == nil else { return false }
        places.add(hash, UInt32(first.count))
        first.makeRoom(in: memory)
        first.append(purchase)
        return true
    }

    private mutating func place(of number: NameNumber, named name: () -> BundleName) -> UInt32 {
        let index = Int(number.index)
        while placesByNumber.count <= index {
            placesByNumber.makeRoom(in: memory)
            placesByNumber.append(0)
        }
        if placesByNumber[index] == 0 { placesByNumber[index] = place(of: name()) + 1 }
        return placesByNumber[index] - 1
    }

    private mutating func place(of bundle: BundleName) -> UInt32 {
        if let place = bundlePlaces[bundle] { return place }
        let place = UInt32(bundles.count)
        bundles.append(bundle)
        bundlePlaces[bundle] = place
        return place
    }

    mutating func check(
        _ iccids: [ICCID], bundle: BundleName, line: SheetLine, into log: inout FindingLog
    ) {
        for (index, iccid) in iccids.enumerated() {
            guard let earlier = earlierLine(of: iccid, bundle: bundle) else {
                remember(iccid, bundle: bundle, line: line.position.line)
                continue
            }
            // Elements have a place each; a cell with several numbers has one.
            let position =
                line.known[.iccid]?.position
                ?? (line.iccidElements.indices.contains(index)
                    ? line.iccidElements[index].position : line.position)
            log.warning(
                .iccidRepeated, at: position, field: SheetField.iccid.rawValue,
                "\(iccid) gets \(bundle) on line \(earlier) already; it would be bought again")
        }
    }

    private func earlierLine(of iccid: ICCID, bundle: BundleName) -> Int? {
        guard let place = place(of: iccid, iccid.hashValue) else { return nil }
        let purchase = first[place]
        if bundles[Int(purchase.bundle)] == bundle { return Int(purchase.line) }
        return further[Purchase(iccid: iccid, bundle: bundle)]
    }

    private mutating func remember(_ iccid: ICCID, bundle: BundleName, line: Int) {
        let purchase = First(iccid: iccid, bundle: place(of: bundle), line: UInt32(line))
        if isFirst(purchase) { return }
        further[Purchase(iccid: iccid, bundle: bundle)] = line
    }
}
