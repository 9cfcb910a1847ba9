// The drawing: well-formed, exact module by module, and silent about the text.

import QRCode
import Testing

@Suite struct SVGTests {
    @Test(arguments: Samples.texts) func `the document is well-formed`(text: String) async throws {
        try await Tools.checkXML(QRCode(text: text).svg())
    }

    @Test(arguments: Samples.texts, [0, 4]) func `the path covers exactly the dark modules`(
        text: String, margin: Int
    ) throws {
        let code = try QRCode(text: text)
        let svg = code.svg(margin: margin)
        let size = code.side + 2 * margin
        var drawn = [[Bool]](repeating: [Bool](repeating: false, count: size), count: size)
        for match in svg.matches(of: /M(\d+) (\d+)h(\d+)v1H(\d+)z/) {
            let x = try #require(Int(match.1))
            let y = try #require(Int(match.2))
            let width = try #require(Int(match.3))
            #expect(match.1 == match.4, "the run goes back to where it began")
            for column in x..<(x + width) {
                #expect(!drawn[y][column], "no module is drawn twice")
                drawn[y][column] = true
            }
        }
        let inside = drawn[margin..<(size - margin)].map { Array($0[margin..<(size - margin)]) }
        #expect(inside == code.modules)
        let dark = drawn.joined().count(where: { $0 })
        #expect(dark == code.modules.joined().count(where: { $0 }), "the margin is empty")
    }

    @Test func `runs are merged and nothing else is in the path`() throws {
        let code = try QRCode(text: Samples.activationCode)
        let svg = code.svg()
        let runs = code.modules.map { $0.split(separator: false).count }.reduce(0, +)
        #expect(svg.matches(of: /M\d+ \d+h\d+v1H\d+z/).count == runs)
        #expect(svg.firstMatch(of: /\sd="(M\d+ \d+h\d+v1H\d+z)+"/) != nil)
        #expect(svg.matches(of: /<path\s/).count == 1)
    }

    @Test func `the document has a view box, crisp edges and no size of its own`() throws {
        let svg = try QRCode(text: Samples.activationCode).svg(margin: 2)
        #expect(svg.contains(#"viewBox="0 0 37 37""#))
        #expect(svg.contains(#"shape-rendering="crispEdges""#))
        #expect(svg.firstMatch(of: /<svg[^>]*(width|height)=/) == nil)
    }

    @Test func `the text is nowhere in the document`() throws {
        let svg = try QRCode(text: Samples.activationCode).svg()
        #expect(svg.contains("<title>QR code</title>"))
        for part in Samples.activationCode.split(separator: "$") { #expect(!svg.contains(part)) }
    }
}
