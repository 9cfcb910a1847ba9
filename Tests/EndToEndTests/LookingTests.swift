// The commands that only look: status, show, catalogue, balance.

import Testing

@Suite struct LookingTests {
    @Test func `status says what the ledger holds, per batch and per order`() async throws {
        try await withSandbox { place in
            let before = try await place.run("status")
            #expect(before.stdout.contains("There is no ledger"))
            try await place.run("status", "fleet", exits: 8)
            let sheet = try place.write("fleet.csv", Sheet.single(3))
            try await place.buy(sheet)
            // No key and no network is needed.
            let offline = ["ESIMGO_API_KEY": nil, "ESIMBATCH_BASE_URL": nil] as [String: String?]
            let batches = try await place.run("status", environment: offline)
            #expect(batches.stdout.contains("fleet"))
            #expect(batches.stdout.contains("3 published"))
            let all = try await place.run("status", "--json").json
            #expect(all["batches"][0]["batch"] == "fleet")
            #expect(all["batches"][0]["orders"] == 3)
            #expect(all["batches"][0]["purchases"]["published"] == 3)
            let one = try await place.run("status", "fleet", "--json").json
            #expect(
                one["orders"].elements.map { $0["state"] }
                    == .init(repeating: "published", count: 3))
            #expect(one["currency"] == "USD")
            #expect(try await place.run("status", "fleet").stdout.contains("ORDER-2"))
        }
    }

    @Test(arguments: [["status", "fleeet"], ["show", "ORDER-7"]])
    func `1 for a name that is not in the ledger, with the one that was meant`(
        _ arguments: [String]
    ) async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            try await place.buy(sheet)
            let result = try await place.run(arguments: arguments, exits: 1)
            #expect(result.stderr.contains("did you mean"))
        }
    }

    @Test func `show hides codes unless they are asked for`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.orders(("TOUR 17", Sheet.british, 2)))
            try await place.buy(sheet)
            let codes = try place.text("fleet/TOUR 17/qr.txt").split(separator: "\n")
            let iccids = try place.publishedICCIDs(of: "fleet")
            for name in ["TOUR 17", "fleet/TOUR 17"] {
                let hidden = try await place.run("show", name)
                #expect(iccids.allSatisfy { hidden.stdout.contains($0) })
                #expect(!hidden.stdout.contains("LPA:"))
                #expect(hidden.stdout.contains("attempt-recorded"))
                #expect(hidden.stdout.contains("2 of 2"))
            }
            let hidden = try await place.run("show", "TOUR 17", "--json")
            #expect(!hidden.stdout.contains("LPA:"))
            #expect(try hidden.json["purchases"][0]["state"] == "published")
            #expect(try hidden.json["quantity"] == 2)
            #expect(try hidden.json["purchases"][0]["items"][0]["bundle"] == .string(Sheet.british))
            #expect(try hidden.json["purchases"][0]["isQuoted"] == false)
            #expect(try hidden.json["purchases"][0]["next"] == .null)
            let shown = try await place.run("show", "TOUR 17", "--reveal")
            #expect(codes.allSatisfy { shown.stdout.contains($0) })
            let shownJSON = try await place.run("show", "TOUR 17", "--reveal", "--json").json
            let revealed = shownJSON["purchases"][0]["esims"].elements
                .compactMap { $0["activationCode"].string }
            #expect(revealed == codes.map(String.init))
        }
    }

    @Test(arguments: [
        (["--country", "GB"], 6), (["--country", "gb", "--country", "FR"], 11),
        (["--search", "unlimited"], 4), (["--country", "GB", "--search", "1GB"], 1), ([], 41),
        (["--search", "no such bundle"], 0),
    ])
    func `the catalogue is narrowed by country and text`(
        _ options: [String], _ count: Int
    ) async throws {
        try await withSandbox { place in
            let result = try await place.run(
                arguments: ["catalogue", "--json"] + options, exits: 0)
            let document = try result.json
            #expect(document["bundles"].elements.count == count)
            #expect(document["currency"] == "USD")
            let text = try await place.run(arguments: ["catalogue"] + options, exits: 0).stdout
            #expect(text.split(separator: "\n").count == (count == 0 ? 1 : count + 1))
        }
    }

    @Test func `the catalogue gives the account's exact prices`() async throws {
        try await withSandbox { place in
            let found = try await place.run("catalogue", "--search", Sheet.british, "--json").json
            let bundle = found["bundles"][0]
            #expect(bundle["name"].string == Sheet.british)
            #expect(bundle["price"] == "2.28")
            #expect(bundle["dataMegabytes"] == 1_000)
            #expect(bundle["days"] == 7)
            #expect(bundle["countries"] == ["GB"])
        }
    }

    @Test func `the balance has its currency`() async throws {
        try await withSandbox("--balance", "12.34", "--currency", "EUR") { place in
            #expect(try await place.run("balance").stdout == "12.34 EUR\n")
            let document = try await place.run("balance", "--json").json
            #expect(document["balance"] == "12.34")
            #expect(document["currency"] == "EUR")
        }
    }

    @Test func `what has no ledger needs no place for one`() async throws {
        try await withSandbox { place in
            let nowhere =
                ["HOME": nil, "XDG_STATE_HOME": nil, "ESIMBATCH_LEDGER": nil] as [String: String?]
            let balance = try await place.run("balance", exits: 0, environment: nowhere)
            #expect(balance.stdout == "1000.00 USD\n")
            try await place.run("catalogue", exits: 0, environment: nowhere)
            let status = try await place.run("status", exits: 8, environment: nowhere)
            #expect(status.stderr.contains("--ledger PATH"))
        }
    }
}
