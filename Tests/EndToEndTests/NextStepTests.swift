// What a person is told to do next, which is to work as it is printed.

import Testing

@Suite struct NextStepTests {
    private static let places = ["--ledger", "their ledger.sqlite", "--output", "their orders"]
    private static let written = "--ledger 'their ledger.sqlite' --output 'their orders'"

    @Test func `a command that is named has the options that this one was given`() async throws {
        try await withSandbox("--assignment-delay", "1h") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let waits = ["--assignment-timeout", "1s", "--base-url", place.baseURL]
            let pending = try await place.run(
                arguments: ["run", sheet, "--yes"] + waits + Self.places, exits: 6)
            let resume =
                "esimbatch resume \(Self.written) --base-url \(place.baseURL) "
                + "--assignment-timeout 1s"
            // Of this batch alone: without it, it would buy what others have left.
            #expect(pending.stdout.contains("Next: \(resume) --batch fleet collects"))
            // The page is read elsewhere, so it names what the environment or the folder tells too.
            let page = try place.ownText("their orders/fleet/report.html")
            #expect(
                page.contains(
                    "<code>esimbatch resume --ledger &#39;\(place.folder)/their ledger.sqlite&#39; "
                        + "--output &#39;\(place.folder)/their orders&#39; "
                        + "--base-url \(place.baseURL) --assignment-timeout 1s --batch fleet</code>"
                ))
            let finished = try await place.run(
                arguments: ["resume"] + waits + Self.places, exits: 6)
            #expect(finished.stdout.contains("\(resume) --batch fleet"))
            let careful = try await place.run(
                arguments: [
                    "resume", "--tag-esims", "--max-per-order", "5", "--max-cost", "9.00",
                    "--settle-after", "2s", "--pace", "1s", "--request-timeout", "9s",
                ] + waits + Self.places, exits: 6)
            #expect(
                careful.stdout.contains(
                    "esimbatch resume \(Self.written) --base-url \(place.baseURL) "
                        + "--request-timeout 9s --max-cost 9.00 --max-per-order 5 --pace 1s "
                        + "--settle-after 2s --assignment-timeout 1s --tag-esims --batch fleet"))
            // The account is no matter of commands that only look.
            let strange = try await place.run(
                arguments: ["resume", "--batch", "x"] + waits + Self.places, exits: 1)
            #expect(strange.stderr.contains("esimbatch status \(Self.written) lists"))
            let document = try await place.run(
                arguments: ["resume", "--batch", "x", "--json"] + waits + Self.places, exits: 1)
            #expect(
                try document.json["notes"].elements.contains {
                    $0.string?.hasPrefix("esimbatch status \(Self.written) lists") ?? false
                })
        }
    }

    @Test func `a reason in a document names its command as the text does`() async throws {
        try await withSandbox("--assignment-delay", "1h") { place in
            let waits = ["--yes", "--json", "--assignment-timeout", "1s", "--base-url"]
            let command = ["run", "fleet.csv"] + waits + [place.baseURL] + Self.places
            try place.write("fleet.csv", Sheet.single(2))
            try await place.run(arguments: command, exits: 6)
            // One that is bought leaves the sheet before its eSIM is there.
            try place.write("fleet.csv", Sheet.single(1))
            let cut = try await place.run(arguments: command, exits: 6).json
            let left = cut["orders"].elements.compactMap { $0["reason"].string }
            let export = "esimbatch export \(Self.written) fleet"
            #expect(left.contains { $0.contains(export) }, "\(left)")
            let page = try place.ownText("their orders/fleet/report.html")
            #expect(page.contains("esimbatch export --ledger &#39;\(place.folder)/their"))
            let kept = try place.ownText("their orders/fleet/summary.json")
            #expect(kept.contains("esimbatch export --ledger '\(place.folder)/their"))
        }
    }

    @Test func `the next command is of the same sheet and batch`() async throws {
        try await withSandbox("--faults", "seed=1,failed-order=1") { place in
            try place.write("its sheet.csv", Sheet.single(1))
            let named = ["its sheet.csv", "--batch", "2026-01-01"]
            let valid = try await place.run(arguments: ["validate"] + named, exits: 0)
            #expect(valid.stdout.contains("esimbatch run 'its sheet.csv' --batch 2026-01-01 buys"))
            let refused = try await place.run(arguments: ["run", "--yes"] + named, exits: 4)
            let again = "esimbatch run 'its sheet.csv' --batch 2026-01-01 --yes"
            #expect(refused.stdout.contains("(\(again))"))
            let resumed = try await place.run("resume", exits: 4)
            #expect(resumed.stdout.contains("run its sheet again as the batch 2026-01-01"))
            let usual = try await place.run("validate", "its sheet.csv", "--batch", "its sheet")
            #expect(
                usual.stdout.contains(
                    "Next: esimbatch run 'its sheet.csv' --batch 'its sheet' buys it."))
            let checked = try await place.run("check", "its sheet.csv")
            #expect(checked.stdout.contains("Next: esimbatch validate 'its sheet.csv' asks"))
            let counted = try await place.run(
                "validate", "its sheet.csv", "--expect-orders", "1", "--expect-esims", "1")
            #expect(
                counted.stdout.contains(
                    "esimbatch run --expect-orders 1 --expect-esims 1 'its sheet.csv' buys it."))
            let copied = try await place.run("check", "its sheet.csv", "--fix", "copy.csv")
            #expect(
                copied.stdout.contains(
                    "Next: esimbatch validate copy.csv --batch 'its sheet' asks"))
            #expect(!copied.stderr.contains("esimbatch"))
        }
    }

    @Test func `a validation says what a run would say of another ledger's folders`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.orders(("A", Sheet.british, 1)))
            try await place.buy(sheet)
            // Long after, so that the provider's list says nothing any more.
            let other = ["--ledger", "new.sqlite", "--trust-ledger"]
            try await place.run(arguments: ["validate", sheet] + other, exits: 0)
            let blind = ["--ledger", "new.sqlite"]
            let refused = try await place.run(arguments: ["validate", sheet] + blind, exits: 9)
            #expect(refused.stderr.contains("which this ledger does not know"))
        }
    }

    @Test func `a document says what to do next as well`() async throws {
        try await withSandbox("--faults", "seed=1,failed-order=1") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let refused = try await place.buy(sheet, exits: 4)
            #expect(
                refused["notes"].elements.contains {
                    $0.string?.contains("esimbatch retry-sheet fleet writes") ?? false
                })
            let resumed = try await place.run("resume", "--json", exits: 4).json
            #expect(resumed["batch"] == "fleet")
            #expect(resumed["orders"][0]["state"] == "refused")
            #expect(resumed["orders"][0]["cost"] == "0.00")
        }
    }

    @Test func `a command that ends early names its batch and sheet`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(3))
            let ended = try await place.buy(
                sheet, exits: 8, environment: ["ESIMGO_API_KEY": "short\nkey"])
            #expect(ended["batch"] == "fleet")
            let wrong = try await place.run(
                "run", sheet, "--yes", "--json", "--base-url", "http://127.0.0.1:1", exits: 1
            ).json
            #expect(wrong["batch"] == "fleet")
            #expect(wrong["sheet"]["lines"] == 3)
        }
    }

    @Test func `a log for machines says what went wrong and what to do next`() async throws {
        try await withSandbox { place in
            let wrong = try await place.run(
                "resume", "--batch", "x", "--log-format", "json", exits: 8,
                environment: ["ESIMBATCH_LEDGER": "typo.sqlite"])
            let line = try JSON(reading: wrong.stderr)
            #expect(line["level"] == "error")
            #expect(line["message"].string?.contains("no ledger at typo.sqlite") == true)
            #expect(line["next"].string?.contains("--ledger") == true)
        }
    }

    @Test func `a result that cannot be written is no success`() async throws {
        try await withSandbox { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let program = try ProgramFile.path
            for (arguments, code) in [("check", 1), ("run --yes --json", 1)] {
                let lost = try await place.shell(
                    "exec \(program) \(arguments) \(sheet) >/dev/full")
                #expect(lost.status == code)
                #expect(lost.stderr.contains("could not be written to stdout: No space left"))
                #expect(lost.stderr.contains("next: "))
            }
            #expect(try await place.buy(sheet)["outcome"] == "nothing-to-do")
            // Who reads a part only has what he wanted.
            let part = try await place.shell("\(program) catalogue | head -1")
            #expect(part.stderr.isEmpty)
        }
    }

    @Test func `a command without such options is named as it is`() async throws {
        try await withSandbox("--assignment-delay", "1h") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let pending = try await place.run(
                "run", sheet, "--yes", exits: 6,
                environment: ["ESIMBATCH_ASSIGNMENT_TIMEOUT": "1s"])
            #expect(pending.stdout.contains("Next: esimbatch resume --batch fleet collects"))
        }
    }

    @Test func `a log for machines stays JSON whatever the paths are`() async throws {
        try await withSandbox("--faults", "seed=1,failed-order=1") { place in
            let sheet = try place.write("fleet.csv", Sheet.single(1))
            let ledger = ["--ledger", "o'neil \"x\".sqlite", "--log-format", "json"]
            try await place.run(arguments: ["run", sheet, "--yes"] + ledger, exits: 4)
            let retry = try await place.run(
                arguments: ["retry-sheet", "fleet", "--output-file", "again.csv"] + ledger, exits: 0
            )
            let lines = try retry.stderr.split(separator: "\n").map {
                try JSON(reading: String($0))
            }
            let words = lines.compactMap { $0["message"].string }
            #expect(
                words.contains { $0.contains(#"run --ledger 'o'\''neil "x".sqlite' again.csv"#) })
        }
    }

    @Test func `a mistyped ledger is not made by settling`() async throws {
        try await withSandbox { place in
            let wrong = try await place.run(
                "settle", "A", "--not-bought", "--reason", "x", "--ledger", "typo.sqlite", exits: 8)
            #expect(wrong.stderr.contains("there is no ledger at typo.sqlite"))
            #expect(throws: (any Error).self) { try place.ownText("typo.sqlite") }
        }
    }
}
