// What chance does to the bytes of a sheet.

import OrderTestKit

/// Damages bytes in one place at a time.
struct Damage: Sendable {
    /// What may be put in.
    let pieces: [[UInt8]]
    let longestCut: Int

    /// Takes bytes out, changes one or puts a piece in.
    func strike(_ bytes: inout [UInt8], using random: inout SeededRandom) {
        guard !bytes.isEmpty else { return }
        let place = random.number(0...bytes.count - 1)
        switch random.number(0...3) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + longestCut))
        default: bytes.insert(contentsOf: random.pick(pieces), at: place)
        }
    }
}
