// 8: the key, the address, the folders and the configuration file; whatever fails, the key stays
// unseen (every run of the harness looks for it).

import Testing

@Suite struct CredentialTests {
    @Test(arguments: ["run", "validate"])
    func `8 when the provider does not accept the key`(_ command: String) async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let wrong = "wrong-\(place.key)"
            let result = try await place.run(
                command, sheet, "--json", command == "run" ? "--yes" : "--verbose", exits: 8,
                environment: ["ESIMGO_API_KEY": wrong])
            #expect(try result.json["outcome"] == "misconfigured")
            #expect(try await place.sandbox.truth()["count"] == 0)
            try await place.run("balance", exits: 8, environment: ["ESIMGO_API_KEY": wrong])
        }
    }

    @Test(arguments: [nil, "", "two words"] as [String?])
    func `8 without a usable key`(_ key: String?) async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            try await place.buy(sheet, exits: 8, environment: ["ESIMGO_API_KEY": key])
            #expect(try await place.sandbox.truth()["requests"].members.isEmpty)
        }
    }

    @Test(arguments: [(0o644, 8), (0o640, 8), (0o604, 8), (0o700, 8), (0o600, 0), (0o400, 0)])
    func `a key file must be its owner's alone`(_ mode: Int, _ code: Int32) async throws {
        try await withSandbox { place in
            let file = try place.write("key", "another-\(place.baseURL.count)-key\n", mode: mode)
            let result = try await place.run(
                "balance", "--api-key-file", file, exits: code,
                environment: ["ESIMGO_API_KEY": nil])
            #expect(result.stderr.contains("chmod 600") == (code == 8))
        }
    }

    @Test(arguments: [(0o440, 0), (0o400, 0), (0o444, 8)])
    func `the service manager's credential is read, unless everybody can read it`(
        _ mode: Int, _ code: Int32
    ) async throws {
        try await withSandbox { place in
            try place.write("esimgo-api-key", "a-credential\n", mode: mode)
            let result = try await place.run(
                "balance", exits: code,
                environment: ["ESIMGO_API_KEY": nil, "CREDENTIALS_DIRECTORY": place.folder])
            #expect(result.stdout == (code == 0 ? "1000.00 USD\n" : ""))
            #expect(result.stderr.contains("chmod 600") == (code == 8))
        }
    }

    @Test(arguments: [
        "http://example.com/v2.4", "http://127.0.0.1.example.com", "ftp://x", "x",
        "https://127.0.0.1:99999/v2.4", "http://127.0.0.1:0/v2.4",
    ])
    func `8 for an address that would give the key away`(_ address: String) async throws {
        try await withoutSandbox { place in
            let variables = ["ESIMBATCH_BASE_URL": address]
            try await place.run("balance", exits: 8, environment: variables)
            try place.write("c.yaml", "base-url: \(address)\n")
            try await place.run(
                "balance", "--config", "c.yaml", exits: 8,
                environment: ["ESIMBATCH_BASE_URL": nil])
            try await place.run("balance", "--base-url", address, exits: 8)
        }
    }

    @Test func `8 when the output folder or the ledger cannot be made, and nothing is bought`()
        async throws
    {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let file = try place.write("occupied", "a file\n")
            try await place.buy(sheet, "--output", file, exits: 8)
            try await place.buy(sheet, "--ledger", "\(file)/ledger.sqlite", exits: 8)
            #expect(try await place.sandbox.truth()["count"] == 0)
        }
    }

    @Test func `the command line of a running purchase holds no key`() async throws {
        try await withSandbox("--assignment-delay", "1h") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            try await place.buy(sheet) { program in
                try await place.sandbox.waitUntilBought(1)
                let commandLine = try program.commandLine
                #expect(commandLine.contains("fleet.csv"))
                #expect(!commandLine.contains(place.key))
                try await place.sandbox.set(["assignment-delay": "0s"])
            }
        }
    }
}
