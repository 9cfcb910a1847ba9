// What stands in an order's folder, computed from the ledger's record: file names and bytes.

import Crypto
import Orders
import QRCode
import ZipArchive

/// The files of one order's folder.
struct FolderContent {
    /// Relative path and bytes, in the order in which they are written. `order.json` is the last.
    private(set) var files: [(path: String, bytes: [UInt8])] = []

    private let order: RecordedSheetOrder
    private let batch: BatchName
    /// The carried columns of the batch.
    private let columns: [String]
    private let page: CardPage
    private let template: CardTemplate
    /// Every eSIM with its API order, in sheet-line order.
    private let rows: [Row]

    private struct Images {
        let png: [UInt8]
        /// As an element of a page.
        let drawing: String
    }

    private struct Row {
        let part: RecordedOrder
        let dealt: DealtESIM
        let line: RecordedLine
    }

    /// `archives` are the provider's ZIPs as received, checked here; one that fails is replaced by
    /// our own.
    init(
        _ publishable: PublishableOrder, archives: [OrderReference: [UInt8]],
        isRehearsal: Bool = false, template: CardTemplate = .standard
    ) throws {
        let order = publishable.order
        self.order = order
        batch = publishable.batch
        columns = publishable.columns
        page = CardPage(publishable, isRehearsal: isRehearsal)
        self.template = template
        rows = order.orders.flatMap { part in
            part.esims.map { Row(part: part, dealt: $0, line: order.lines[$0.line]) }
        }.enumerated().sorted { left, right in
            (left.element.line.number, left.offset) < (right.element.line.number, right.offset)
        }.map(\.element)
        let images = try renderImages()
        let names = archiveNames(of: order)
        let parts = Dictionary(grouping: rows, by: \.part.id)
        var sources: [String: String] = [:]
        for part in order.orders {
            guard let reference = part.reference, let path = names[reference] else { continue }
            if let received = archives[reference], Self.isSound(received, for: part) {
                add(path, received)
                sources[path] = "provider"
            } else {
                add(path, try Self.archive(of: parts[part.id, default: []], reference, images))
                sources[path] = "built"
            }
        }
        add("qr.txt", rows.map { $0.dealt.esim.activationCode + "\n" }.joined())
        add("esims.csv", table())
        add("cards.html", page.render(cards(images), with: template))
        for image in images.sorted(by: { $0.key < $1.key }) {
            add("qr/\(image.key).png", image.value.png)
            add("qr/\(image.key).svg", QRCode.document(image.value.drawing))
        }
        add("order.json", document(sources).text)
    }

    private mutating func add(_ path: String, _ bytes: [UInt8]) {
        files.append((path, bytes))
    }

    private mutating func add(_ path: String, _ text: String) {
        add(path, Array(text.utf8))
    }

    /// Every entry inflates to what the archive says, within bounds, under a name that cannot
    /// climb, and what the archive says of eSIMs is what the ledger knows.
    private static func isSound(_ archive: [UInt8], for part: RecordedOrder) -> Bool {
        guard let reader = try? ZipReader(archive), !reader.entries.isEmpty,
            reader.entries.allSatisfy(\.isSafeName), (try? reader.verify()) != nil
        else { return false }
        return ArchivedESIMs(part.esims.map(\.esim)).agree(with: reader)
    }

    private func renderImages() throws -> [ICCID: Images] {
        var images: [ICCID: Images] = [:]
        for row in rows where images[row.dealt.esim.iccid] == nil {
            let code = try QRCode(text: row.dealt.esim.activationCode)
            images[row.dealt.esim.iccid] = Images(
                png: code.png(scale: ArtifactLimits.qrScale), drawing: code.svgElement())
        }
        return images
    }

    private func cards(_ images: [ICCID: Images]) -> [Card] {
        rows.map { row in
            Card(
                esim: row.dealt.esim, line: row.line, isExisting: row.dealt.existing,
                isRevoked: row.part.isRevoked(row.dealt),
                drawing: images[row.dealt.esim.iccid]?.drawing ?? "")
        }
    }

