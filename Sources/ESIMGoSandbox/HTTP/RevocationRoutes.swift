// The endpoints of what is on an eSIM: GET /esims/{iccid}/bundles, and DELETE below it.

import Hummingbird

/// Applied bundles over HTTP, and their revocation.
struct RevocationRoutes: Sendable {
    let account: SandboxAccount

    func add(to group: RouterGroup<SandboxContext>) {
        group.get("esims/:iccid/bundles") { _, context in
            try list(try context.parameters.require("iccid"))
        }
        group.delete("esims/:iccid/bundles/:name") { request, context in
            try revoke(
                try context.parameters.require("iccid"), try context.parameters.require("name"),
                nil, request.queryItems)
        }
        group.delete("esims/:iccid/bundles/:name/assignments/:assignment") { request, context in
            try revoke(
                try context.parameters.require("iccid"), try context.parameters.require("name"),
                try context.parameters.require("assignment"), request.queryItems)
        }
    }

    private func list(_ iccid: String) throws(Refusal) -> Response {
        let applied = account.read { state, _, _ in
            state.esim(iccid).flatMap { $0.isReturned ? nil : state.applied(to: iccid) }
        }
        guard let applied else { throw .unknownESIM }
        var names: [String] = []
        for assignment in applied where !names.contains(assignment.bundle) {
            names.append(assignment.bundle)
        }
        let bundles = names.map { name in
            JSON.object([
                "name": .string(name), "description": .string(name),
                "assignments": .array(
                    applied.filter { $0.bundle == name }.reversed().map(Self.json)),
            ])
        }
        return .json(.object(["bundles": .array(bundles)]))
    }

    /// Without an assignment's number the oldest unused one of that bundle is meant.
    private func revoke(
        _ iccid: String, _ written: String, _ assignment: String?, _ query: QueryItems
    ) throws -> Response {
        let name = QueryItems.decode(written)
        let validates = query["type"] == "validate"
        let faults = validates ? [] : account.beginRevocation()
        if faults.contains(.dropBeforeRevoking) { throw DroppedConnection() }
        if validates {
            _ = try account.read { state, _, now in
                try state.revocation(of: name, assignment, on: iccid, at: now)
            }
            return .json(
                .object(["status": .string("Bundle can be revoked and refunded to inventory")]))
        }
        try account.change { state, now throws(Refusal) in
            try state.revocation(of: name, assignment, on: iccid, at: now)
        } answer: { _, _ in
        }
        account.count("DELETE transaction")
        if faults.contains(.dropAfterRevoking) { throw DroppedConnection() }
        if faults.contains(.error500AfterRevoking) {
            throw Refusal(status: 500, message: "Server Error")
        }
        return .json(
            .object([
                "status": .string(
                    "Successfully Revoked Bundle, bundle has been refunded to inventory")
            ]))
    }

    private static func json(_ assignment: SandboxAssignment) -> JSON {
        .object([
            "id": .string("\(assignment.id)"), "callTypeGroup": .string("data"),
            "initialQuantity": .integer(1_000_000_000),
            "remainingQuantity": .integer(assignment.isAlive ? 1_000_000_000 : 0),
            "assignmentDateTime": .string(assignment.assignedAt.text),
            "assignmentReference": .string(assignment.reference),
            "bundleState": .string(assignment.state), "unlimited": .bool(false),
        ])
    }
}
