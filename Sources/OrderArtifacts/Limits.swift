// Limits of the results folder, each with its reason.

/// The limits of this target.
package enum ArtifactLimits {
    /// Threads that put folders in place: rendering is work, so as many as a small machine has
    /// cores.
    static let publishingThreads = 2
    /// How far publishing gives way to buying, as `nice` counts: a purchase's answer is looked at
    /// at once, even while both cores render.
    static let backgroundNiceness: CInt = 10
    /// Folders that share a sync; more would only make the first of them wait.
    static let foldersPerSync = 64
    /// Bytes of a kept ZIP that is read back when a folder is rendered again.
    static let archiveBytes = 32 << 20
    /// Bytes of an `order.json` before its lines: with a hundred purchases they are fewer.
    static let usualHeadBytes = 64 << 10
    /// The same for the largest order, of a hundred thousand purchases.
    static let headBytes = 64 << 20
    /// Bytes of a logo: it stands in the page of every order.
    static let logoBytes = 256 << 10
    /// Places of a bundle that a card names; a region's bundle can have a hundred.
    static let placesNamed = 6
    /// Steps of a line in the timeline's drawing, which is 720 units wide.
    static let timelineSteps = 240
    /// Unconfirmed orders that the run page spells out; its table has all of them.
    static let stepsShown = 100
    static let findingsShown = 100
    /// Travellers that a row of the run page names.
    static let namesInCell = 3
    /// Pixels per module of a QR image: a code of 40 modules is 40 mm wide at 200 dpi.
    static let qrScale = 8
    /// Codes in one list for Intune: the most that its import takes.
    static let intuneCodes = 1_000
    /// Bytes of an earlier list that is read: a thousand rows of 300 bytes are a third of it.
    package static let intuneListBytes = 1 << 20
    /// Bytes of a single file in a batch's archive: each is in memory once. The provider's ZIPs are
    /// at most 32 MiB; this leaves room for what people put beside them.
    static let archivedFileBytes = 256 << 20
    /// Folders within folders of an archive; ours are three deep.
    static let archivedDepth = 16
}
