// Order names become folder names that every file system takes, no two alike.

import OrderTestKit
import Orders
import Testing

@Suite struct FolderNameTests {
    @Test(arguments: [
        "TOUR-17", "Fünf Reisende", "旅行 17", "a.b_c-d", "esim_1GB_7D_GB_V2-x3-1", "x+y=z,@(1)#&'",
        "v1.0", "COM10", "CONSOLE", "NULL", "AUX1",
    ])
    func `a safe name stays as it is`(name: String) {
        #expect(folderName(for: name) == name)
    }

    @Test(arguments: [
        ("a/b", "a_b"), ("a\\b", "a_b"), ("a:b", "a_b"), ("a*?\"<>|b", "a______b"),
        ("a\nb", "a_b"), ("a\u{0}b", "a_b"), ("a~2", "a_2"), ("../../etc", "_._.._etc"),
        ("🧳", "_"), ("100%", "100_"), ("a;b`c$d!", "a_b_c_d_"), ("~", "_"), ("$HOME", "_HOME"),
    ])
    func `an unsafe character becomes an underscore`(name: String, folder: String) {
        #expect(folderName(for: name) == folder)
    }

    @Test(arguments: [
        (".", "_"), ("..", "_"), ("...", "_"), (".hidden", "_hidden"), ("-rf", "_rf"),
        ("a.", "a"), ("a. .", "a"), ("a ", "a"), (" a", "_a"), ("", "_"), (" ", "_"),
        (". .", "_"),
    ])
    func `a name neither begins nor ends with what a system or a shell reads`(
        name: String, folder: String
    ) {
        #expect(folderName(for: name) == folder)
    }

    @Test(arguments: [
        ("CON", "_CON"), ("con", "_con"), ("Nul", "_Nul"), ("aux.txt", "_aux.txt"),
        ("COM1", "_COM1"), ("lpt9.tar.gz", "_lpt9.tar.gz"), ("PRN.", "_PRN"),
    ])
    func `a reserved device name is told apart`(name: String, folder: String) {
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

    @Test(arguments: ["x", "é", "旅", "e\u{301}"])
    func `a long name is cut between characters within the limit of bytes`(character: String) {
        let folder = folderName(for: String(repeating: character, count: 200))
        #expect(folder.utf8.count <= Limits.folderNameBytes)
        #expect(folder.utf8.count > Limits.folderNameBytes - character.utf8.count)
        #expect(folder.allSatisfy { String($0) == character })
    }

    @Test func `cutting leaves no dot or space at the end`() {
        let name = String(repeating: "x", count: Limits.folderNameBytes - 2) + ". yyy"
        #expect(
            folderName(for: name)
                == String(repeating: "x", count: Limits.folderNameBytes - 2))
    }

    @Test func `a taken name gets a number`() {
        #expect(TakenFolders(["a"]).taking("a") == "a~2")
        #expect(TakenFolders(["a", "a~2", "a~3"]).taking("a") == "a~4")
        #expect(TakenFolders([folderKey("a_b")]).taking("a/b") == "a_b~2")
    }

    @Test(arguments: [("TOUR", "tour"), ("Ärzte", "äRZTE"), ("e\u{301}", "É")])
    func `names that differ in case alone are one folder on some systems`(
        name: String, other: String
    ) {
        #expect(TakenFolders([folderKey(other)]).taking(name) == "\(name)~2")
    }

    @Test(arguments: 1...20)
    func `folders made one after the other are safe and never alike`(seed: Int) {
        var random = SeededRandom(seed: seed)
        let alphabet = Array("aAbB./\\ -_~2é旅🧳:*")
        var taken: Set<String> = []
        var folders = TakenFolders()
        for _ in 0..<200 {
            let name = String((0..<random.number(1...4)).map { _ in random.pick(alphabet) })
            let folder = folders.take(for: name)
            #expect(taken.insert(folderKey(folder)).inserted)
            #expect(!folder.isEmpty && folder.utf8.count < 255)
            #expect(!folder.contains("/") && !folder.contains("\\") && !folder.contains(":"))
            #expect(!folder.hasPrefix(".") && !folder.hasPrefix("-") && !folder.hasPrefix(" "))
            #expect(!folder.hasSuffix(".") && !folder.hasSuffix(" "))
        }
    }

    /// Looking from the first number on for each would be 200,000,000 looks.
    @Test(.timeLimit(.minutes(1)))
    func `thousands of names that are alike where they are cut get a number each`() {
        var folders = TakenFolders()
        let long = String(repeating: "ж", count: 90)
        let names = (1...20_000).map { folders.take(for: "\(long) \($0)") }
        let cut = String(repeating: "ж", count: Limits.folderNameBytes / 2)
        #expect(names.prefix(3) == [cut, "\(cut)~2", "\(cut)~3"])
        #expect(names.last == "\(cut)~20000")
        #expect(Set(names).count == names.count)
    }

    @Test func `a name that was given back is taken again`() {
        var folders = TakenFolders()
        for expected in ["a", "a~2", "a~3", "a~4"] {
            #expect(folders.take(for: "a") == expected)
        }
        folders.release("A~2")
        #expect(folders.take(for: "a") == "a~2")
        #expect(folders.take(for: "a") == "a~5")
        folders.release("a")
        #expect(folders.take(for: "a") == "a")
    }

    @Test(arguments: [("a/b", "a_b"), ("2026/03/01", "2026:03:01"), (".x", "_x")])
    func `two batches never share a folder`(one: String, other: String) {
        #expect(batchFolder(sample(BatchName(one))) != batchFolder(sample(BatchName(other))))
    }

    @Test func `a batch keeps its folder from run to run`() {
        #expect(batchFolder(sample(BatchName("fleet"))) == "fleet")
        let odd = sample(BatchName("2026/03/01"))
        #expect(batchFolder(odd) == batchFolder(odd))
        #expect(!batchFolder(odd).contains("/"))
    }
}

extension TakenFolders {
    /// The name that would be taken next.
    fileprivate func taking(_ name: String) -> String {
        var folders = self
        return folders.take(for: name)
    }
}
