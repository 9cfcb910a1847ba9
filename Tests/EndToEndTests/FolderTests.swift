// What lands in the output folder: complete, checked, and nobody else's to read.

import Foundation
import Testing
import ZipArchive

@Suite struct FolderTests {
    @Test func `an order's folder holds its eSIMs in every form`() async throws {
        try await withSandbox { place in
            let sheet = try place.write(
                "tour.csv", "order,bundle,quantity,note\nTOUR-17,\(Sheet.british),12,north\n")
            let result = try await place.buy(sheet)
            let references = result["orders"][0]["references"].elements.compactMap(\.string)
            let iccids = result.reportedICCIDs
            let expected =
                references.map { "assignments-\($0).zip" }
                + ["cards.html", "esims.csv", "order.json", "qr", "qr.txt"]
            #expect(try place.names(in: "tour/TOUR-17") == expected.sorted())
            #expect(
                try place.names(in: "tour/TOUR-17/qr")
                    == iccids.flatMap { ["\($0).png", "\($0).svg"] }.sorted())
            for row in try place.table("tour/TOUR-17/esims.csv") {
                let code = "LPA:1$\(row["smdp_address"] ?? "")$\(row["matching_id"] ?? "")"
                #expect(row["activation_code"] == code)
                #expect(row["apple_url"]?.hasSuffix(code) == true)
                #expect(row["android_url"]?.hasSuffix(code) == true)
                #expect(references.contains(row["reference"] ?? ""))
                #expect(row["note"] == "north")
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: "\(place.output)/tour")
            #expect(names.sorted() == ["TOUR-17", "report.html", "summary.csv", "summary.json"])
        }
    }

    @Test func `every order's table has all columns that the sheet carries`() async throws {
        try await withSandbox { place in
            let head = "order,bundle,name,note\n"
            let rows = [
                "A,\(Sheet.british),Anna,", "B,\(Sheet.british),,late", "C,\(Sheet.british),,",
            ]
            let sheet = try place.write("fleet.csv", head + rows.joined(separator: "\n") + "\n")
            try await place.buy(sheet)
            let own = try #require(
                try place.text("fleet/A/esims.csv").split(separator: "\r\n").first)
            #expect(own.hasSuffix(",reference,name,note"))
            for order in ["B", "C"] {
                #expect(try place.text("fleet/\(order)/esims.csv").hasPrefix(own + "\r\n"))
            }
            // Also of a folder that is rendered again by itself.
            try FileManager.default.removeItem(atPath: "\(place.output)/fleet/C")
            try await place.buy(sheet)
            #expect(try place.text("fleet/C/esims.csv").hasPrefix(own + "\r\n"))
        }
    }

    @Test func `order.json lists every file with its SHA-256`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.orders(("A", Sheet.british, 2)))
            try await place.buy(sheet)
            let document = try place.document("fleet/A/order.json")
            let files = document["files"].elements
            let there = try place.modes().filter { !$0.isFolder }.map(\.path)
                .filter { $0.hasPrefix("orders/fleet/A/") && !$0.hasSuffix("order.json") }
            #expect(files.count == there.count)
            for file in files {
                let path = "\(place.output)/fleet/A/\(try #require(file["path"].string))"
                let hash = try await Tools.sha256(ofFile: path)
                #expect(file["sha256"].string == hash)
            }
            #expect(document["purchases"][0]["cost"] == "4.56")
            #expect(document["purchases"][0]["placedAt"].kind == "string")
        }
    }

    @Test(arguments: [("", "provider"), ("seed=1,bad-zip=1", "built")])
    func `the ZIP is the provider's own if it is sound, else one that we build`(
        _ faults: String, _ source: String
    ) async throws {
        try await withSandbox("--faults", faults) { place in
            let sheet = try place.write("fleet.csv", Sheet.orders(("A", Sheet.british, 3)))
            try await place.buy(sheet)
            let name = try #require(try place.names(in: "fleet/A").first)
            let archive = try ZipReader(try place.bytes("fleet/A/\(name)"))
            try archive.verify()
            #expect(archive.entries.count >= 3)
            #expect(archive.entries.allSatisfy { $0.isSafeName })
            let files = try place.document("fleet/A/order.json")["files"].elements
            #expect(files.first { $0["path"].string == name }?["source"].string == source)
        }
    }

    @Test(arguments: ["short-assignments", "duplicate-rows", "empty-assignments"])
    func `a faulty list of install data never ends in a folder that is not whole`(
        _ fault: String
    ) async throws {
        try await withSandbox("--faults", "seed=1,\(fault)=1,no-inline=1") { place in
            let sheet = try place.write("fleet.csv", Sheet.orders(("A", Sheet.british, 7)))
            // The order itself lists its eSIMs too, and fills the gap.
            try await place.buy(sheet)
            let truth = try await place.sandbox.truth()
            #expect(truth["count"] == 1)
            #expect(
                try place.publishedICCIDs(of: "fleet").sorted() == truth.boughtICCIDs.sorted())
            #expect(truth.boughtICCIDs.count == 7)
        }
    }

    @Test func `names that a file system cannot hold are made safe and told apart`() async throws {
        try await withSandbox { place in
            let (british, french) = (Sheet.british, Sheet.french)
            let sheet = try place.write(
                "fleet.csv",
                Sheet.orders(("../A", british, 1), ("A/B", french, 1), ("A:B", british, 1)))
            try await place.buy(sheet)
            let folders = try place.orderFolders(of: "fleet")
            #expect(folders.count == 3)
            #expect(folders.allSatisfy { !$0.contains("/") && !$0.hasPrefix(".") })
            #expect(Set(folders).contains("A_B"))
            #expect(try place.names(in: "") == ["fleet"])
        }
    }

    @Test func `a cell that a spreadsheet would compute is neutralised`() async throws {
        try await withSandbox { place in
            let sheet = try place.write(
                "fleet.csv", "order,bundle,note\nA,\(Sheet.british),=1+1\n")
            try await place.buy(sheet)
            #expect(try place.table("fleet/A/esims.csv")[0]["note"] == "'=1+1")
            #expect(try place.table("fleet/summary.csv")[0]["note"] == "'=1+1")
        }
    }

    @Test(arguments: [[], ["--sandbox"]])
    func `folders are 0700 and files 0600`(_ options: [String]) async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            try await place.run(arguments: ["run", sheet, "--yes"] + options, exits: 0)
            for found in try place.modes() {
                #expect(found.mode == (found.isFolder ? 0o700 : 0o600), "\(found.path)")
            }
        }
    }

    @Test func `activation codes are in the order folders only`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.orders(("A", Sheet.british, 6)))
            let run = try await place.run("run", sheet, "--yes", "--json", "-v")
            let status = try await place.run("status", "fleet", "--json")
            let seen = [
                run.stdout, run.stderr, status.stdout, try place.text("fleet/summary.json"),
                try place.text("fleet/summary.csv"), try place.text("fleet/A/order.json"),
                try place.text("fleet/report.html"),
            ]
            let secrets = try place.table("fleet/A/esims.csv").map {
                try #require($0["matching_id"])
            }
            #expect(secrets.count == 6)
            for secret in secrets {
                #expect(!seen.contains { $0.contains(secret) })
            }
        }
    }
}
