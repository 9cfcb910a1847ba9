// Hostile and damaged sheets, one file each, kept so that what they once could break stays whole.

import Foundation
import Orders
import Testing

@testable import OrderSheets

@Suite struct CorpusTests {
    private static let folder = Bundle.module.bundleURL.appending(path: "Fixtures/Corpus")
    private static let names =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? []

    @Test func `the corpus is there`() {
        #expect(Self.names.count { $0.hasSuffix(".csv") } >= 30)
        #expect(Self.names.count { $0.hasSuffix(".xml") } >= 30)
    }

    @Test(arguments: Self.names)
    func `a hostile sheet is read to its end, and no line is lost in silence`(name: String) throws {
        let bytes = Array(try Data(contentsOf: Self.folder.appending(path: name)))
        let reading = SheetReading(bytes)
        for finding in reading.log.findings {
            guard let position = finding.position else { continue }
            let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
            #expect((1...lines).contains(position.line), "\(reading.findings)")
            #expect((1...bytes.count + 1).contains(position.column), "\(reading.findings)")
        }
        #expect(reading.sheet.lines.count <= reading.sheet.lineCount)
        let isWhole = reading.sheet.lines.count == reading.sheet.lineCount
        #expect(isWhole || reading.log.hasErrors)
        #expect(reading.sheet.lineCount > 0 || reading.log.hasErrors)
    }

    @Test(arguments: Self.names)
    func `every beginning of a hostile sheet is read to its end as well`(name: String) throws {
        let bytes = Array(try Data(contentsOf: Self.folder.appending(path: name)))
        for end in bytes.indices {
            let reading = SheetReading(Array(bytes[..<end]))
            let isWhole = reading.sheet.lines.count == reading.sheet.lineCount
            #expect(isWhole || reading.log.hasErrors, "the first \(end) bytes")
        }
    }
}
