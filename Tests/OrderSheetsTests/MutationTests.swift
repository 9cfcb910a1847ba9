// Sheets that chance has damaged: whatever they are, reading ends and says where it is wrong.

import OrderTestKit
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
    private static let damage = Damage(
        pieces: [
            "\"", "\"\"", ",", ";", "\n", "\r", "<", ">", "/>", "&", "&lt;", "<!DOCTYPE x [", "]>",
            "<!--",
            "<![CDATA[", "<line bundle=\"b\"/>", "\0", "\u{FEFF}", "日本", "='",
        ].map { Array($0.utf8) } + [
            [0xFF, 0xFE], [0x80], [0xE9], [0x1F, 0x8B], [0x50, 0x4B, 3, 4],
        ], longestCut: 5)

    @Test(arguments: Self.seeds.indices)
    func `a damaged sheet is read to its end with positions inside it`(seed: Int) {
        var generator = SeededRandom(seed: seed + 1)
        for _ in 0..<1_500 {
            var bytes = Array(Self.seeds[seed].utf8)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                Self.damage.strike(&bytes, using: &generator)
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
}
