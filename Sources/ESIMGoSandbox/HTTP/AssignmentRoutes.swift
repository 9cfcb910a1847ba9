// The endpoint that gives the install data: GET /esims/assignments.

import Hummingbird

/// Install data of orders as CSV, JSON or ZIP, with the faults that strike such questions.
struct AssignmentRoutes: Sendable {
    let account: SandboxAccount

    func add(to group: RouterGroup<SandboxContext>) {
        group.get("esims/assignments") { request, _ in
            try answer(request.queryItems, accept: request.headers[.accept] ?? "")
        }
    }

    private func answer(_ query: QueryItems, accept: String) throws -> Response {
        let references = query.all("reference")
        guard !references.isEmpty, references.count <= SandboxLimits.referencesPerQuestion else {
            throw Refusal(message: "reference must be given")
        }
        var rows = try assignments(of: references)
        let faults = account.beginAssignments()
        if faults.contains(.errorAssignments) {
            throw Refusal(status: 500, message: "Server Error")
        }
        if faults.contains(.shortAssignments) { rows = Array(rows.dropLast()) }
        if faults.contains(.duplicateRows), let first = rows.first { rows.insert(first, at: 1) }
        let fields = query.all("additionalFields").flatMap { $0.split(separator: ",") }
        let document = AssignmentDocument(
            rows: rows, withAppleURL: fields.contains("appleInstallUrl"))
        let empty = faults.contains(.emptyAssignments)
        if accept.contains("application/zip") {
            let archive = empty ? [] : try document.zip(named: references[0])
            let sound =
                faults.contains(.badZip) ? Array(archive.prefix(archive.count / 2)) : archive
            var response = Response.bytes(sound, type: "application/zip")
            response.headers[.contentDisposition] =
                "attachment; filename=\"\(references[0]).zip\""
            return response
        }
        if accept.contains("application/json") {
            return .text(empty ? "" : document.json.serialised, type: "application/json")
        }
        return .text(empty ? "" : document.csv, type: "text/csv")
    }

    /// The rows of all references, or the refusal that the first unknown or young one causes.
    private func assignments(of references: [String]) throws -> [AssignmentDocument.Row] {
        try account.read { state, settings, now in
            let ready = now.advanced(by: .zero - settings.assignmentDelay)
            var rows: [AssignmentDocument.Row] = []
            for reference in references {
                guard let order = state.order(reference) else {
                    throw Refusal(message: "reference not found")
                }
                guard order.assigned else { continue }
                guard let esims = state.listed(order, assigned: settings, by: ready).esims else {
                    throw Refusal.processing
                }
                for (item, esims) in zip(order.items, esims) {
                    rows += esims.map {
                        AssignmentDocument.Row(esim: $0, bundle: item.name, reference: reference)
                    }
                }
            }
            return rows
        }
    }
}
