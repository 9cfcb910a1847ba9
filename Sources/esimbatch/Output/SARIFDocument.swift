// Findings as SARIF 2.1.0, which code-hosting services show beside the lines of a file.

import Foundation
import OrderArtifacts
import Orders

/// The report's findings in the Static Analysis Results Interchange Format (OASIS SARIF 2.1.0).
/// `sheet` is the sheet's path as it was given.
func sarifDocument(_ report: BatchReport, sheet: String) -> JSONValue {
    let rules = RuleName.allCases
    let driver = JSONValue.object([
        ("name", .string("esimbatch")), ("version", .string(esimbatchVersion)),
        ("rules", .array(rules.map(sarifRule))),
    ])
    let uri = sarifURI(sheet)
    let run = JSONValue.object([
        ("tool", .object([("driver", driver)])),
        ("columnKind", .string("unicodeCodePoints")),
        ("invocations", .array([sarifInvocation(report)])),
        (
            "results",
            .array(
                report.findings.sorted.map { finding in
                    sarifResult(
                        finding, index: rules.firstIndex(of: finding.rule) ?? -1, uri: uri,
                        form: report.findings.form)
                })
        ),
    ])
    return .object([
        (
            "$schema",
            .string(
                "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                    + "sarif-schema-2.1.0.json")
        ),
        ("version", .string("2.1.0")), ("runs", .array([run])),
    ])
}

private func sarifRule(_ rule: RuleName) -> JSONValue {
    let documentation = rule.documentation
    return .object([
        ("id", .string(rule.rawValue)),
        ("fullDescription", .object([("text", .string(documentation.meaning))])),
        ("help", .object([("text", .string(documentation.advice))])),
    ])
}

/// What was found beyond the findings that are kept is said in notifications.
private func sarifInvocation(_ report: BatchReport) -> JSONValue {
    let further = report.findings.untold.sorted { $0.key.rawValue < $1.key.rawValue }
    return .object([
        ("executionSuccessful", .bool(true)),
        ("exitCode", .int(Int(report.outcome.exitCode))),
        (
            "toolExecutionNotifications",
            .array(
                further.map { rule, count in
                    .object([
                        ("level", .string("warning")),
                        (
                            "message",
                            .object([("text", .string("and \(count) more of \(rule.rawValue)"))])
                        ),
                        (
                            "associatedRule",
                            .object([("id", .string(rule.rawValue))])
                        ),
                    ])
                })
        ),
    ])
}

private func sarifResult(
    _ finding: Finding, index: Int, uri: String, form: SheetForm
) -> JSONValue {
    var place: [(String, JSONValue)] = [("artifactLocation", .object([("uri", .string(uri))]))]
    var logical: [JSONValue] = []
    if let position = finding.position {
        place.append(
            (
                "region",
                .object([
                    ("startLine", .int(position.line)), ("startColumn", .int(position.column)),
                ])
            ))
        if form == .workbook {
            logical.append(
                .object([("name", .string(position.cell)), ("kind", .string("element"))]))
        }
    }
    var location: [(String, JSONValue)] = [("physicalLocation", .object(place))]
    if !logical.isEmpty { location.append(("logicalLocations", .array(logical))) }
    let subject = finding.field.map { "\($0): " } ?? ""
    return .object([
        ("ruleId", .string(finding.rule.rawValue)), ("ruleIndex", .int(index)),
        ("level", .string(finding.severity.rawValue)),
        ("message", .object([("text", .string(subject + finding.message))])),
        ("locations", .array([.object(location)])),
    ])
}

/// A path as a reference that is relative, or of the scheme `file`.
private func sarifURI(_ path: String) -> String {
    let allowed = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
    let encoded = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
    return path.hasPrefix("/") ? "file://" + encoded : encoded
}
