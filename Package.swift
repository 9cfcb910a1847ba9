// swift-tools-version: 6.3
// The manifest: one library target per outside thing, the pure domain in the middle, one executable
// where everything meets. Tests/TidyTests holds who may import what as data.

import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(
    name: "AsyncHTTPClient", package: "async-http-client")
let configuration = Target.Dependency.product(
    name: "Configuration", package: "swift-configuration")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let unixSignals = Target.Dependency.product(
    name: "UnixSignals", package: "swift-service-lifecycle")

let package = Package(
    name: "esimbatch",
    products: [.executable(name: "esimbatch", targets: ["esimbatch"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(
            url: "https://github.com/apple/swift-configuration", from: "1.4.0",
            traits: ["JSON", "YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // The domain: no dependency at all, not even Foundation.
        .target(name: "Orders", swiftSettings: settings),

        // C libraries of the system, each behind the one target that imports it.
        .systemLibrary(name: "CLinux"),
        // Not of the system, but a header like theirs.
        .systemLibrary(name: "CByteScan"),
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(
            name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // Leaves that know no order.
        .target(name: "ZipArchive", dependencies: ["CZlib"], swiftSettings: settings),
        .target(name: "QRCode", dependencies: ["CQREncode", "CZlib"], swiftSettings: settings),

        // Adapters: each alone imports its outside library.
        .target(
            name: "OrderSheets",
            dependencies: ["Orders", "CByteScan", "CLibXML2", "ZipArchive", systemPackage, crypto],
            swiftSettings: settings),
        .target(
            name: "ESIMGoAPI",
            dependencies: [
                "Orders", "ZipArchive", asyncHTTPClient, nioCore, nioHTTP1, nioPosix, nioSSL,
                logging,
            ],
            swiftSettings: settings),
        .target(name: "OrderLedger", dependencies: ["Orders", grdb], swiftSettings: settings),
        .target(
            name: "OrderArtifacts",
            dependencies: ["Orders", "CLinux", "QRCode", "ZipArchive", crypto, mustache],
            swiftSettings: settings),

        // The engine: runs a batch through the domain's ports and knows no adapter.
        .target(name: "OrderBatch", dependencies: ["Orders", logging], swiftSettings: settings),

        // The ports with a moment before and after each step, at which a test stops the program.
        .target(name: "OrderSteps", dependencies: ["Orders"], swiftSettings: settings),

        // A look-alike of the API that shares no code with the client, so not its mistakes either.
        .target(
            name: "ESIMGoSandbox", dependencies: ["ZipArchive", "QRCode", hummingbird],
            swiftSettings: settings),

        .executableTarget(
            name: "esimbatch",
            dependencies: [
                "Orders", "OrderSheets", "ESIMGoAPI", "OrderLedger", "OrderArtifacts",
                "OrderBatch", "OrderSteps", "ESIMGoSandbox", argumentParser, configuration, logging,
                systemPackage, unixSignals,
            ],
            swiftSettings: settings),
        // Shared by the tests: a manual clock, a scripted API, builders.
        .target(
            name: "OrderTestKit", dependencies: ["Orders"], path: "Tests/OrderTestKit",
            swiftSettings: settings),
        // A server that speaks byte for byte, and a proxy that spoils one exchange of many.
        .target(
            name: "RawPeer", dependencies: [nioCore, nioPosix, nioSSL], path: "Tests/RawPeer",
            swiftSettings: settings),
        // Simulated worlds around the real engine and ledger, for tests and for `scripts/simulate`.
        .target(
            name: "OrderSimulation",
            dependencies: [
                "Orders", "OrderBatch", "OrderLedger", "OrderSteps", "OrderTestKit", logging,
            ],
            path: "Tests/OrderSimulation", swiftSettings: settings),
        .executableTarget(
            name: "simulate", dependencies: ["OrderSimulation", argumentParser],
            path: "Tests/Simulate", swiftSettings: settings),
        .testTarget(
            name: "SimulationTests", dependencies: ["OrderSimulation"],
            swiftSettings: settings),
        .testTarget(
            name: "OrdersTests", dependencies: ["Orders", "OrderTestKit"],
            swiftSettings: settings),
        .testTarget(
            name: "ZipArchiveTests", dependencies: ["ZipArchive", subprocess],
            swiftSettings: settings),
        .testTarget(
            name: "QRCodeTests", dependencies: ["QRCode", "CZlib", subprocess],
            swiftSettings: settings),
        .testTarget(
            name: "OrderSheetsTests",
            dependencies: [
                "Orders", "OrderSheets", "OrderTestKit", "ZipArchive", subprocess, systemPackage,
            ],
            resources: [.copy("Fixtures")], swiftSettings: settings),
        .testTarget(
            name: "ESIMGoAPITests",
            dependencies: [
                "Orders", "ESIMGoAPI", "ESIMGoSandbox", "OrderTestKit", "RawPeer", "ZipArchive",
                asyncHTTPClient, nioCore, nioHTTP1, nioPosix, nioSSL, logging,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "OrderLedgerTests",
            dependencies: ["Orders", "OrderLedger", "OrderTestKit", grdb],
            swiftSettings: settings),
        .testTarget(
            name: "OrderArtifactsTests",
            dependencies: ["Orders", "OrderArtifacts", "OrderTestKit", "ZipArchive", crypto],
            swiftSettings: settings),
        .testTarget(
            name: "OrderBatchTests",
            dependencies: [
                "Orders", "OrderBatch", "OrderLedger", "OrderSteps", "OrderTestKit", logging,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ESIMGoSandboxTests",
            dependencies: ["ESIMGoSandbox", "ZipArchive", asyncHTTPClient, nioCore],
            swiftSettings: settings),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "esimbatch", "OrderSteps", "OrderTestKit", "RawPeer", "ZipArchive", grdb,
                subprocess, systemPackage,
            ],
            exclude: ["Browser/browse.py"], resources: [.copy("Shim")],
            swiftSettings: settings),
        // What must hold of every reader of outside bytes, for the corpus and for `scripts/fuzz`.
        .target(
            name: "Fuzzing", dependencies: ["Orders", "OrderSheets", "ESIMGoAPI", "ZipArchive"],
            path: "Tests/Fuzzing", swiftSettings: settings),
        .testTarget(
            name: "FuzzingTests", dependencies: ["Fuzzing"], resources: [.copy("Corpus")],
            swiftSettings: settings),
        .testTarget(name: "TidyTests", swiftSettings: settings),
    ]
)

// libFuzzer brings the `main` of this program, so it is built only by `scripts/fuzz`.
if Context.environment["ESIMBATCH_FUZZ"] != nil {
    package.products.append(.executable(name: "fuzz", targets: ["fuzz"]))
    package.targets.append(
        .executableTarget(
            name: "fuzz", dependencies: ["Fuzzing"], path: "Tests/Fuzz",
            exclude: ["tokens.dict"], swiftSettings: settings))
}

// Measuring builds of their own: ESIMBATCH_BENCHMARKS=1 swift build -c release --product
// sheet-benchmark
if Context.environment["ESIMBATCH_BENCHMARKS"] != nil {
    package.products.append(.executable(name: "sheet-benchmark", targets: ["SheetBenchmark"]))
    package.targets.append(
        .executableTarget(
            name: "SheetBenchmark", dependencies: ["Orders", "OrderSheets"],
            path: "Benchmarks/SheetBenchmark", swiftSettings: settings))
}
