// `--sandbox`: a rehearsal without key and network, in a world of its own.

import Foundation
import Testing

@Suite struct RehearsalTests {
    private static let alone =
        ["ESIMGO_API_KEY": nil, "ESIMBATCH_BASE_URL": nil] as [String: String?]

    @Test func `a rehearsal needs no key, and a second one sees the first`() async throws {
        try await withoutSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(2))
            let first = try await place.buy(sheet, "--sandbox", environment: Self.alone)
            #expect(first["outcome"] == "complete")
            #expect(first["rehearsal"] == true)
            #expect(try place.text("fleet/summary.json").contains("\"rehearsal\": true"))
            #expect(first["balance"]["after"] == "995.44")
            let second = try await place.buy(sheet, "--sandbox", environment: Self.alone)
            #expect(second["outcome"] == "nothing-to-do")
            try place.write("fleet.csv", Sheet.single(3))
            let third = try await place.buy(sheet, "--sandbox", environment: Self.alone)
            #expect(third["balance"]["before"] == "995.44")
            #expect(third["balance"]["after"] == "993.16")
            let balance = try await place.run("balance", "--sandbox", environment: Self.alone)
            #expect(balance.stdout == "993.16 USD\n")
        }
    }

    @Test func `play money never touches the real ledger`() async throws {
        try await withoutSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            try await place.buy(sheet, "--sandbox", environment: Self.alone)
            #expect(!FileManager.default.fileExists(atPath: place.ledger))
            #expect(try place.orderFolders(of: "fleet") == ["ORDER-1"])
            let own = try await place.run("status", "--sandbox")
            #expect(own.stdout.contains("fleet"))
            #expect(try await place.run("status").stdout.contains("There is no ledger"))
        }
    }
}
