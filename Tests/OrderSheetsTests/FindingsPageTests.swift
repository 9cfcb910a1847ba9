// docs/findings.md says what the rules say, and every example has its finding.

import Foundation
import OrderSheets
import Orders
import Testing

@Suite struct FindingsPageTests {
    @Test(arguments: RuleName.allCases)
    func `the example of a rule has its finding`(rule: RuleName) throws {
        let example = rule.documentation.example
        guard let log = example.log else {
            guard case .situation(_, let finding) = example else {
                Issue.record("the example of \(rule.rawValue) is no sheet")
                return
            }
            #expect(!finding.isEmpty)
            return
        }
        #expect(log.findings.contains { $0.rule == rule }, "\(log.findings)")
    }

    @Test func `the page is what the rules say; scripts-write-findings-page writes it anew`() throws
    {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/findings.md")
        let page = try String(contentsOf: path, encoding: .utf8)
        #expect(page == FindingsPage.text)
    }

    @Test func `every rule that a sheet alone can break is shown by a sheet`() {
        let situations = RuleName.allCases.filter { $0.documentation.example.log == nil }
        #expect(
            situations == [
                .worksheetUnknown, .worksheetHidden, .worksheetUnread, .orderChanged,
                .orderRepeated, .orderRemoved,
                .columnChanged, .bundleUnknown, .validationFailed, .priceMissing, .currencyMixed,
                .expectedOrders, .expectedESIMs, .exportPending, .exportRevoked, .exportEmpty,
                .exportExisting, .exportRepeated, .exportList, .exportHost, .exportICCID,
                .exportMatchingID, .exportIMEI, .exportDevice,
            ])
    }
}
