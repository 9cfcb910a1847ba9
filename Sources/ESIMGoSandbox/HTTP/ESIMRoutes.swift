// The eSIM endpoints: GET /esims, GET /esims/{iccid}, PUT /esims.

import Hummingbird

/// eSIMs over HTTP.
struct ESIMRoutes: Sendable {
    let account: SandboxAccount

    func add(to group: RouterGroup<SandboxContext>) {
        group.get("esims") { request, _ in try list(request.queryItems) }
        group.put("esims") { request, _ in try await tag(try await request.bodyBytes()) }
        group.get("esims/:iccid") { request, context in
            try one(try context.parameters.require("iccid"), request.queryItems)
        }
    }

    private func list(_ query: QueryItems) throws(Refusal) -> Response {
        let page = try query.count("page", default: 1)
        let size = try query.count(
            "perPage", default: SandboxLimits.defaultESIMsPerPage,
            most: SandboxLimits.esimsPerPage)
        let listed = account.read { state, settings, now in
            let count = state.visibleESIMs(settings, now)
            // Only a request that filters or sorts pays for walking over all eSIMs.
            if query["filterBy"] == nil && query["orderBy"] == nil && query["direction"] == nil
                && state.returnedCount == 0
            {
                return state.esims.page(page, size: size, of: count)
            }
            let chosen = Self.choose(state.esims[..<count], query)
            return chosen.page(page, size: size, of: chosen.count)
        }
        return .json(
            .object([
                "esims": .array(listed.entries.map(Self.row)),
                "pageCount": .integer(listed.pageCount), "pageSize": .integer(listed.size),
                "rows": .integer(listed.rows),
            ]))
    }

    private func one(_ iccid: String, _ query: QueryItems) throws(Refusal) -> Response {
        let found = account.read { state, settings, now in
            state.esim(iccid).flatMap {
                state.isVisible($0, settings, now) && !$0.isReturned ? $0 : nil
            }
        }
        guard let found else { throw .unknownESIM }
        let withURL = query.all("additionalFields").contains("appleInstallUrl")
        return .json(
            .object([
                "iccid": .string(found.iccid), "pin": .string(found.pin),
                "puk": .string(found.puk), "matchingId": .string(found.matchingID),
                "smdpAddress": .string(SandboxESIM.smdpAddress),
                "profileStatus": .string(found.isInstalled ? "Installed" : "Released"),
                "firstInstalledDateTime": .integer(0),
                "customerRef": .string(found.customerRef),
                "appleInstallUrl": withURL ? .string(found.appleInstallURL) : nil,
            ]))
    }

    private func tag(_ body: [UInt8]) async throws -> Response {
        guard let json = try? JSONReader.read(body), let iccid = json["iccid"]?.text,
            let reference = json["customerRef"]?.text,
            reference.count <= SandboxLimits.customerReferenceLength
        else { throw Refusal(message: "iccid and customerRef must be given") }
        try account.change { state, now throws(Refusal) in
            guard state.esim(iccid)?.isReturned == false else { throw .unknownESIM }
            return .tagged(iccid: iccid, customerRef: reference, at: now)
        } answer: { _, _ in
        }
        return .json(.object(["status": .string("Successfully updated eSIM")]))
    }

    private static func choose(_ esims: ArraySlice<SandboxESIM>, _ query: QueryItems)
        -> [SandboxESIM]
    {
        var chosen = esims.filter { !$0.isReturned }
        if let field = query["filterBy"], let wanted = query["filter"] {
            chosen = chosen.filter { esim in
                switch field {
                case "iccid": esim.iccid.contains(wanted)
                case "customerRef": esim.customerRef.contains(wanted)
                case "lastAction": esim.lastAction == wanted
                case "actionDate": esim.actionAt.secondsText.hasPrefix(wanted)
                case "assignedDate": esim.assignedAt.secondsText.hasPrefix(wanted)
                default: true
                }
            }
        }
        if query["orderBy"] == "iccid" { chosen.sort { $0.iccid < $1.iccid } }
        return query["direction"] == "desc" ? chosen.reversed() : chosen
    }

    private static func row(_ esim: SandboxESIM) -> JSON {
        .object([
            "iccid": .string(esim.iccid), "customerRef": .string(esim.customerRef),
            "lastAction": .string(esim.lastAction),
            "actionDate": .string(esim.actionAt.secondsText), "physical": .bool(false),
            "assignedDate": .string(esim.assignedAt.secondsText),
        ])
    }
}

extension SandboxState {
    fileprivate func visibleESIMs(_ settings: SandboxSettings, _ now: Instant) -> Int {
        guard settings.assignmentDelay > .zero else { return esims.count }
        return esimCount(assignedBy: now.advanced(by: .zero - settings.assignmentDelay))
    }

    fileprivate func isVisible(
        _ esim: SandboxESIM, _ settings: SandboxSettings, _ now: Instant
    ) -> Bool {
        settings.assignmentDelay <= .zero
            || esim.assignedAt <= now.advanced(by: .zero - settings.assignmentDelay)
    }
}

extension Array where Element: Sendable {
    /// One page of the first `count` elements.
    fileprivate func page(_ page: Int, size: Int, of count: Int) -> Page<Element> {
        let (skipped, overflow) = (page - 1).multipliedReportingOverflow(by: size)
        let entries =
            overflow || skipped >= count ? [] : self[skipped..<Swift.min(count, skipped + size)]
        return Page(entries: Array(entries), rows: count, size: size)
    }
}