    /// The same as the provider's: a PNG per eSIM and a table that maps ICCIDs to codes.
    private static func archive(
        of rows: [Row], _ reference: OrderReference, _ images: [ICCID: Images]
    ) throws -> [UInt8] {
        var table = CSVTable(columns: ["ICCID", "Matching ID", "RSP URL", "Bundle", "Reference"])
        var archive = ZipWriter()
        var seen: Set<ICCID> = []
        for row in rows {
            let esim = row.dealt.esim
            table.add([
                esim.iccid.digits, esim.matchingID, esim.smdpAddress,
                row.line.content.bundle.text, reference.text,
            ])
            if seen.insert(esim.iccid).inserted, let image = images[esim.iccid] {
                try archive.add(name: "\(esim.iccid).png", contents: image.png)
            }
        }
        try archive.add(
            name: "\(folderName(for: reference.text)).csv",
            contents: Array(table.text.utf8))
        return archive.finish()
    }

    private func table() -> String {
        let own = [
            "order", "line", "bundle", "iccid", "smdp_address", "matching_id", "activation_code",
            "apple_url", "android_url", "reference",
        ]
        let carried = CarriedColumns(columns, reserved: own)
        var table = CSVTable(columns: own + carried.columns)
        for row in rows {
            let esim = row.dealt.esim
            table.add(
                [
                    order.title, "\(row.line.number)", row.line.content.bundle.text,
                    esim.iccid.digits, esim.smdpAddress, esim.matchingID, esim.activationCode,
                    esim.appleURL, esim.androidURL, row.part.reference?.text ?? "",
                ] + carried.cells(of: row.line.carried))
        }
        return table.text
    }

    private func document(_ sources: [String: String]) -> JSONValue {
        .object([
            ("order", .string(order.title)), ("batch", .string(batch.text)),
            ("rehearsal", .bool(page.isRehearsal)),
            ("cards", .string(page.fingerprint(template))),
            ("folder", .string("\(batchFolder(batch))/\(order.folder)")),
            ("admittedAt", .string(order.admittedAt.description)),
            ("esims", .int(rows.count)),
            ("purchases", .array(order.orders.map(purchase))),
            ("lines", .array(lines)),
            (
                "files",
                .array(
                    files.map { file in
                        .object(
                            [
                                ("path", .string(file.path)), ("bytes", .int(file.bytes.count)),
                                ("sha256", .string(SHA256.hash(data: file.bytes).hexadecimal)),
                            ] + (sources[file.path].map { [("source", .string($0))] } ?? []))
                    })
            ),
        ])
    }

    private func purchase(_ part: RecordedOrder) -> JSONValue {
        .object(
            [
                ("reference", .optional(part.reference?.text)),
                ("cost", .string(part.cost.amount)), ("currency", .string(part.cost.currency.code)),
                ("quoted", .string(part.quote.total.amount)),
                ("placedAt", .optional(part.placedAt?.description)),
                (
                    "items",
                    .array(
                        part.planned.items.map { item in
                            .object([
                                ("bundle", .string(item.bundle.text)),
                                ("quantity", .int(item.quantity)),
                                (
                                    "unitPrice",
                                    .optional(part.quote.unitPrices[item.bundle]?.description)
                                ),
                            ])
                        })
                ),
            ] + (part.revocations.isEmpty ? [] : [("revocations", revocations(of: part))]))
    }

    private func revocations(of part: RecordedOrder) -> JSONValue {
        .array(
            part.revocations.map { revocation in
                .object([
                    ("iccid", .string(revocation.iccid.digits)),
                    ("state", .string(revocation.state.rawValue)),
                    ("leftAccount", .bool(revocation.leaves && revocation.state == .revoked)),
                    ("words", .string(revocation.words)),
                    ("at", .string(revocation.at.description)),
                ])
            })
    }

    private var lines: [JSONValue] {
        let rows = Dictionary(grouping: rows, by: \.line.id)
        return order.lines.map { line in
            let iccids = rows[line.id, default: []].map(\.dealt.esim.iccid.digits)
            return .object([
                ("line", .int(line.number)), ("bundle", .string(line.content.bundle.text)),
                ("quantity", .int(line.content.quantity)),
                ("iccids", .array(iccids.map(JSONValue.string))),
            ])
        }
    }
}

/// The name of each reference's ZIP in its order's folder, told apart where two make the same.
func archiveNames(of order: RecordedSheetOrder) -> [OrderReference: String] {
    var names: [OrderReference: String] = [:]
    var taken = TakenFolders()
    for reference in order.orders.compactMap(\.reference) {
        names[reference] = "assignments-\(taken.take(for: reference.text)).zip"
    }
    return names
}
