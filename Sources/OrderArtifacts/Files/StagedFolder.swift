// An order's folder on its way: written beside its place, synced with others, moved in whole.

import Orders

/// A folder that is written but not in its place yet. Nothing of it counts before `moveIntoPlace`.
struct StagedFolder {
    /// Names that no order's folder has: those never begin with a point.
    static let stagedPrefix = ".staged-"
    static let replacedPrefix = ".replaced-"

    /// The folder that holds it, its place and what the place held before.
    let parent: String
    private let name: String
    /// What stood at the place before was looked at, and may go.
    private let isReplacing: Bool

    private var staged: String { "\(parent)/\(Self.stagedPrefix)\(name)" }
    private var replaced: String { "\(parent)/\(Self.replacedPrefix)\(name)" }
    private var place: String { "\(parent)/\(name)" }

    /// Writes the files; not synced yet.
    init(
        _ files: [(path: String, bytes: [UInt8])], name: String, in parent: String,
        replacing: Bool
    ) throws(PublishFailure) {
        self.parent = parent
        self.name = name
        isReplacing = replacing
        try DurableFiles.remove(staged)
        try DurableFiles.makeNewFolder(staged)
        try DurableFiles.makeNewFolder("\(staged)/qr")
        for file in files { try DurableFiles.write(file.bytes, to: "\(staged)/\(file.path)") }
    }

    /// To be called when the staged files are synced; the parent is to be synced afterwards. Fails
    /// where somebody else's folder has come to the place in the meantime.
    func moveIntoPlace() throws(PublishFailure) {
        if isReplacing, DurableFiles.exists(place) {
            try DurableFiles.remove(replaced)
            try DurableFiles.move(place, to: replaced)
        }
        try DurableFiles.move(staged, to: place)
    }

    /// Removes what was replaced.
    func removeReplaced() throws(PublishFailure) {
        try DurableFiles.remove(replaced)
    }

    /// Puts right what a run left that died in `parent`: staged folders are of no use, and one that
    /// was taken away goes back unless its successor is there.
    static func tidy(_ parent: String) throws(PublishFailure) {
        for name in DurableFiles.names(in: parent) {
            if name.hasPrefix(stagedPrefix) {
                try DurableFiles.remove("\(parent)/\(name)")
            } else if name.hasPrefix(replacedPrefix) {
                let place = "\(parent)/\(name.dropFirst(replacedPrefix.count))"
                if DurableFiles.exists(place) {
                    try DurableFiles.remove("\(parent)/\(name)")
                } else {
                    try DurableFiles.move("\(parent)/\(name)", to: place)
                }
            }
        }
    }
}
