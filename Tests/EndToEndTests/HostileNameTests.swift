// Names that climb, hide or collide, links that lie in wait, and a lax or strict umask: what is
// written stays in the output folder and is its owner's alone.

import Foundation
import Subprocess
import SystemPackage
import Testing

@Suite struct HostileNameTests {
    private static let names = [
        "..", ".", "../../outside", "/etc/outside", "a/../../../outside", "~/outside", "$HOME",
        "`touch outside`", "-rf", "CON", "nul.txt", "Tour", "tour", "TOUR", "Ｔour", "T\u{043E}ur",
        "caf\u{E9}", "cafe\u{301}x", "trailing.", "trailing ..",
        "summary.csv", "summary.json", ".staged-x", ".replaced-x", "a\\b", "a:b", "a*b?",
        String(repeating: "x", count: 100), String(repeating: "é", count: 100),
        String(repeating: "🧳", count: 90),
    ]

    @Test func `whatever orders are called, each has a folder of its own in its batch's`()
        async throws
    {
        try await withSandbox { place in
            let rows = Self.names.map { "\"\($0)\",\(Sheet.british)\n" }.joined()
            let sheet = try place.write("fleet.csv", "order,bundle\n" + rows)
            let result = try await place.buy(sheet, "--max-per-order", "1")
            #expect(result["counts"]["published"].int == Self.names.count)
            // An order may be called like a summary: its folder is told from the file.
            let folders = try place.modes().filter(\.isFolder).map(\.path)
                .filter { $0.hasPrefix("orders/fleet/") && $0.split(separator: "/").count == 3 }
                .map { String($0.dropFirst("orders/fleet/".count)) }
            #expect(folders.count == Self.names.count, "\(folders)")
            #expect(Set(folders.map { $0.lowercased() }).count == folders.count)
            #expect(folders.allSatisfy { !$0.hasPrefix(".") && !$0.contains("/") })
            try expectNothingOutside(place)
        }
    }

    @Test(arguments: [
        "..", "../outside", "/tmp/outside", "a/../../outside", ".", " ", "\u{202E}x", "CON", "-x",
        String(repeating: "x", count: 500), "a\nb",
    ])
    func `whatever a batch is called, it stays in the output folder or is refused`(
        _ name: String
    ) async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let result = try await place.run(
                arguments: ["run", sheet, "--yes", "--json", "--batch=\(name)"], exits: nil)
            let bought = try await place.sandbox.truth()["count"].int
            #expect([0, 64].contains(result.status), "\(result)")
            #expect(bought == (result.status == 0 ? 1 : 0))
            try expectNothingOutside(place)
        }
    }

    @Test func `links in the way of summaries are replaced and not followed`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let victim = try place.write("victim", "untouched")
            try place.makeFolder("orders/fleet")
            for name in ["summary.csv", "summary.json", ".staged-summary.csv", ".staged-probe"] {
                try FileManager.default.createSymbolicLink(
                    atPath: "\(place.output)/fleet/\(name)", withDestinationPath: victim)
            }
            try await place.buy(sheet)
            #expect(try String(contentsOfFile: victim, encoding: .utf8) == "untouched")
            #expect(try place.text("fleet/summary.csv").contains("ORDER-1"))
        }
    }

    @Test func `a link in an order's place is refused, and what was bought is finished later`()
        async throws
    {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(2))
            try place.makeFolder("victim")
            try place.makeFolder("orders/fleet")
            let link = "\(place.output)/fleet/ORDER-1"
            try FileManager.default.createSymbolicLink(
                atPath: link, withDestinationPath: "\(place.folder)/victim")
            try await place.buy(sheet, exits: nil)
            let inside = try FileManager.default.contentsOfDirectory(
                atPath: "\(place.folder)/victim")
            #expect(inside == [])
            try FileManager.default.removeItem(atPath: link)
            #expect(try await place.buy(sheet)["exitCode"] == 0)
            let truth = try await place.sandbox.truth()
            #expect(truth["count"] == 2)
            #expect(try place.publishedICCIDs(of: "fleet").sorted() == truth.boughtICCIDs.sorted())
        }
    }

    @Test(arguments: ["000", "022", "077"])
    func `under any umask what is written is its owner's alone`(_ umask: String) async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(2))
            let variables = place.environment.map {
                (Environment.Key(stringLiteral: $0.key), $0.value)
            }
            let result = try await Subprocess.run(
                .path("/bin/sh"),
                arguments: [
                    "-c", "umask \(umask); exec \"$@\"", "sh", try ProgramFile.path, "run", sheet,
                    "--yes", "--json",
                ],
                environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
                workingDirectory: FilePath(place.folder), output: .string(limit: 1 << 20),
                error: .string(limit: 1 << 20))
            #expect(result.terminationStatus.isSuccess, "\(result.standardError)")
            let written = try place.modes().filter {
                $0.path.hasPrefix("orders") || $0.path.hasPrefix("state")
            }
            #expect(written.count > 10)
            for one in written {
                #expect(one.mode == (one.isFolder ? 0o700 : 0o600), "\(one.path)")
            }
        }
    }

    @Test func `a file's name gives no orders to a terminal`() async throws {
        try await withoutSandbox { place in
            let name = "a\u{1B}[2J\u{9B}31m.csv"
            try place.write(name, "bundle,quantity\n\(Sheet.british),0\n")
            let found = try await place.run("check", name, exits: 2)
            #expect(found.stdout.contains("a\u{FFFD}[2J\u{FFFD}31m.csv:2:"))
            let missing = try await place.run("check", "b\(name)", exits: 2)
            for text in [found.stdout, missing.stdout, missing.stderr] {
                #expect(!text.contains("\u{1B}") && !text.contains("\u{9B}"), "\(text)")
            }
            let document = try await place.run("check", name, "--json", exits: 2).json
            #expect(document["sheet"]["name"].string == name)
        }
    }

    private func expectNothingOutside(_ place: Workplace) throws {
        let allowed = ["orders", "state", "fleet.csv"]
        let top = try FileManager.default.contentsOfDirectory(atPath: place.folder)
        #expect(top.allSatisfy { allowed.contains($0) }, "\(top)")
        for name in ["/tmp/outside", "/etc/outside", "\(place.folder)/../outside"] {
            #expect(!FileManager.default.fileExists(atPath: name))
        }
    }
}
