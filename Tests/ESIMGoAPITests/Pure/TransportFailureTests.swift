// Which errors of a connection say that not a byte of the request has left.

import AsyncHTTPClient
import NIOCore
import NIOSSL
import Testing

@testable import ESIMGoAPI

@Suite struct TransportFailureTests {
    @Test(
        arguments: [
            HTTPClientError.connectTimeout, HTTPClientError.tlsHandshakeTimeout,
            HTTPClientError.getConnectionFromPoolTimeout,
            NIOSSLError.handshakeFailed(.sslError([])),
            NIOSSLError.noCertificateToValidate, NIOSSLError.unableToValidateCertificate,
            NIOSSLExtraError.failedToValidateHostname,
            NIOSSLExtraError.serverHostnameImpossibleToMatch,
            NIOSSLExtraError.cannotUseIPAddressInSNI, NIOSSLExtraError.invalidSNIHostname,
            IOError(errnoCode: 111, reason: "connect"),
        ] as [any Error])
    func `what comes before the first byte was never connected`(error: any Error) {
        #expect(TransportFailure(error).kind == .neverConnected)
    }

    /// Whatever is not known to come before the request may come after it: an error that a later
    /// version of a library brings, too.
    @Test(
        arguments: [
            HTTPClientError.remoteConnectionClosed, HTTPClientError.deadlineExceeded,
            HTTPClientError.readTimeout, HTTPClientError.writeTimeout,
            HTTPClientError.bodyLengthMismatch, HTTPClientError.alreadyShutdown,
            NIOSSLError.uncleanShutdown, NIOSSLError.shutdownFailed(.sslError([])),
            NIOSSLError.writeDuringTLSShutdown, NIOSSLError.readInInvalidTLSState,
            NIOSSLExtraError.unknownPrivateKeyFileType,
            IOError(errnoCode: 104, reason: "read"), IOError(errnoCode: 32, reason: "write"),
            IOError(errnoCode: 110, reason: "read"), ChannelError.ioOnClosedChannel,
            ChannelError.inputClosed, ChannelError.eof, Unheard(),
        ] as [any Error])
    func `whatever else happens, the request may have arrived`(error: any Error) {
        #expect(TransportFailure(error).kind == .broken)
    }

    @Test(arguments: [HTTPClientError.cancelled, CancellationError()] as [any Error])
    func `an interruption is no trouble of the connection`(error: any Error) {
        #expect(TransportFailure(error).kind == .cancelled)
    }

    private struct Unheard: Error {}
}
