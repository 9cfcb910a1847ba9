// Findings are collected up to a limit and counted beyond it.

import Orders
import Testing

@Suite struct FindingLogTests {
    @Test func `an empty log has neither errors nor warnings`() {
        let log = FindingLog()
        #expect(!log.hasErrors)
        #expect(log.errorCount == 0)
        #expect(log.warningCount == 0)
        #expect(log.sorted == [])
    }

    @Test func `warnings alone are no errors`() {
        var log = FindingLog()
        log.warning(.columnUnknown, at: nil, "a")
        #expect(!log.hasErrors)
        #expect(log.warningCount == 1)
        log.error(.sheetEmpty, at: nil, "b")
        #expect(log.hasErrors)
        #expect(log.errorCount == 1)
    }

    @Test func `a finding is kept with everything it says`() {
        var log = FindingLog()
        let place = SheetPosition(line: 2, column: 5)
        log.error(.quantityRange, at: place, field: "quantity", "too many")
        log.warning(.iccidLuhn, at: nil, field: "iccid", "doubtful")
        #expect(
            log.findings == [
                Finding(.error, .quantityRange, at: place, field: "quantity", "too many"),
                Finding(.warning, .iccidLuhn, at: nil, field: "iccid", "doubtful"),
            ])
    }

    @Test func `beyond the limit findings are counted by rule and still count`() {
        var log = FindingLog()
        for number in 1...Limits.findings {
            log.warning(.iccidLuhn, at: SheetPosition(line: number, column: 1), "x")
        }
        #expect(log.untold.isEmpty)
        log.warning(.iccidLuhn, at: nil, "x")
        #expect(log.findings.count == Limits.findings)
        #expect(log.untold == [.iccidLuhn: 1])
        #expect(log.warningCount == Limits.findings + 1)
        #expect(!log.hasErrors)
    }

    @Test func `an error is told whatever warnings came before it`() {
        var log = FindingLog()
        for number in 1...Limits.findings {
            log.warning(.iccidLuhn, at: SheetPosition(line: number, column: 1), "x")
        }
        log.error(.quantityRange, at: nil, "stops the sheet")
        #expect(log.findings.count == Limits.findings)
        #expect(log.findings.last?.message == "stops the sheet")
        #expect(log.untold == [.iccidLuhn: 1])
        for _ in 1...Limits.findings { log.error(.quantityRange, at: nil, "x") }
        #expect(log.findings.allSatisfy { $0.severity == .error })
        #expect(log.untold == [.iccidLuhn: Limits.findings, .quantityRange: 1])
        #expect(log.errorCount == Limits.findings + 1)
        #expect(log.warningCount == Limits.findings)
    }

    @Test func `findings come in sheet order, the whole sheet's first, equals as found`() {
        var log = FindingLog()
        log.error(.quantityRange, at: SheetPosition(line: 10, column: 1), "d")
        log.error(.bundleMissing, at: SheetPosition(line: 9, column: 2), "c")
        log.error(.bundleName, at: SheetPosition(line: 9, column: 1), "a")
        log.error(.orderName, at: SheetPosition(line: 9, column: 1), "b")
        log.error(.sheetEmpty, at: nil, "0")
        log.error(.encoding, at: nil, "1")
        #expect(log.sorted.map(\.message) == ["0", "1", "a", "b", "c", "d"])
    }
}
