// The assignments in every shape: JSON of three kinds, CSV of many, a ZIP, nothing, a page.

import Orders
import Testing
import ZipArchive

@testable import ESIMGoAPI

@Suite struct AssignmentsShapeTests {
    private func codes(_ body: String) -> [String]? { codes(Array(body.utf8)) }

    private func codes(_ body: [UInt8]) -> [String]? {
        readAssignments(body)?.delivered.map { one in
            "\(one.esim.iccid) \(one.esim.activationCode) \(one.bundle?.text ?? "-")"
        }
    }

    @Test(arguments: [
        "ICCID,Matching ID,RSP URL,Bundle,Reference\n8943100000000000017,ABC-1,rsp.example.net,b,"
            + "ref-1\n8943100000000000025,ABC-2,rsp.example.net,b,ref-2\n",
        #"[{"iccid":"8943100000000000017","matchingId":"ABC-1","smdpAddress":"rsp.example.net","#
            + #""reference":"ref-1"},{"iccid":"8943100000000000025","matchingId":"ABC-2","#
            + #""rspUrl":"rsp.example.net","reference":"ref-2"}]"#,
    ])
    func `each eSIM has the reference that it is said to be of`(_ body: String) throws {
        let found = try #require(readAssignments(Array(body.utf8))?.delivered)
        #expect(found.map(\.reference?.text) == ["ref-1", "ref-2"])
    }

    private static let first = "8943100000000000017 LPA:1$rsp.example.net$ABC-1 esim_1GB"
    private static let second = "8943100000000000025 LPA:1$rsp.example.net$ABC-2 esim_2GB"
    private static let one = """
        {"iccid":"8943100000000000017","matchingId":"ABC-1","smdpAddress":"rsp.example.net",
         "profileStatus":"Released","pin":"1","puk":"2","firstInstalledDateTime":"",
         "bundle":"esim_1GB"}
        """
    private static let two = """
        {"iccid":"8943100000000000025","matchingId":"ABC-2","rspUrl":"https://rsp.example.net/",
         "bundle":"esim_2GB","reference":"ref-1"}
        """

