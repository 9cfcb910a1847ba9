// Sends one request and reads its answer whole. Never repeats anything by itself.

import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// The two pools of connections: purchases always go out on a connection of their own, made for the
/// one request, so that none can be lost on a connection that the provider closed while it was
/// idle.
final class Transport: Sendable {
    private let reading: HTTPClient
    private let buying: HTTPClient
    private let timeout: TimeAmount

    /// - Parameter tls: nil trusts whom the system trusts.
    init(requestTimeout: Duration, tls: TLSConfiguration? = nil) {
        timeout = TimeAmount(requestTimeout)
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            // The client's deadline ends with the head of the answer; a body that stalls is ended
            // by the time between two reads, and one that drips by the deadline in `send`.
            timeout: .init(
                connect: TimeAmount(ClientLimits.connectTimeout), read: TimeAmount(requestTimeout)))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.idleTimeout = TimeAmount(ClientLimits.idleTimeout)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
            ClientLimits.connections
        // Nobody traces, and describing a request to nobody costs more than reading its answer.
        configuration.tracing.tracer = nil
        reading = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        buying = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    func shutdown() async throws {
        async let readingEnd: Void = reading.shutdown()
        try await buying.shutdown()
        try await readingEnd
    }

    func read(
        _ request: HTTPClientRequest, upTo limit: Int, within shorter: Duration? = nil
    ) async throws(TransportFailure) -> HTTPAnswer {
        let limited = shorter.map { min(TimeAmount($0), self.timeout) } ?? self.timeout
        return try await send(request, through: reading, upTo: limit, within: limited)
    }

    /// Sends a purchase on a connection made for it.
    func buy(_ request: HTTPClientRequest, upTo limit: Int) async throws(TransportFailure)
        -> HTTPAnswer
    {
        var request = request
        request.headers.replaceOrAdd(name: "Connection", value: "close")
        return try await send(request, through: buying, upTo: limit, within: timeout)
    }

    private func send(
        _ request: HTTPClientRequest, through client: HTTPClient, upTo limit: Int,
        within timeout: TimeAmount
    ) async throws(TransportFailure) -> HTTPAnswer {
        let deadline = NIODeadline.now() + timeout
        do {
            let response = try await client.execute(request, deadline: deadline)
            var body: [UInt8] = []
            for try await chunk in response.body {
                guard body.count + chunk.readableBytes <= limit else {
                    throw TransportFailure(kind: .broken, cause: "the answer is too long")
                }
                guard NIODeadline.now() < deadline else { throw HTTPClientError.deadlineExceeded }
                body += chunk.readableBytesView
            }
            return HTTPAnswer(
                status: Int(response.status.code), headers: response.headers, body: body)
        } catch {
            throw TransportFailure(error, askedFor: request.url)
        }
    }
}

extension TransportFailure {
    /// Sorts the client's errors. Only errors that are known to come before the first byte count as
    /// never connected. They name the address that was asked for, without what was asked.
    init(_ error: any Error, askedFor url: String = "") {
        switch error {
        case let error as TransportFailure:
            self = error
        case is CancellationError:
            self.init(kind: .cancelled, cause: "cancelled")
        case let error as NIOConnectionError:
            self.init(kind: .neverConnected, cause: Self.words(error))
        case let error as IOError where error.errnoCode == ECONNREFUSED:
            // An address instead of a host name is refused without NIO's wrapping.
            let place = url.split(separator: "/").dropFirst().first.map(String.init)
            self.init(
                kind: .neverConnected,
                cause: "\(place ?? "the port") did not take the connection")
        case let error as NIOSSLError where Self.isBeforeRequest(error):
            self.init(kind: .neverConnected, cause: "no secure connection: \(error)")
        case let error as NIOSSLExtraError where Self.isBeforeRequest(error):
            self.init(kind: .neverConnected, cause: "no secure connection: \(error)")
        case let error as HTTPClientError:
            self.init(error)
        default:
            self.init(kind: .broken, cause: "\(error)")
        }
    }

    private init(_ error: HTTPClientError) {
        switch error {
        case .connectTimeout, .getConnectionFromPoolTimeout:
            // Both are told of requests that still wait for a connection.
            self.init(kind: .neverConnected, cause: "the connection was not made in time")
        case .tlsHandshakeTimeout:
            self.init(kind: .neverConnected, cause: "no secure connection in time")
        case .cancelled:
            self.init(kind: .cancelled, cause: "cancelled")
        case .deadlineExceeded, .readTimeout, .writeTimeout:
            self.init(kind: .broken, cause: "no answer in time")
        case .remoteConnectionClosed:
            self.init(kind: .broken, cause: "the connection was closed without an answer")
        default:
            self.init(kind: .broken, cause: error.shortDescription)
        }
    }

    private static func words(_ error: NIOConnectionError) -> String {
        if error.dnsAError != nil || error.dnsAAAAError != nil, error.connectionErrors.isEmpty {
            return "the host \(error.host) was not found"
        }
        return "\(error.host):\(error.port) did not take the connection"
    }

    private static func isBeforeRequest(_ error: NIOSSLError) -> Bool {
        switch error {
        case .handshakeFailed, .noCertificateToValidate, .unableToValidateCertificate: true
        default: false
        }
    }

    /// The host's name is looked at in the handshake; of the others some may come later.
    private static func isBeforeRequest(_ error: NIOSSLExtraError) -> Bool {
        [
            .failedToValidateHostname, .serverHostnameImpossibleToMatch, .cannotUseIPAddressInSNI,
            .invalidSNIHostname,
        ].contains(error)
    }
}

extension TimeAmount {
    init(_ duration: Duration) {
        self = .nanoseconds(
            duration.components.seconds * 1_000_000_000
                + duration.components.attoseconds / 1_000_000_000)
    }
}
