// Microsoft Intune: one list per host and bundle, at most a thousand codes in each.

import Orders

extension FleetExport {
    private struct Pool: Hashable {
        let host: String
        let bundle: BundleName
    }

    mutating func writeIntune(_ rows: [ExportRow], _ request: ExportRequest, stem: String) {
        let usable = distinct(rows).filter { isImportable($0) }
        usable.forEach { noteExisting($0) }
        var pools: [(pool: Pool, rows: [ExportRow])] = []
        var places: [Pool: Int] = [:]
        for row in usable {
            // Host names are compared without regard to case.
            let pool = Pool(host: row.esim.smdpAddress.lowercased(), bundle: row.bundle)
            if let place = places[pool] {
                pools[place].rows.append(row)
            } else {
                places[pool] = pools.count
                pools.append((pool, [row]))
            }
        }
        if let earlier = request.earlier {
            merge(pools, into: earlier, request, stem: stem)
        } else {
            for (pool, rows) in pools {
                let isOnly = pools.allSatisfy { $0.pool.host == pool.host }
                let name = "\(stem)-intune-\(pool.bundle)" + (isOnly ? "" : "-\(pool.host)")
                write(rows.map(\.code), to: IntuneList(host: pool.host), named: name)
                carried += rows.count
            }
        }
        let hosts = Set(pools.map(\.pool.host))
        if files.count > (request.earlier == nil ? hosts.count : 1) {
            notes.append(
                "Intune takes one list per host at a time: import the files of one host one after "
                    + "the other, each when the codes of the last are used and its list is deleted."
            )
        }
    }

    /// The new codes behind the earlier ones. They must be of one host and one bundle, since the
    /// list is.
    private mutating func merge(
        _ pools: [(pool: Pool, rows: [ExportRow])], into earlier: IntuneList,
        _ request: ExportRequest, stem: String
    ) {
        let host = earlier.host.lowercased()
        for (pool, rows) in pools where pool.host != host {
            findings.error(
                .exportList, at: nil, field: pool.bundle.text,
                "\(counted(rows.count, "eSIM")) of the host \(pool.host), and the earlier list "
                    + "is of \(host), so they are left out; export them without --append-to")
        }
        let fitting = pools.filter { $0.pool.host == host }
        let mixed = request.earlierBundles.union(fitting.map(\.pool.bundle))
        guard mixed.count <= 1 else {
            let names = mixed.map(\.text).sorted().joined(separator: ", ")
            findings.error(
                .exportList, at: nil,
                "a list is for one bundle, and the earlier one with this batch would hold "
                    + "\(names); choose one with --bundle, and the list that belongs to it")
            return
        }
        for iccid in request.earlierRevoked.sorted() {
            findings.warning(
                .exportRevoked, at: nil, field: "iccid",
                "eSIM \(iccid) of the earlier list was revoked since, so it is left out now")
        }
        let earlier = earlier.without(request.earlierRevoked)
        var new: [IntuneList.Code] = []
        for row in fitting.flatMap(\.rows) {
            if let known = earlier.code(of: row.esim.iccid) {
                guard known == row.code else {
                    findings.error(
                        .exportList, at: row.position, field: "matching_id",
                        "eSIM \(row.esim.iccid) is in the earlier list with another matching ID")
                    continue
                }
            } else {
                new.append(row.code)
            }
            carried += 1
        }
        guard carried > 0 else { return }
        notes.append(
            "\(counted(earlier.codes.count, "earlier code")) and \(counted(new.count, "new one")). "
                + "Delete the earlier list "
                + "in Intune before you import this one: a second list of the same host is refused."
        )
        write(
            earlier.codes + new, to: IntuneList(host: earlier.host),
            named: "\(stem)-intune-\(mixed.first?.text ?? "merged")")
    }

    /// Writes codes into as many files as their number needs.
    private mutating func write(
        _ codes: [IntuneList.Code], to empty: IntuneList, named name: String
    ) {
        let size = ArtifactLimits.intuneCodes
        for (number, start) in stride(from: 0, to: codes.count, by: size).enumerated() {
            var list = empty
            for code in codes[start..<min(start + size, codes.count)] { list.add(code) }
            // Long names are cut off, and can be the same then.
            var taken = TakenFolders(
                Set(files.map { folderKey(String($0.name.dropLast(".csv".count))) }))
            let safe = taken.take(for: number == 0 ? name : "\(name)-\(number + 1)")
            add("\(safe).csv", list.text, esims: list.codes.count)
        }
    }

    /// Whether the import takes the row; a finding where it does not.
    private mutating func isImportable(_ row: ExportRow) -> Bool {
        let esim = row.esim
        if !IntuneList.isHost(esim.smdpAddress) {
            findings.error(
                .exportHost, at: row.position, field: "smdp_address",
                "Intune takes a plain host name, and eSIM \(esim.iccid) has "
                    + "\"\(esim.smdpAddress)\"")
        } else if !IntuneList.isICCID(esim.iccid.digits) {
            findings.error(
                .exportICCID, at: row.position, field: "iccid",
                "Intune takes 19 or 20 digits, and \(esim.iccid) has "
                    + "\(esim.iccid.digits.utf8.count)")
        } else if !IntuneList.isMatchingID(esim.matchingID) {
            findings.error(
                .exportMatchingID, at: row.position, field: "matching_id",
                "Intune takes letters, digits and hyphens, and the matching ID of eSIM "
                    + "\(esim.iccid) has others")
        } else {
            return true
        }
        return false
    }
}

extension ExportRow {
    fileprivate var code: IntuneList.Code {
        IntuneList.Code(iccid: esim.iccid.digits, matchingID: esim.matchingID)
    }
}
