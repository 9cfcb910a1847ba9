// `export` and `archive`: what is handed to other systems, from the built program.

import Testing

@Suite struct ExportTests {
    private static let fleet =
        "order,bundle,imei,device\n"
        + "FLEET,\(Sheet.british),352099001761481,enterprises/E/devices/D1\n"
        + "FLEET,\(Sheet.british),,\n"
        + "FLEET,\(Sheet.french),490154203237518,\n"

    /// A workplace in which the fleet is bought.
    private func withFleet(_ body: (Workplace) async throws -> Void) async throws {
        try await withSandbox { place in
            try await place.buy(try place.write("fleet.csv", Self.fleet))
            try await body(place)
        }
    }

    @Test func `every format is written, private, without key or network`() async throws {
        try await withFleet { place in
            let offline = ["ESIMGO_API_KEY": nil, "ESIMBATCH_BASE_URL": nil] as [String: String?]
            for format in ["intune", "knox", "android-management", "csv", "json"] {
                let result = try await place.run(
                    "export", "fleet", "--format", format, environment: offline)
                #expect(!result.stdout.contains("LPA:"))
            }
            #expect(
                try place.names(in: "fleet/exports")
                    == [
                        "fleet-android-management.jsonl", "fleet-esims.csv", "fleet-esims.json",
                        "fleet-intune-\(Sheet.french).csv", "fleet-intune-\(Sheet.british).csv",
                        "fleet-knox.csv", "fleet-knox.xlsx",
                    ].sorted())
            let inside = try place.modes().filter { $0.path.contains("/exports") }
            #expect(inside.allSatisfy { $0.mode == ($0.isFolder ? 0o700 : 0o600) })
            let codes = try place.text("fleet/FLEET/qr.txt").split(separator: "\n").map(String.init)
            let knox = try place.text("fleet/exports/fleet-knox.csv").split(separator: "\r\n")
            #expect(
                knox == [
                    "Activation Code,IMEI", "\(codes[0]),352099001761481",
                    "\(codes[2]),490154203237518",
                ])
            let list = try place.text("fleet/exports/fleet-intune-\(Sheet.british).csv")
                .split(separator: "\r\n")
            #expect(list.first == "rsp-3104.example.net")
            #expect(list.count == 3)
        }
    }

    @Test func `the result says what is in and what is not, and never a code`() async throws {
        try await withFleet { place in
            let result = try await place.run("export", "fleet", "--format", "knox", "--json")
            #expect(!result.stdout.contains("LPA:"))
            let json = try result.json
            #expect(json["counts"]["exported"] == 2)
            #expect(json["counts"]["leftOut"] == 1)
            #expect(json["findings"][0]["rule"] == "export-imei")
            #expect(json["findings"][0]["line"] == 3)
            #expect(json["files"].elements.count == 2)
        }
    }

    @Test func `a rerun of the export and of the sheet leaves both alone`() async throws {
        try await withFleet { place in
            try await place.run("export", "fleet", "--format", "csv")
            let again = try await place.run("export", "fleet", "--format", "csv")
            #expect(again.stdout.contains("(unchanged)"))
            let rerun = try await place.buy("fleet.csv")
            #expect(rerun["outcome"] == "nothing-to-do")
            #expect(try place.names(in: "fleet").contains("exports"))
        }
    }

    @Test func `another file is not overwritten unless that is said`() async throws {
        try await withFleet { place in
            try place.write("mine.csv", "mine")
            let refused = try await place.run(
                "export", "fleet", "--format", "csv", "--to", "mine.csv", exits: 8)
            #expect(refused.stderr.contains("--replace"))
            try await place.run(
                "export", "fleet", "--format", "csv", "--to", "mine.csv", "--replace")
            let piped = try await place.run("export", "fleet", "--format", "csv", "--to", "-")
            #expect(piped.stdout.hasPrefix("batch,order,"))
        }
    }

    @Test func `an earlier list for Intune is merged into the new one`() async throws {
        try await withFleet { place in
            let arguments = ["export", "fleet", "--format", "intune", "--bundle", Sheet.british]
            try await place.run(arguments: arguments + ["--to", "old.csv"], exits: 0)
            try place.write("later.csv", Sheet.orders(("LATER", Sheet.british, 1)))
            try await place.buy("later.csv")
            let merged = try await place.run(
                "export", "later", "--format", "intune", "--append-to", "old.csv", "--to",
                "merged.csv")
            #expect(merged.stdout.contains("2 earlier codes and 1 new one"))
            let wrong = try await place.run(
                "export", "later", "--format", "intune", "--append-to", "fleet.csv", exits: 2)
            #expect(wrong.stderr.contains("fleet.csv:1"))
        }
    }

    @Test func `an export that is several files needs a folder`() async throws {
        try await withFleet { place in
            try await place.run(
                "export", "fleet", "--format", "intune", "--to", "one.csv", exits: 64)
            try await place.run(
                "export", "fleet", "--format", "intune", "--to", "new/", exits: 0)
            let near = try await place.run("export", "fleeet", "--format", "csv", exits: 1)
            #expect(near.stderr.contains("did you mean fleet?"))
        }
    }

    @Test(arguments: ["a.zip", "-"])
    func `there is no archive of a batch of which nothing is published`(
        archive: String
    ) async throws {
        try await withSandbox("--assignment-delay", "1h") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            try await place.run(
                "run", sheet, "--batch", "fleet", "--yes", "--assignment-timeout", "0s", exits: 6)
            let none = try await place.run("archive", "fleet", archive, exits: 6)
            #expect(none.stderr.contains("nothing of the batch \"fleet\" is published yet"))
            #expect(none.stdout.isEmpty)
            #expect(try !place.modes().map(\.path).contains("a.zip"))
        }
    }

    @Test func `there is none either of a batch of which nothing is bought`() async throws {
        try await withSandbox("--faults", "seed=1,failed-order=1") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            try await place.run("run", sheet, "--batch", "fleet", "--yes", exits: 4)
            try await place.run("archive", "fleet", "a.zip", exits: 1)
        }
    }

    @Test func `an archive holds the batch, twice the same, and replaces nothing`() async throws {
        try await withFleet { place in
            let first = try await place.run("archive", "fleet", "a.zip", "--json").json
            let second = try await place.run("archive", "fleet", "b.zip", "--json").json
            #expect(first["sha256"] == second["sha256"])
            #expect(
                try await Tools.sha256(ofFile: "\(place.folder)/a.zip") == first["sha256"].string)
            try await place.run("archive", "fleet", "a.zip", exits: 8)
            try await place.run("archive", "fleet", "orders/fleet/x.zip", exits: 64)
            try place.removeOutput("fleet/FLEET")
            let gone = try await place.run("archive", "fleet", "c.zip", exits: 1)
            #expect(gone.stderr.contains("FLEET"))
        }
    }
}
