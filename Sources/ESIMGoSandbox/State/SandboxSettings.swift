// What can be changed while the sandbox runs.

/// The behaviour of the sandbox that is not part of the account.
struct SandboxSettings: Sendable, Equatable {
    var latency: Duration
    var assignmentDelay: Duration
    var listDelay: Duration
    var slowness: Duration
    /// Rate tokens per second and client; nil reports a large limit and enforces none.
    var rate: Int?
    var faults: SandboxFaults

    /// The settings after a change, given as JSON strings by option name.
    func changed(by json: JSON) throws(SandboxError) -> SandboxSettings {
        var result = self
        guard case .object(let members) = json else {
            throw .badOption(name: "settings", value: "", expected: "a JSON object of strings")
        }
        for member in members {
            guard let text = member.value.text else {
                throw .badOption(
                    name: member.name, value: member.value.serialised, expected: "a string")
            }
            switch member.name {
            case "latency": result.latency = try Self.duration(member.name, text)
            case "assignment-delay": result.assignmentDelay = try Self.duration(member.name, text)
            case "list-delay": result.listDelay = try Self.duration(member.name, text)
            case "slowness": result.slowness = try Self.duration(member.name, text)
            case "faults": result.faults = try SandboxFaults(parsing: text)
            case "rate":
                guard text.isEmpty || Int(text).map({ $0 > 0 }) == true else {
                    throw .badOption(
                        name: "rate", value: text, expected: "a whole number above 0, or nothing")
                }
                result.rate = Int(text)
            default:
                throw .badOption(
                    name: "setting", value: member.name,
                    expected: "latency, assignment-delay, list-delay, slowness, rate or faults")
            }
        }
        return result
    }

    var json: JSON {
        .object([
            "latency": .string(latency.sandboxText),
            "assignment-delay": .string(assignmentDelay.sandboxText),
            "list-delay": .string(listDelay.sandboxText),
            "slowness": .string(slowness.sandboxText),
            "rate": .string(rate.map { String($0) } ?? ""),
            "faults": .string(faults.specification),
        ])
    }

    private static func duration(_ name: String, _ text: String) throws(SandboxError) -> Duration {
        guard let duration = Duration(sandboxText: text) else {
            throw .badOption(
                name: name, value: text, expected: "a duration such as 500ms, 3s, 15m or 2h")
        }
        return duration
    }
}
