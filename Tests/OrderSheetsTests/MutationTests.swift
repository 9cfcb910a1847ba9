// Sheets that chance has damaged: whatever they are, reading ends and says where it is wrong.

import Orders
import Testing

@Suite struct MutationTests {
    private static let seeds = [
        "bundle,note,quantity\r\nb,\"x \"\"y\"\"\r\nz\",1\nc,é🧳,\n,,\nd,\"\",2\n",
        "sep=;\nBundle;I C C I D;Remark\nb;8943108161000073175 8943108161000073183;r\n",
        "<orderSheet>\n<order id=\"T\"><line bundle=\"b\" note='é&amp;>'><iccid>"
            + "8943108161000073175</iccid></line><!-- c --></order>\n"
            + "<line bundle=\"b\"/></orderSheet>",
    ]
    private static let pieces: [[UInt8]] =
        [
            "\"", "\"\"", ",", ";", "\n", "\r", "<", ">", "/>", "&", "&lt;", "<!DOCTYPE x [", "]>",
            "<!--",
            "<![CDATA[", "<line bundle=\"b\"/>", "\0", "\u{FEFF}", "日本", "='",
        ].map { Array($0.utf8) } + [
            [0xFF, 0xFE], [0x80], [0xE9], [0x1F, 0x8B], [0x50, 0x4B, 3, 4],
        ]

    @Test(arguments: Self.seeds.indices)
    func `a damaged sheet is read to its end with positions inside it`(seed: Int) {
        var generator = SplitMix64(state: UInt64(seed) + 1)
        for _ in 0..<1_500 {
            var bytes = Array(Self.seeds[seed].utf8)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                mutate(&bytes, using: &generator)
            }
            let reading = SheetReading(bytes)
            let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
            let isInside = reading.log.findings.allSatisfy { finding in
                guard let position = finding.position else { return true }
                return (1...lines).contains(position.line)
                    && (1...bytes.count + 1).contains(position.column)
            }
            #expect(isInside, "\(bytes): \(reading.findings)")
            #expect(reading.sheet.lines.count <= reading.sheet.lineCount)
            // A line is never lost in silence.
            let isWhole = reading.sheet.lines.count == reading.sheet.lineCount
            #expect(isWhole || reading.log.hasErrors, "\(bytes)")
        }
    }

    private func mutate(_ bytes: inout [UInt8], using generator: inout SplitMix64) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + 5))
        default:
            let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
            bytes.insert(contentsOf: piece, at: place)
        }
    }

    /// The same numbers on every run, so that a failure comes again.
    private struct SplitMix64: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }
}
