// Who may import what.

enum ImportTable {
    /// Part of the language's own library: locks and atomics.
    static let everywhere: Set = ["Synchronization"]

    /// By target, the modules that its files may import, ours first.
    static let allowed: [String: Set<String>] = [
        "Orders": [],
        "ZipArchive": ["CZlib"],
        "QRCode": ["CQREncode", "CZlib"],
        // Dispatch lends the thread on which a large file is hashed.
        "OrderSheets": [
            "Orders", "CByteScan", "CLibXML2", "ZipArchive", "SystemPackage", "Crypto", "Dispatch",
            "Glibc",
        ],
        "ESIMGoAPI": [
            // The assignments also come as a ZIP with the table inside.
            "Orders", "ZipArchive", "AsyncHTTPClient", "NIOCore", "NIOHTTP1", "NIOPosix", "NIOSSL",
            "Logging", "FoundationEssentials", "Glibc",
        ],
        "OrderLedger": ["Orders", "GRDB", "Foundation", "Glibc"],
        // Dispatch lends the threads on which files are written and synced.
        "OrderArtifacts": [
            "Orders", "CLinux", "QRCode", "ZipArchive", "Crypto", "Dispatch", "Glibc", "Mustache",
            "FoundationEssentials",
        ],
        "OrderBatch": ["Orders", "Logging"],
        "OrderSteps": ["Orders"],
        // It must not share our mistakes, so it knows nothing of ours but the two leaves. What
        // Hummingbird's own interface is made of comes with it.
        "ESIMGoSandbox": [
            "ZipArchive", "QRCode", "Hummingbird", "HummingbirdCore", "FoundationEssentials",
            "HTTPTypes", "NIOCore", "Logging", "Glibc",
        ],
        "esimbatch": [
            "Orders", "OrderSheets", "ESIMGoAPI", "OrderLedger", "OrderArtifacts", "OrderBatch",
            "OrderSteps", "ESIMGoSandbox", "ArgumentParser", "Configuration", "Logging",
            "UnixSignals", "Foundation", "Glibc", "SystemPackage",
        ],
    ]
}
