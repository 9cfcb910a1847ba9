// Sheets end to end: forms, findings, and how lines become purchases and folders.

import Foundation
import Testing

@Suite struct SheetTests {
    @Test func `a line of 37 becomes 10, 10, 10 and 7 in one folder`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.orders(("A", Sheet.british, 37)))
            let result = try await place.buy(sheet)
            let truth = try await place.sandbox.truth()
            #expect(truth.boughtQuantities.sorted() == [7, 10, 10, 10])
            #expect(result["orders"][0]["references"].elements.count == 4)
            #expect(try place.orderFolders(of: "fleet") == ["A"])
            let zips = try place.names(in: "fleet/A").filter { $0.hasSuffix(".zip") }
            #expect(zips.count == 4)
            #expect(try place.text("fleet/A/qr.txt").split(separator: "\n").count == 37)
            #expect(
                try place.publishedICCIDs(of: "fleet").sorted() == truth.boughtICCIDs.sorted())
        }
    }

    @Test func `forty lines of one order become four purchases and forty rows in line order`()
        async throws
    {
        try await withSandbox { place in
            let rows = (1...40).map { "TOUR,\(Sheet.british),Traveller \($0)\n" }
            let sheet = try place.write("tour.csv", "order,bundle,name\n" + rows.joined())
            let result = try await place.buy(sheet)
            #expect(try await place.sandbox.truth().boughtQuantities == [10, 10, 10, 10])
            let table = try place.table("tour/TOUR/esims.csv")
            #expect(table.map { $0["line"] } == (2...41).map { "\($0)" })
            #expect(table.map { $0["name"] } == (1...40).map { "Traveller \($0)" })
            #expect(result["orders"][0]["lines"].elements.count == 40)
            let codes = table.map { $0["activation_code"] ?? "" }
            #expect(try place.text("tour/TOUR/qr.txt") == codes.map { $0 + "\n" }.joined())
        }
    }

    @Test func `the most eSIMs in one purchase can be chosen`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.orders(("A", Sheet.british, 7)))
            try await place.buy(sheet, "--max-per-order", "3")
            #expect(try await place.sandbox.truth().boughtQuantities.sorted() == [1, 3, 3])
        }
    }

    @Test func `a line without an order has a folder of its bundle, quantity and ordinal`()
        async throws
    {
        try await withSandbox { place in
            let (british, french) = (Sheet.british, Sheet.french)
            let sheet = try place.write(
                "fleet.csv", "bundle,quantity\n\(british),2\n\(french),1\n\(british),2\n")
            try await place.buy(sheet, "--batch", "fleet")
            #expect(
                try place.orderFolders(of: "fleet")
                    == ["\(french)-x1-1", "\(british)-x2-1", "\(british)-x2-2"])
        }
    }

    @Test func `a bundle is put on an existing eSIM`() async throws {
        try await withSandbox { place in
            let iccid = "8943108161000073175"
            let sheet = try place.write(
                "fleet.csv", "order,bundle,iccid\nA,\(Sheet.british),\(iccid)\n")
            let result = try await place.buy(sheet)
            #expect(result.reportedICCIDs == [iccid])
            #expect(try await place.sandbox.truth().boughtICCIDs == [iccid])
        }
    }

    @Test func `a gzipped sheet is read through, and its batch has the bare name`() async throws {
        try await withSandbox { place in
            let bytes = try await Tools.gzip(Sheet.single(2))
            let path = "\(place.folder)/fleet.csv.gz"
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            let result = try await place.buy(path)
            #expect(result["batch"] == "fleet")
            #expect(result["counts"]["published"] == 2)
        }
    }

    @Test func `a sheet on stdin is bought into the named batch`() async throws {
        try await withSandbox { place in
            let result = try await place.run(
                "run", "-", "--batch", "piped", "--yes", "--json", input: Sheet.single(2))
            #expect(try result.json["batch"] == "piped")
            #expect(try place.orderFolders(of: "piped") == ["ORDER-1", "ORDER-2"])
        }
    }

    @Test func `a sheet from a pipe needs a batch's name as well`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let program = try ProgramFile.path
            let nameless = try await place.shell("cat \(sheet) | '\(program)' run /dev/stdin --yes")
            #expect(nameless.status == 64, "\(nameless)")
            #expect(nameless.stderr.contains("--batch NAME"))
            let named = try await place.shell(
                "cat \(sheet) | '\(program)' run /dev/stdin --yes --batch piped")
            #expect(named.status == 0, "\(named)")
            #expect(try place.orderFolders(of: "piped") == ["ORDER-1"])
        }
    }

    @Test func `an XML sheet buys the same`() async throws {
        try await withSandbox { place in
            let sheet = try place.write(
                "orders.xml",
                """
                <orderSheet><order id="TOUR-17"><line bundle="\(Sheet.british)" quantity="3"/>
                <line bundle="\(Sheet.french)" name="A. Traveller"/></order></orderSheet>
                """)
            let result = try await place.buy(sheet)
            #expect(result["counts"]["esims"] == 4)
            #expect(try place.orderFolders(of: "orders") == ["TOUR-17"])
        }
    }

    @Test func `every finding is printed with its line and column, without network`()
        async throws
    {
        try await withoutSandbox { place in
            try place.write(
                "sheet.csv",
                "order,bundle,quantity,colour\nA,\(Sheet.british),0,red\nB,,1,\n")
            let result = try await place.run("check", "sheet.csv", exits: 2)
            let lines = result.stdout.split(separator: "\n").map(String.init)
            #expect(
                lines.contains(
                    "sheet.csv:2:21: error: quantity: \"0\" is not 1…10000 [quantity-range]"))
            #expect(lines.contains { $0.hasPrefix("sheet.csv:1:23: warning: colour: ") })
            #expect(
                lines.contains {
                    $0.hasPrefix("sheet.csv:3:3: error: bundle: ")
                        || $0.hasPrefix("sheet.csv:3:1: error: bundle: ")
                })
        }
    }

    @Test func `check as JSON has the findings, and the shape of the result`() async throws {
        try await withoutSandbox { place in
            try place.write("sheet.csv", "order,bundle,quantitiy\nA,\(Sheet.british),1\n")
            let result = try await place.run("check", "sheet.csv", "--json", exits: 2).json
            let finding = result["findings"][0]
            #expect(result["outcome"] == "invalid")
            #expect(result["exitCode"] == 2)
            #expect(finding["rule"] == "column-misspelt")
            #expect(finding["severity"] == "error")
            #expect(finding["line"] == 1)
            #expect(finding["column"] == 14)
            #expect(finding["field"] == "quantitiy")
        }
    }

    @Test func `check of a sound sheet needs no key and no ledger`() async throws {
        try await withoutSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(3))
            let result = try await place.run(
                "check", sheet, environment: ["ESIMGO_API_KEY": nil])
            #expect(result.stdout.contains("3 orders, 3 eSIMs"))
            #expect(try place.modes().map(\.path) == ["fleet.csv"])
        }
    }

    @Test(arguments: ["", "order,bundle\n", "no/such/file.csv"])
    func `2 for a sheet that is empty or cannot be read`(_ content: String) async throws {
        try await withoutSandbox { place in
            if !content.hasSuffix(".csv") { try place.write("fleet.csv", content) }
            try await place.run("check", "fleet.csv", exits: 2)
        }
    }
}
