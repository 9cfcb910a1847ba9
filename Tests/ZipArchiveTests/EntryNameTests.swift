// Names of entries are data; few of them may become file names.

import Testing

@testable import ZipArchive

@Suite struct EntryNameTests {
    @Test(arguments: [
        "a", "a.txt", "folder/a.txt", "a/b/c", "..a", "a..", "...", ".hidden", "a b", "übersicht",
        "日本.png", "[Content_Types].xml", "12:30.txt", "ab:c",
    ])
    func `a plain relative name is safe`(name: String) throws {
        #expect(try ZipReader(RawZip([RawEntry(name)]).bytes).entries[0].isSafeName)
    }

    @Test(arguments: [
        "/", "/etc/passwd", "..", "../a", "a/../b", "a/..", ".", "./a", "a/./b", "a//b", "folder/",
        "a\\b", "..\\a", "C:a", "c:/a", "C:", "a:b", "a\u{0}", "a\nb", "a\u{7f}", "a\u{85}b",
        "//host/a",
        "\u{1b}[2J",
    ])
    func `a name that climbs, is absolute or hides something is not safe`(name: String) throws {
        let reader = try ZipReader(RawZip([RawEntry(name, [])]).bytes)
        #expect(reader.entries[0].name == name)
        #expect(!reader.entries[0].isSafeName)
    }

    @Test func `a name that is not UTF-8 is shown as far as it is and is not safe`() throws {
        var entry = RawEntry("a")
        entry.name = [0x61, 0xff, 0x62]
        let read = try ZipReader(RawZip([entry]).bytes).entries[0]
        #expect(read.name == "a\u{FFFD}b")
        #expect(!read.isSafeName)
    }

    @Test(arguments: [0o120777, 0o040700, 0o020600, 0o010600, 0o140600, 0o060600] as [UInt32])
    func `a link, a folder or a device is not safe whatever its name`(mode: UInt32) throws {
        var entry = RawEntry("a")
        entry.attributes = mode << 16
        #expect(try !ZipReader(RawZip([entry]).bytes).entries[0].isSafeName)
    }

    @Test(arguments: [0, 0x81A4_0000, 0x01A4_0000, 0x20] as [UInt32])
    func `a plain file is safe whatever its mode`(attributes: UInt32) throws {
        var entry = RawEntry("a")
        entry.attributes = attributes
        let read = try ZipReader(RawZip([entry]).bytes).entries[0]
        #expect(read.isSafeName && !read.isDirectory)
    }

    @Test func `a DOS folder is a folder`() throws {
        var entry = RawEntry("a", [])
        entry.attributes = 0x10
        let read = try ZipReader(RawZip([entry]).bytes).entries[0]
        #expect(read.isDirectory && !read.isSafeName)
    }

    @Test func `an entry without a name is refused`() {
        #expect(throws: ZipError.self) { try ZipReader(RawZip([RawEntry("")]).bytes) }
    }
}
