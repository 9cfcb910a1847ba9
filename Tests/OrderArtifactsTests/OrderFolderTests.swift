// What stands in an order's folder.

import Orders
import Testing

@testable import OrderArtifacts

@Suite struct OrderFolderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `the files are those that are promised, and private`() async throws {
        try await publish(try Samples.group(), in: folder)
        let iccids = try [1, 11, 12, 21].map { try Samples.iccid($0).digits }
        let images = iccids.flatMap { ["f600 qr/\($0).png", "f600 qr/\($0).svg"] }
        #expect(
            try folder.tree("fleet/TOUR-17") == [
                "f600 assignments-ref-1.zip", "f600 assignments-ref-2.zip",
                "f600 cards.html", "f600 esims.csv", "f600 order.json", "d700 qr", "f600 qr.txt",
            ] + images)
        #expect(try folder.tree("").first == "d700 fleet")
        #expect(try folder.names("fleet") == ["TOUR-17"])
    }

    @Test func `the codes are in the order of the sheet's lines`() async throws {
        try await publish(try Samples.group(), in: folder)
        let codes = [1, 11, 12, 21].map { "LPA:1$rsp.example.net$SECRET-\($0)\n" }
        #expect(try folder.text("fleet/TOUR-17/qr.txt") == codes.joined())
    }

    @Test func `the table has the promised columns and then the sheet's own`() async throws {
        try await publish(try Samples.group(), in: folder)
        let rows = try folder.text("fleet/TOUR-17/esims.csv").split(separator: "\r\n").map(
            String.init)
        #expect(
            rows.first == "order,line,bundle,iccid,smdp_address,matching_id,activation_code,"
                + "apple_url,android_url,reference,name,note,Seat")
        #expect(rows.count == 5)
        let code = "LPA:1$rsp.example.net$SECRET-1"
        #expect(
            rows[1] == "TOUR-17,3,esim_1GB,8943100000000000001,rsp.example.net,SECRET-1,\(code),"
                + "https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=\(code),"
                + "https://esimsetup.android.com/esim_qrcode_provisioning?carddata=\(code),"
                + "ref-2,A,\"late; \"\"soon\"\"\",")
        #expect(rows[2].hasPrefix("TOUR-17,5,esim_1GB,8943100000000000011,"))
        #expect(rows[3].hasSuffix(",ref-1,B,,12A"))
        #expect(rows[4].hasPrefix("TOUR-17,9,esim_2GB,8943100000000000021,"))
    }

    @Test func `the table has the columns of the whole batch, in its order`() async throws {
        let publisher = FolderPublisher(output: folder.path)
        let order = try Samples.simple(quantity: 1, carried: [("note", "n"), ("own", "o")])
        try await publisher.prepare(try Samples.batch())
        try await publisher.publish(
            PublishableOrder(
                batch: try Samples.batch(), order: order, archives: [:],
                columns: ["name", "note", "Seat"]))
        let rows = try folder.text("fleet/TOUR-17/esims.csv").split(separator: "\r\n")
        #expect(rows[0].hasSuffix(",reference,name,note,Seat,own"))
        #expect(rows[1].hasSuffix(",ref-1,,n,,o"))
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+44 20", "'+44 20"), ("-1", "'-1"), ("@sum", "'@sum"),
        ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("=a,b", "\"'=a,b\""), ("a=b", "a=b"),
        ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""), ("a\nb", "\"a\nb\""), ("", ""),
        ("Zoë 😀", "Zoë 😀"), ("'x", "'x"),
    ])
    func `a cell never runs as a formula and always reads back`(
        _ value: String, _ cell: String
    ) async throws {
        let order = try Samples.simple(quantity: 1, carried: [("note", value), ("z", "end")])
        try await publish(order, in: folder)
        #expect(try folder.text("fleet/TOUR-17/esims.csv").hasSuffix(",ref-1,\(cell),end\r\n"))
    }

    @Test func `a column of the sheet never hides one of ours, nor runs`() async throws {
        let carried = [("ICCID", "mine"), ("=x", "1"), ("a,b", "2")]
        try await publish(try Samples.simple(quantity: 1, carried: carried), in: folder)
        let rows = try folder.text("fleet/TOUR-17/esims.csv").split(separator: "\r\n").map(
            String.init)
        #expect(rows[0].hasSuffix(",reference,ICCID (sheet),'=x,\"a,b\""))
        #expect(rows[1].hasSuffix(",ref-1,mine,1,2"))
    }

    @Test func `the order's document names every other file with its sum`() async throws {
        try await publish(try Samples.group(), in: folder)
        let document = try folder.json("fleet/TOUR-17/order.json")
        let files = document["files"].elements
        let listed = files.compactMap(\.["path"].text)
        let present = try folder.tree("fleet/TOUR-17").filter { $0.hasPrefix("f") }
            .map { String($0.drop { $0 != " " }.dropFirst()) }
        #expect(Set(listed) == Set(present).subtracting(["order.json"]))
        #expect(listed.count == Set(listed).count)
        for file in files {
            let path = "fleet/TOUR-17/\(file["path"].text ?? "")"
            #expect(try folder.sha256(path) == file["sha256"].text)
            #expect(try folder.bytes(path).count == file["bytes"].number)
        }
    }

    @Test func `the order's document tells what was bought`() async throws {
        try await publish(try Samples.group(), in: folder)
        let document = try folder.json("fleet/TOUR-17/order.json")
        #expect(document["order"].text == "TOUR-17")
        #expect(document["batch"].text == "fleet")
        #expect(document["folder"].text == "fleet/TOUR-17")
        #expect(document["esims"].number == 4)
        let purchases = document["purchases"].elements
        #expect(purchases.map(\.["reference"].text) == ["ref-1", "ref-2"])
        #expect(purchases[0]["cost"].text == "2.28")
        #expect(purchases[0]["currency"].text == "USD")
        #expect(purchases[0]["placedAt"].text == "2026-02-03T10:00:00.000Z")
        #expect(purchases[0]["items"][0]["unitPrice"].text == "2.28")
        let first = document["lines"].elements.first { $0["line"].number == 5 }
        #expect(
            first?["iccids"].elements.map(\.text) == ["8943100000000000011", "8943100000000000012"])
    }

    @Test func `the order's document holds no code`() async throws {
        try await publish(try Samples.group(), in: folder)
        let text = try folder.text("fleet/TOUR-17/order.json")
        #expect(!text.contains("SECRET"))
        #expect(!text.contains("LPA:"))
    }

    @Test func `every eSIM has its image, twice`() async throws {
        try await publish(try Samples.simple(quantity: 3), in: folder)
        for number in 1...3 {
            let name = "fleet/TOUR-17/qr/\(try Samples.iccid(number))"
            #expect(try folder.bytes("\(name).png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
            #expect(try folder.text("\(name).svg").contains("<svg"))
        }
    }

    @Test func `the same order gives the same bytes`() async throws {
        let other = try TemporaryFolder()
        try await publish(try Samples.group(), in: folder)
        try await publish(try Samples.group(), in: other)
        for name in try folder.tree("fleet/TOUR-17").filter({ $0.hasPrefix("f") }) {
            let path = "fleet/TOUR-17/\(name.drop { $0 != " " }.dropFirst())"
            #expect(try folder.bytes(path) == other.bytes(path), "\(path)")
        }
    }
}
