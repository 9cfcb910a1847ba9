// The limits of reading a sheet's bytes. What a sheet may hold is the domain's `Limits`.

enum SheetReadingLimits {
    /// Bytes read from a file at a time: large enough that calls cost nothing, small enough to be
    /// spare memory.
    static let fileChunk = 1 << 20
    /// Bytes of a file that is read through a window: below it there is nothing to be won.
    static let largeFile = 4 << 20
    /// Bytes of the window: they stay in a processor's cache.
    static let window = 256 << 10
    /// Bytes to which it may grow, for a row with a quote that is closed late or never. Fewer than
    /// libxml2 takes for a value, so that what it says of those is the same as of a whole file.
    static let largestWindow = 8 << 20
    /// Bytes from which large pages are worth asking for: a few of them.
    static let largeBuffer = 4 << 20
    /// What libxml2 finds is handed on in pieces of so many events, attributes or bytes of copies:
    /// more than a window has, and little memory.
    static let tapeEvents = 1 << 14
    static let tapeAttributes = 1 << 16
    static let tapeCopies = 1 << 18
    /// Different names of elements and attributes: a sheet has a dozen.
    static let xmlNames = 1 << 15
    /// Pieces that may wait to be looked at.
    static let tapesAhead = 4
    /// Bytes in which an XML declaration has to end; one with every attribute is below 100.
    static let xmlDeclaration = 256
    /// Bytes of text that a finding quotes.
    static let textExcerpt = 256
    /// Characters after a finding's place that a person is shown: more than a terminal is wide.
    static let excerptMargin = 300
    /// Bytes looked at to tell UTF-16 without a byte order mark.
    static let encodingSample = 1 << 10
}

/// The limits of reading a workbook. What its format allows is ECMA-376's and Excel's.
enum WorkbookLimits {
    /// Rows and columns that the format has.
    static let rows = 1_048_576
    static let columns = 16_384
    /// Worksheets that are named among those that are not read.
    static let worksheetsNamed = 5
    /// Bytes of the archive: a workbook of a million lines is below.
    static let archiveBytes = 256 << 20
    /// Bytes of the parts that say what the others are; an honest one has some kilobytes.
    static let directoryBytes = 4 << 20
    /// Bytes of the formats of cells.
    static let stylesBytes = 64 << 20
    /// Entries of the table of strings: four for each of a sheet's lines.
    static let strings = 4_000_000
    /// Cell formats. Excel itself allows 65,490.
    static let styles = 100_000
    /// Worksheets. Excel is limited by memory alone, and a list of names has to stay readable.
    static let worksheets = 1_000
    /// Merged ranges that are looked at; honest sheets of orders have none.
    static let merges = 100_000
    /// Bytes of an attribute that are read; the longest that counts is a part's path.
    static let attributeBytes = 4 << 10
}
