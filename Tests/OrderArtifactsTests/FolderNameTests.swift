// An order's own name as a folder: safe everywhere, and told apart from the others.

import Orders
import Testing

@testable import OrderArtifacts

@Suite struct FolderNameTests {
    @Test(arguments: [
        ("TOUR-17", "TOUR-17"), ("a/b", "a_b"), ("a\\b:c*d?e\"f<g>h|i", "a_b_c_d_e_f_g_h_i"),
        ("..", "_"), (".", "_"), ("../../etc", "_._.._etc"), (".hidden", "_hidden"),
        ("-rf", "_rf"), ("a.", "a"), ("a. .", "a"), ("", "_"), ("\u{0}\u{1B}\n", "___"),
        ("CON", "_CON"), ("con.txt", "_con.txt"), ("lpt9", "_lpt9"), ("CONTROL", "CONTROL"),
        ("aux.", "_aux"), ("Zoë & Söhne", "Zoë & Söhne"), ("汉字", "汉字"), ("~", "_"),
        ("$HOME", "_HOME"), ("`x`", "_x_"), ("😀", "_"), ("%2e%2e", "_2e_2e"),
    ])
    func `a name is made safe`(_ name: String, _ folder: String) {
        #expect(folderName(for: name) == folder)
    }

    @Test(arguments: [
        "..", "../..", "/etc/passwd", "a\u{0}b", "CON", "nul.tar.gz", ".staged-x", ".replaced-x",
        ".", "\\\\server\\share", "C:\\x", "a/../b", "\u{202E}gnp.exe", "x\u{301}/",
    ])
    func `no name leaves its folder or hides in it`(_ name: String) {
        let folder = folderName(for: name)
        #expect(!folder.isEmpty)
        #expect(!folder.contains("/") && !folder.contains("\\"))
        #expect(folder.first != "." && folder.last != ".")
        #expect(!folder.unicodeScalars.contains { $0.properties.generalCategory == .control })
    }

    @Test func `names that one file system takes for the same are told apart`() {
        var taken = TakenFolders()
        let names = ["Tour", "TOUR", "tour", "Tour", "a/b", "a:b", "é", "e\u{301}"]
        let folders = names.map { taken.take(for: $0) }
        #expect(folders == ["Tour", "TOUR~2", "tour~3", "Tour~4", "a_b", "a_b~2", "é", "é~2"])
    }

    @Test(arguments: ["x", "é", "汉", "😀", "a/"])
    func `a long name is cut where a file system would`(_ unit: String) {
        let folder = folderName(for: String(repeating: unit, count: 500))
        #expect(folder.utf8.count <= Limits.folderNameBytes)
        #expect(folder.utf8.count > Limits.folderNameBytes - 4)
    }

    @Test func `an order with an awkward name is published under its safe one`() async throws {
        let folder = try TemporaryFolder()
        let names = ["../../escape", "a/b", "CON", "=cmd", "Zoë \"x\""]
        for name in names { try await publish(try Samples.simple(name), in: folder) }
        #expect(try folder.names() == ["fleet"])
        #expect(try folder.names("fleet").count == names.count)
        for name in names {
            let place = "fleet/\(folderName(for: name))"
            #expect(try folder.json("\(place)/order.json")["order"].text == name)
        }
    }
}
