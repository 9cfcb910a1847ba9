// The sandbox inside the process, for `--sandbox`.

import ESIMGoSandbox
import OrderArtifacts
import Orders

/// Runs `body` against a sandbox on a loopback port, with a state file that outlives the process.
///
/// The server runs in a task of its own: an interruption of the run must not take it away from a
/// purchase in flight.
func withEmbeddedSandbox<Value: Sendable>(
    in folder: String, stateFile: String, _ body: (String) async throws -> Value
) async throws -> Value {
    var options = SandboxOptions()
    options.stateFile = stateFile
    do {
        try makePrivateFolders(folder)
    } catch {
        throw CommandFailure.misconfigured(
            error.description,
            hint: "check --output: the sandbox keeps its state there")
    }
    let sandbox: Sandbox
    do {
        sandbox = try Sandbox(options)
    } catch {
        throw CommandFailure.misconfigured(
            "the rehearsals' state cannot be used: \(error)",
            hint: "move \(folder) away, and the rehearsals begin anew; no real order is in it")
    }
    let (addresses, address) = AsyncStream<String>.makeStream()
    let server = Task {
        defer { address.finish() }
        try await sandbox.run { url in
            address.yield(url)
            address.finish()
        }
    }
    // Read in a task of its own too: a cancelled one would not wait for the address.
    let listening = await Task { await addresses.first { _ in true } }.value
    guard let listening else {
        try await server.value
        throw CommandFailure.misconfigured("the sandbox did not start", hint: "run again")
    }
    do {
        let value = try await body(listening)
        server.cancel()
        _ = await server.result
        return value
    } catch {
        server.cancel()
        _ = await server.result
        throw error
    }
}
