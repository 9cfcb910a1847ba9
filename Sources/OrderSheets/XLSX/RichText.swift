// Joins the runs of a text that changes its looks midway, and leaves out how it is pronounced.

import Orders

/// Collects what stands in the `<t>` elements of a `<si>` or an `<is>`.
struct RichText {
    private var bytes: [UInt8] = []
    private var isText = false
    /// Inside `<rPh>`, the reading of Japanese characters that stands above them.
    private var isPhonetic = false

    mutating func begin() {
        bytes.removeAll(keepingCapacity: true)
        isText = false
        isPhonetic = false
    }

    mutating func start(_ name: String) {
        if name == "t" { isText = !isPhonetic } else if name == "rPh" { isPhonetic = true }
    }

    mutating func end(_ name: String) {
        if name == "t" { isText = false } else if name == "rPh" { isPhonetic = false }
    }

    mutating func text(_ piece: UnsafeBufferPointer<UInt8>) {
        guard isText else { return }
        // What is longer is refused, and must not fill memory before that.
        let room = Limits.sheetValueBytes + 4 - bytes.count
        unsafe bytes.append(contentsOf: piece.prefix(max(0, room)))
    }

    /// The whole text, with `_x000D_` and its like resolved.
    mutating func finished() -> [UInt8] {
        bytes.contains(UInt8(ascii: "_")) ? EscapedText.resolved(bytes) : bytes
    }
}
