// What the routes know about a request beside the request itself.

import Hummingbird
import NIOCore

/// Hummingbird's context with the address of the client.
struct SandboxContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let sourceIP: String

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        sourceIP = source.channel.remoteAddress?.ipAddress ?? "127.0.0.1"
    }
}
