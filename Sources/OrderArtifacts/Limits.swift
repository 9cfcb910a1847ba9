// Limits of the results folder, each with its reason.

enum ArtifactLimits {
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
    /// Bytes of an `order.json`: an order of ten thousand lines stays under 8 MiB.
    static let orderJSONBytes = 32 << 20
    /// Pixels per module of a QR image: a code of 40 modules is 40 mm wide at 200 dpi.
    static let qrScale = 8
}
