// Every limit of the domain in one place, each with its reason.

/// The limits of the domain.
package enum Limits {
    /// A sheet's lines: the contract's figure; a purchase per line at one a second would take 11
    /// days.
    package static let sheetLines = 1_000_000
    /// A sheet's uncompressed size in bytes: the contract's figure.
    package static let sheetBytes = 1 << 30
    /// An XML attribute or text value in bytes: far above any honest value, far below a memory
    /// bomb.
    package static let sheetValueBytes = 4 << 10
    /// Depth of XML elements: the schema needs 4.
    package static let sheetDepth = 16
    /// Columns of a sheet: a spreadsheet's own export stays far below.
    package static let sheetColumns = 1_024
    /// eSIMs of one line: the contract's figure.
    package static let quantity = 1...10_000
    /// ICCIDs are 18 to 22 digits by ITU-T E.118 and what providers print.
    package static let iccidDigits = 18...22
    /// Visible characters of an order's or a batch's name: the contract's figure.
    package static let nameLength = 100
    /// Characters of a bundle's name; the longest seen is under 40.
    package static let bundleNameLength = 200
    /// Bytes of carried values that lines share a page for: enough for several of a system's large
    /// pages, and few enough that the last one may be in vain.
    static let carriedPageBytes = 16 << 20
    /// Bytes of a sheet for each of its lines, at least, by which room for lines is reserved: a
    /// bundle's name alone has as many. Room that is not used costs nothing.
    static let leastLineBytes = 16
    /// Findings kept with their text; beyond that they are counted by rule.
    package static let findings = 1_000
    /// Decimal places kept of a number from the API; a binary double prints at most 17 digits.
    package static let decimalScale = 18
    /// Digits of a number from the API, so that sums stay far inside 128 bits.
    package static let decimalDigits = 26
    /// Minor units of one amount from the API or a flag: ten thousand billion of a currency with
    /// cents, far above any balance, and far below what sums of it can hold.
    package static let minorUnits: ClosedRange<Int128> =
        -1_000_000_000_000_000...1_000_000_000_000_000
    /// Orders in flight at once: the contract's range.
    package static let concurrency = 1...64
    /// eSIMs in one API order: the provider advises 10; this bounds the flag.
    package static let eSIMsPerOrder = 1...1_000
    /// How often one order is tried again when it is proven that nothing was sent or bought.
    package static let placementTries = 8
    /// How often an order proven absent from the provider's list is bought again without a person.
    package static let automaticReplacements = 1
    /// The oldest an attempt may be when its request is sent: a process that was
    /// stopped between recording and sending must not buy hours later.
    package static let attemptAge: Duration = .seconds(2)
    /// The longest that one request may be waited for: with it and the longest pause before it, an
    /// attempt's deadline stays far within `attemptHorizon`.
    package static let requestTimeout: Duration = .seconds(3_600)
    /// How far ahead an attempt's deadline can be: no request is on its way for so long, so a clock
    /// was wrong.
    package static let attemptHorizon: Duration = .seconds(86_400)
    /// How long a listed order that nobody could explain is compared with what is bought.
    package static let forgottenFor: Duration = .seconds(30 * 86_400)
    /// Orders whose install data is awaited at once, beside those in flight.
    package static let ordersAwaited = 1_024
    /// Rows that may stand above a sheet's header for it to be found.
    package static let rowsAboveHeader = 20
    /// Bytes of a folder name: below every file system's 255 with room for a suffix.
    package static let folderNameBytes = 160
    /// Characters of a tag on an eSIM: the provider documents no limit, and an order's name with a
    /// traveller's fits.
    package static let tagLength = 200
}
