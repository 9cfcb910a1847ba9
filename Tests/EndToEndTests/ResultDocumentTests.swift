// The result as JSON: the shape that scripts rely on, member by member.

import Foundation
import Testing

@Suite struct ResultDocumentTests {
    private static let sheet =
        "order,bundle,quantity,colour\nTOUR-17,\(Sheet.british),3,red\nTOUR-17,\(Sheet.french),1,\n"
        + "B,\(Sheet.french),2,\n"

    @Test func `run --json has every member with its kind and its number`() async throws {
        try await withSandbox("--balance", "500.00") { place in
            let sheet = try place.write("fleet.csv", Self.sheet)
            let result = try await place.buy(sheet)
            Self.expectShape(result)
            #expect(result["batch"] == "fleet")
            #expect(result["sheet"]["name"] == "fleet.csv")
            #expect(result["sheet"]["lines"] == 3)
            let hash = try await Tools.sha256(ofFile: sheet)
            #expect(result["sheet"]["sha256"].string == hash)
            #expect(result["outcome"] == "complete")
            #expect(result["exitCode"] == 0)
            #expect(result["currency"] == "USD")
            #expect(result["cost"] == "13.14")
            #expect(result["balance"]["before"] == "500.00")
            #expect(result["balance"]["after"] == "486.86")
            #expect(result["booksClose"] == true)
            let counts = [
                "orders": 2, "esims": 6, "published": 2, "pending": 0, "refused": 0,
                "unconfirmed": 0, "alreadyBought": 0,
            ]
            for (name, number) in counts { #expect(result["counts"][name].int == number) }
        }
    }

    @Test func `run --json tells each order, its lines and the sheet's findings`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Self.sheet)
            let result = try await place.buy(sheet)
            let truth = try await place.sandbox.truth()
            let tour = result["orders"][0]
            let references = Set(truth["orders"].elements.map { $0["orderReference"] })
            #expect(tour["order"] == "TOUR-17")
            #expect(tour["folder"] == "fleet/TOUR-17")
            #expect(tour["state"] == "published")
            #expect(tour["cost"] == "8.94")
            #expect(tour["reason"] == .null)
            #expect(tour["references"].elements.count == 1)
            #expect(
                Set(result["orders"].elements.flatMap { $0["references"].elements }) == references)
            #expect(tour["lines"].elements.map { $0["line"] } == [2, 3])
            #expect(tour["lines"][0]["bundle"].string == Sheet.british)
            #expect(tour["lines"][0]["quantity"] == 3)
            #expect(tour["lines"][0]["iccids"].elements.count == 3)
            #expect(result.reportedICCIDs.sorted() == truth.boughtICCIDs.sorted())
            let finding = result["findings"][0]
            #expect(finding["severity"] == "warning")
            #expect(finding["rule"] == "column-unknown")
            #expect(finding["line"] == 1)
            #expect(finding["column"] == 23)
            #expect(finding["field"] == "colour")
        }
    }

    @Test func `summary.json is the same document, and summary.csv has a row per line`()
        async throws
    {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Self.sheet)
            let result = try await place.buy(sheet)
            #expect(try place.document("fleet/summary.json") == result)
            let rows = try place.table("fleet/summary.csv")
            #expect(rows.map { $0["line"] } == ["2", "3", "4"])
            #expect(rows.map { $0["order"] } == ["TOUR-17", "TOUR-17", "B"])
            #expect(rows.map { $0["state"] } == ["published", "published", "published"])
            #expect(rows[0]["colour"] == "red")
            let again = try await place.buy(sheet)
            #expect(try place.document("fleet/summary.json") == again)
        }
    }

    @Test func `validate --json has the shape and the cost, and buys nothing`() async throws {
        try await withSandbox("--balance", "500.00") { place in
            let sheet = try place.write("fleet.csv", Self.sheet)
            let result = try await place.run("validate", sheet, "--json").json
            Self.expectShape(result, isBought: false)
            #expect(result["outcome"] == "complete")
            #expect(result["cost"] == "13.14")
            #expect(result["balance"]["before"] == "500.00")
            #expect(try await place.sandbox.truth()["count"] == 0)
            #expect(!FileManager.default.fileExists(atPath: "\(place.output)/fleet"))
        }
    }

    @Test func `the text of a run is for people, and says where the folders are`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Self.sheet)
            let result = try await place.run("run", sheet, "--yes")
            #expect(result.stdout.contains("fleet: 2 orders, 6 eSIMs: 2 published."))
            #expect(result.stdout.contains("Bought for 13.14 USD"))
            #expect(result.stdout.contains("\(place.output)/fleet"))
        }
    }

    /// Every member of the contract is there and of its kind.
    private static func expectShape(_ result: JSON, isBought: Bool = true) {
        func expect(_ value: JSON, _ kinds: [String: String]) {
            for (name, kind) in kinds {
                #expect(value[name].kind == kind, "\(name) is \(value[name].kind)")
            }
        }
        expect(
            result,
            [
                "batch": "string", "sheet": "object", "outcome": "string", "exitCode": "number",
                "currency": "string", "cost": "string", "balance": "object",
                "booksClose": isBought ? "boolean" : "null", "counts": "object",
                "orders": "array", "findings": "array",
            ])
        expect(result["sheet"], ["name": "string", "sha256": "string", "lines": "number"])
        expect(
            result["balance"], ["before": "string", "after": isBought ? "string" : "null"])
        for order in result["orders"].elements {
            expect(
                order,
                [
                    "order": "string", "state": "string", "cost": "string", "reason": "null",
                    "references": "array", "lines": "array",
                ])
            for line in order["lines"].elements {
                expect(
                    line,
                    [
                        "line": "number", "bundle": "string", "quantity": "number",
                        "iccids": "array",
                    ])
            }
        }
        for finding in result["findings"].elements {
            expect(
                finding,
                [
                    "severity": "string", "rule": "string", "line": "number", "column": "number",
                    "field": "string", "message": "string",
                ])
        }
    }
}
