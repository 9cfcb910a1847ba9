// The shipped schema and the reader agree on which sheets are valid: xmllint judges the same files.

import Foundation
import OrderSheets
import OrderTestKit
import Orders
import Subprocess
import SystemPackage
import Testing

/// Where the rules go beyond the schema, by intent, is in docs/sheets.md: the reader compares names
/// of attributes leniently, checks counts and repeated ICCIDs, and refuses near misses of names.
/// The generated sheets stay clear of that.
@Suite struct SchemaAgreementTests {
    private struct Sheet {
        let name: String
        let text: String
    }

    @Test func `the samples are valid for both`() async throws {
        let samples = ["orders.xml"].map { "\(Self.root)/samples/\($0)" }
        let valid = try await validated(samples, schema: "order-sheet.xsd")
        for sample in samples {
            #expect(valid[sample] == true)
            #expect(!SheetReading(.file(path: sample)).log.hasErrors)
        }
    }

    @Test(arguments: [false, true])
    func `generated sheets, sound and with one fault each, are judged alike`(
        isNamespaced: Bool
    ) async throws {
        var generator = SeededRandom(seed: isNamespaced ? 2 : 1)
        let sheets = (0..<300).map { number in
            let isSound = number % 3 == 0
            let text = document(isNamespaced, fault: isSound ? nil : number, using: &generator)
            return Sheet(name: "sheet-\(number).xml", text: text)
        }
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "SchemaAgreementTests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for sheet in sheets {
            try Data(sheet.text.utf8).write(to: folder.appending(path: sheet.name))
        }
        let paths = sheets.map { folder.appending(path: $0.name).path }
        let schema = isNamespaced ? "order-sheet-ns.xsd" : "order-sheet.xsd"
        let valid = try await validated(paths, schema: schema)
        var invalidCount = 0
        for (sheet, path) in zip(sheets, paths) {
            let reading = SheetReading(sheet.text)
            #expect(
                valid[path] == !reading.log.hasErrors,
                "xmllint says \(String(describing: valid[path])): \(sheet.text) \(reading.findings)"
            )
            if valid[path] == false { invalidCount += 1 }
        }
        // The faults are real ones.
        #expect(invalidCount > 150)
    }

    // MARK: Generated documents

    private func document(
        _ isNamespaced: Bool, fault: Int?, using generator: inout SeededRandom
    ) -> String {
        let namespace = isNamespaced ? " xmlns=\"urn:esimbatch:order-sheet:1\"" : ""
        var parts = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
            Bool.random(using: &generator)
                ? line(using: &generator) : order(using: &generator)
        }
        if let fault {
            let faults = Self.faults
            let place = Int.random(in: 0...parts.count, using: &generator)
            parts.insert(faults[fault % faults.count], at: place)
        }
        return "<?xml version=\"1.0\"?>\n<orderSheet\(namespace)>\n"
            + parts.joined(separator: "\n") + "\n</orderSheet>\n"
    }

    private func order(using generator: inout SeededRandom) -> String {
        let lines = (0..<Int.random(in: 1...3, using: &generator))
            .map { _ in line(using: &generator) }
        let id = ["TOUR-17", "日本", "a b", "x &amp; y"].randomElement(using: &generator) ?? ""
        return "<order id=\"\(id)\">" + lines.joined() + "</order>"
    }

    private func line(using generator: inout SeededRandom) -> String {
        var attributes = ["bundle=\"esim_1GB_7D_GB_V2\""]
        let others = [
            "quantity=\"\(Int.random(in: 1...10_000, using: &generator))\"", "name='Zoë &lt;3'",
            "email=\"a@example.com\"", "note=\"\"", "imei=\"352099001761481\"", "colour=\"red\"",
        ]
        for other in others where Int.random(in: 0..<4, using: &generator) == 0 {
            attributes.append(other)
        }
        attributes.shuffle(using: &generator)
        let hasQuantity = attributes.contains { $0.hasPrefix("quantity") }
        // With a quantity the number of ICCIDs would have to match, which a schema cannot say.
        guard !hasQuantity, Bool.random(using: &generator) else {
            return "<line \(attributes.joined(separator: " "))/>"
        }
        return "<line \(attributes.joined(separator: " "))>"
            + "<iccid>8943108161000073175</iccid><iccid>8943108161000073183F</iccid></line>"
    }

    private static let faults = [
        "<line/>", "<line bundle=\"\"/>", "<line bundle=\"b\" quantity=\"0\"/>",
        "<line bundle=\"b\" quantity=\"10001\"/>", "<line bundle=\"b\" quantity=\"1.0\"/>",
        "<line bundle=\"b\" quantity=\"two\"/>", "<line bundle=\"b\" quantity=\"-1\"/>",
        "<line bundle=\"b\"><iccid>123</iccid></line>", "<line bundle=\"b\"><iccid/></line>",
        "<line bundle=\"b\"><iccid> \n</iccid></line>", "<line bundle=\"b\" iccid=\" ;\"/>",
        "<line bundle=\"b\"><iccid>89431081610000731750000</iccid></line>",
        "<line bundle=\"b\"><iccid>8943108161000073175X</iccid></line>",
        "<line bundle=\"b\"><iccid a=\"1\">8943108161000073175</iccid></line>",
        "<line bundle=\"b\" iccid=\"123\"/>", "<line bundle=\"b\">text</line>",
        "<line bundle=\"b\"><line bundle=\"b\"/></line>", "<order id=\"A\"/>",
        "<order><line bundle=\"b\"/></order>", "<order id=\"\"><line bundle=\"b\"/></order>",
        "<order id=\"A\" name=\"x\"><line bundle=\"b\"/></order>", "<lines/>", "text",
        "<order id=\"A\"><order id=\"B\"><line bundle=\"b\"/></order></order>",
        "<order id=\"A\">text<line bundle=\"b\"/></order>",
        "<x:line xmlns:x=\"urn:x\" bundle=\"b\"/>",
        "<line bundle=\"b\" x:a=\"1\" xmlns:x=\"urn:x\"/>",
        "<line bundle=\"b\" bundle=\"c\"/>", "<line bundle=\"b\">", "<line bundle=\"&nbsp;\"/>",
        "<line bundle=\"\(String(repeating: "x", count: 201))\"/>",
        "<line bundle=\"b\" note=\"\(String(repeating: "x", count: 4_097))\"/>",
        "<line bundle=\"b\" order=\"\(String(repeating: "x", count: 101))\"/>",
    ]

    // MARK: The other judge

    /// What `xmllint --schema` says of each file: one process for all of them.
    private func validated(_ paths: [String], schema: String) async throws -> [String: Bool] {
        let result = try await Subprocess.run(
            .name("xmllint"),
            arguments: Arguments(
                ["--nonet", "--noout", "--schema", "\(Self.root)/samples/\(schema)"] + paths),
            output: .discarded, error: .string(limit: 16 << 20))
        var valid: [String: Bool] = [:]
        for path in paths { valid[path] = false }  // one that is not well-formed is not judged
        for line in result.standardError.split(separator: "\n") {
            guard line.hasSuffix(" validates") else { continue }
            valid[String(line.dropLast(" validates".count))] = true
        }
        return valid
    }

    private static var root: String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
            .standardizedFileURL.path
    }
}
