// A certificate and its key, made for one run of the tests: no secret is kept anywhere.

import Foundation
import NIOSSL
import Testing

/// Somebody who can prove a name to whoever trusts him.
struct Identity: Sendable {
    private let certificate: NIOSSLCertificate
    private let key: NIOSSLPrivateKey

    /// For `localhost`.
    static let local = Result { try Identity("localhost") }
    /// For a name that no test connects to.
    static let elsewhere = Result { try Identity("elsewhere.invalid") }

    private init(_ name: String) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("esimbatch-identity-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (keyFile, certificateFile) = ("\(folder.path)/key.pem", "\(folder.path)/cert.pem")
        let openssl = Process()
        openssl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        openssl.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-days", "2", "-subj", "/CN=\(name)", "-addext",
            "subjectAltName=DNS:\(name)", "-keyout", keyFile, "-out", certificateFile,
        ]
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
        try #require(openssl.terminationStatus == 0, "openssl made no certificate")
        certificate = try #require(NIOSSLCertificate.fromPEMFile(certificateFile).first)
        key = try NIOSSLPrivateKey(file: keyFile, format: .pem)
    }

    /// The identity at the server's end; it may ask clients for theirs, of which it trusts none.
    func context(demandingCertificates: Bool = false) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(certificate)], privateKey: .privateKey(key))
        if demandingCertificates {
            configuration.minimumTLSVersion = .tlsv13
            configuration.certificateVerification = .noHostnameVerification
            configuration.trustRoots = .certificates([certificate])
        }
        return try NIOSSLContext(configuration: configuration)
    }

    /// What a client needs to trust this identity and nobody else.
    var trust: TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates([certificate])
        return configuration
    }
}
