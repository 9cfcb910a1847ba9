// The table of texts that a workbook's cells refer to by number.

import Orders

/// All texts one after another in one buffer, so that a million of them are not a million objects.
final class SharedStrings: XMLStreamHandler {
    private var bytes: [UInt8] = []
    /// Where each text ends; it begins where the one before ends.
    private var ends: [Int] = []
    private var richText = RichText()
    private(set) var isOverfull = false

    var isFinished: Bool { isOverfull }

    /// Appends the text of that number, in UTF-8; false if the table has none.
    func append(_ index: Int, to text: inout [UInt8]) -> Bool {
        guard ends.indices.contains(index) else { return false }
        text += bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
        return true
    }

    func start(_ name: String, _ attributes: XMLStreamAttributes) {
        if name == "si" { richText.begin() } else { richText.start(name) }
    }

    func end(_ name: String) {
        guard name == "si" else {
            richText.end(name)
            return
        }
        guard ends.count < WorkbookLimits.strings else {
            isOverfull = true
            return
        }
        bytes += richText.finished()
        ends.append(bytes.count)
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) { unsafe richText.text(bytes) }
}