    @Test(arguments: [
        (one, [first]), ("[\(one)]", [first]), ("[\(one),null,\(two)]", [first, second]),
        (#"{"assignments":[\#(one),\#(two)]}"#, [first, second]),
        (#"{"esims":[\#(two)]}"#, [second]), ("\u{FEFF} \n[\(two)]", [second]), ("[]", []),
        ("{}", []), (#"{"assignments":[]}"#, []), (#"{"message":"come back later"}"#, []),
    ])
    func `JSON is read as object, array or under a name`(_ body: String, _ expected: [String]) {
        #expect(codes(body) == expected)
    }

    @Test(arguments: [
        "http://rsp.example.net", "HTTPS://rsp.example.net/", "rsp.example.net//",
    ])
    func `an address loses its scheme`(_ address: String) {
        let body =
            #"{"iccid":"8943100000000000017","matchingId":"ABC-1","smdpAddress":"\#(address)"}"#
        #expect(codes(body) == ["8943100000000000017 LPA:1$rsp.example.net$ABC-1 -"])
    }

    @Test(arguments: [
        #"{"iccid":"8943100000000000017","matchingId":"ABC-1"}"#,
        #"{"iccid":"8943100000000000017","smdpAddress":"a.b"}"#,
        #"{"matchingId":"ABC-1","smdpAddress":"a.b"}"#,
        #"{"iccid":"12","matchingId":"ABC-1","smdpAddress":"a.b"}"#,
        #"{"iccid":"8943100000000000017","matchingId":"","smdpAddress":"a.b"}"#,
        #"{"iccid":"8943100000000000017","matchingId":"A$B","smdpAddress":"a.b"}"#,
        #"{"iccid":"8943100000000000017","matchingId":"A","smdpAddress":"a b"}"#,
        #"{"iccid":null,"matchingId":null,"smdpAddress":null}"#,
    ])
    func `an eSIM that cannot be installed yet is not there`(_ body: String) {
        #expect(codes(body) == [])
    }

    private static let header = "ICCID,Matching ID,RSP URL,Bundle,Reference"
    private static let cells = "8943100000000000017,ABC-1,rsp.example.net,esim_1GB,ref-1"

    @Test(arguments: [
        "\(header)\n\(cells)\n", "\(header)\r\n\(cells)\r\n", "\(header)\n\(cells)",
        "\u{FEFF}\(header)\n\(cells)\n", "\n\n\(header)\n\n\(cells)\n\n",
        "iccid,matching_id,smdpAddress,bundle\n8943100000000000017,ABC-1,rsp.example.net,esim_1GB",
        "Bundle,SM-DP+ Address,Matching-ID,ICCID\n"
            + "esim_1GB,rsp.example.net,ABC-1,8943100000000000017",
        #""ICCID","Matching ID","RSP URL","Bundle""# + "\r\n"
            + #""8943100000000000017","ABC-1","https://rsp.example.net","esim_1GB""# + "\r\n",
        "\(header),Note\n\(cells),\"a \"\"quoted\"\", note\nof two lines\"\n",
        "Reference,Apple Install URL,\(header.replacing(",Reference", with: ""))\n"
            + "ref-1,https://x/?a=LPA:1$b$c,\(cells.replacing(",ref-1", with: ""))\n",
    ])
    func `CSV is read by its header, whatever its form`(_ body: String) {
        #expect(codes(body) == [Self.first])
    }

    @Test func `CSV without a bundle has eSIMs without one`() {
        let body = "ICCID,Matching ID,RSP URL\n8943100000000000017,ABC-1,rsp.example.net\n"
        #expect(codes(body) == ["8943100000000000017 LPA:1$rsp.example.net$ABC-1 -"])
    }

    /// Put together of damaged cells, a code installs nothing.
    @Test(arguments: [
        "8943100000000000017,\"AB\"C-1,rsp.example.net,b,r\n",
        "8943100000000000017,A\"BC-1,rsp.example.net,b,r\n",
        "8943100000000000017,\"ABC-1,rsp.example.net,b,r\n",
    ])
    func `CSV with misplaced quotes is unreadable`(row: String) {
        #expect(codes("\(Self.header)\n\(row)") == nil)
    }

    @Test func `a return alone joins nothing`() {
        let parted = Self.cells.replacing("17,", with: "1\r7,")
        #expect(codes("\(Self.header)\n\(parted)") == [])
        #expect(codes("\(Self.header)\r\(Self.cells)\r") == [Self.first])
    }

    @Test func `CSV that is not UTF-8 is unreadable`() {
        #expect(codes(Array("\(Self.header)\n\(Self.cells)".utf8) + [0xFF]) == nil)
    }

    @Test func `a short row and a row without an ICCID are not there`() {
        let body = "\(Self.header)\n8943100000000000025\n,ABC-2,rsp.example.net,b,r\n\(Self.cells)"
        #expect(codes(body) == [Self.first])
    }

    @Test func `an ICCID padded by a spreadsheet keeps its digits`() {
        let body = "\(Self.header)\n\(Self.cells.replacing("17,", with: "17F,"))\n"
        #expect(codes(body) == [Self.first])
    }

    @Test func `a header alone means that nothing is delivered yet`() {
        #expect(codes(Self.header + "\n") == [])
    }

    @Test(arguments: ["", " ", "\r\n", "\u{FEFF}"])
    func `an empty body means that nothing is delivered yet`(_ body: String) {
        #expect(codes(body) == [])
    }

    @Test(arguments: [
        "<html><body>502</body></html>", " \n<!DOCTYPE html>", "Service Unavailable",
        "ICCID,Matching ID\n8943100000000000017,ABC-1\n", "a,b,c\n1,2,3\n", "[1,2]", "{\"a\":",
        #"[{"iccid":8943100000000000017}]"#, "\"text\"", "PK", "P",
    ])
    func `what is none of the shapes is not taken for an empty answer`(_ body: String) {
        #expect(codes(body) == nil)
    }

    @Test(arguments: ["ref-1.csv", "a/b/ASSIGNMENTS.CSV"])
    func `the table is found in a ZIP`(_ name: String) throws {
        var archive = ZipWriter()
        try archive.add(name: "8943100000000000017.png", contents: [1, 2, 3])
        let table = "\u{FEFF}\(Self.header)\r\n\(Self.cells)\r\n"
        try archive.add(name: name, contents: Array(table.utf8))
        #expect(codes(archive.finish()) == [Self.first])
    }

    @Test func `a ZIP without a table, or cut short, is unreadable`() throws {
        var archive = ZipWriter()
        try archive.add(name: "8943100000000000017.png", contents: [1, 2, 3])
        let bytes = archive.finish()
        #expect(codes(bytes) == nil)
        #expect(codes(Array(bytes.dropLast(10))) == nil)
    }
}
