// The forms in which `check` tells its findings, and the copy that it corrects.

import Foundation
import Testing

@Suite struct CheckOutputTests {
    private static let faulty = "order,bundle,quantity,colour\nA,b,0,red\n"

    @Test func `SARIF has the rules, and each finding with its level and place`() async throws {
        try await withoutSandbox { place in
            try place.write("my sheet.csv", Self.faulty)
            let document = try await place.run("check", "my sheet.csv", "--sarif", exits: 2).json
            #expect(document["version"] == "2.1.0")
            #expect(document["$schema"].string?.hasSuffix("sarif-schema-2.1.0.json") == true)
            let run = document["runs"][0]
            #expect(run["columnKind"] == "unicodeCodePoints")
            let rules = run["tool"]["driver"]["rules"].elements
            #expect(run["tool"]["driver"]["name"] == "esimbatch")
            #expect(Set(rules.map { $0["id"] }).count == rules.count)
            let results = run["results"].elements
            #expect(results.map { $0["level"] } == ["warning", "error"])
            for result in results {
                let index = try #require(result["ruleIndex"].int)
                #expect(rules[index]["id"] == result["ruleId"])
                #expect(result["message"]["text"].string?.isEmpty == false)
            }
            let place = results[1]["locations"][0]["physicalLocation"]
            #expect(place["artifactLocation"]["uri"] == "my%20sheet.csv")
            #expect(place["region"]["startLine"] == 2)
            #expect(place["region"]["startColumn"] == 5)
        }
    }

    @Test func `SARIF of a sound sheet has no results, and of a missing one a place without lines`()
        async throws
    {
        try await withoutSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let sound = try await place.run("check", sheet, "--sarif").json
            #expect(sound["runs"][0]["results"] == .array([]))
            let missing = try await place.run("check", "none.csv", "--sarif", exits: 2).json
            let result = missing["runs"][0]["results"][0]
            #expect(result["ruleId"] == "sheet-unreadable")
            #expect(result["locations"][0]["physicalLocation"]["region"] == .missing)
            try await place.run("check", sheet, "--sarif", "--json", exits: 64)
        }
    }

    @Test func `in a pipe each finding is one line`() async throws {
        try await withoutSandbox { place in
            try place.write("sheet.csv", Self.faulty)
            let lines = try await place.run("check", "sheet.csv", exits: 2).stdout
                .split(separator: "\n")
            #expect(lines.filter { $0.hasPrefix("sheet.csv:") }.count == 2)
            #expect(!lines.contains { $0.contains("^") })
        }
    }

    @Test func `a workbook is checked by its cells and bought`() async throws {
        try await withSandbox { place in
            let samples = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../samples")
            let path = samples.appending(path: "fleet.xlsx").standardizedFileURL.path
            let found = try await place.run("check", path, "--worksheet", "Fleat", exits: 2)
            #expect(found.stdout.contains("it has: \"Fleet\""))
            let checked = try await place.run("check", path, "--json").json
            #expect(checked["findings"] == .array([]))
            let result = try await place.buy(path, "--worksheet", "Fleet", "--batch", "fleet")
            #expect(result["batch"] == "fleet")
            #expect(result["counts"]["published"] == checked["counts"]["orders"])
        }
    }

    @Test func `the copy is corrected, said to be, checked, and never written over a file`()
        async throws
    {
        try await withoutSandbox { place in
            try place.write("sheet.csv", "order,bundle,quantity\n\u{200B}A,b, 1\nB,b,0\n")
            let result = try await place.run(
                "check", "sheet.csv", "--fix", "fixed.csv", exits: 2)
            #expect(try place.ownText("fixed.csv") == "order,bundle,quantity\nA,b, 1\nB,b,0\n")
            let lines = result.stdout.split(separator: "\n").map(String.init)
            #expect(lines[0].hasPrefix("sheet.csv:2:1: corrected: order: "))
            #expect(lines[1] == "fixed.csv: a copy with 1 correction.")
            #expect(lines[2].hasPrefix("fixed.csv:3:5: error: quantity: "))
            try await place.run("check", "sheet.csv", "--fix", "fixed.csv", exits: 8)
            let json = try await place.run(
                "check", "sheet.csv", "--fix", "other.csv", "--json", exits: 2
            ).json
            #expect(json["correctedCopy"] == "other.csv")
            #expect(json["corrections"][0]["line"] == 2)
            #expect(json["findings"].elements.count == 1)
        }
    }
}
