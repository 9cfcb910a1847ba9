// The checksum against its published check values.

import Testing
import ZipArchive

@Suite struct CRC32Tests {
    @Test(
        arguments: [
            ("", 0), ("a", 0xE8B7_BE43), ("123456789", 0xCBF4_3926),
            ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
        ] as [(String, UInt32)])
    func `the check values come out`(text: String, expected: UInt32) {
        #expect(CRC32.of(Array(text.utf8)) == expected)
        #expect(CRC32.of(Array(("x" + text).utf8)[1...]) == expected)
    }
}
