// Reads the settings of a run.

import OrderBatch
import Orders

extension BatchSettings {
    init(
        _ options: BuyingOptions, _ source: SettingsSource, requestTimeout: Duration,
        totals: ControlTotals? = nil
    ) throws {
        self.init()
        self.requestTimeout = requestTimeout
        func duration(_ name: SettingName, _ flag: String?) throws -> Duration? {
            try source.parsed(
                name, flag: flag,
                expecting: "a time such as 500ms, 3s, 15m or 2h, at most "
                    + "\(longestDuration.components.seconds / 3_600)h",
                parseDuration)
        }
        func number(
            _ name: SettingName, _ flag: String?, _ range: ClosedRange<Int>
        ) throws -> Int? {
            try source.parsed(
                name, flag: flag,
                expecting: "a whole number, \(range.lowerBound)…\(range.upperBound)"
            ) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
        }
        concurrency =
            try number(.concurrency, options.concurrency, Limits.concurrency) ?? concurrency
        pace = try duration(.pace, options.pace) ?? pace
        maxPerOrder =
            try number(.maxPerOrder, options.maxPerOrder, Limits.eSIMsPerOrder) ?? maxPerOrder
        ceiling = try source.parsed(
            .maxCost, flag: options.maxCost, expecting: "an amount such as 120.00 or 120.00USD",
            Budget.Ceiling.init(_:))
        allowRepeats = try source.isOn(.allowRepeats, flag: options.allowRepeats)
        if let totals {
            let anyCount = 0...Limits.sheetLines * Limits.quantity.upperBound
            expectedOrders = try number(.expectOrders, totals.expectOrders, anyCount)
            expectedESIMs = try number(.expectESIMs, totals.expectESIMs, anyCount)
        }
        assignmentTimeout =
            try duration(.assignmentTimeout, options.assignmentTimeout) ?? assignmentTimeout
        settleAfter = try duration(.settleAfter, options.settleAfter) ?? settleAfter
        trustsLedger = try source.isOn(.trustLedger, flag: options.trustLedger)
    }
}
