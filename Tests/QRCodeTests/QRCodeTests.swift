// The code itself: its size, its fixed patterns, its limits.

import QRCode
import Testing

@Suite struct QRCodeTests {
    @Test(arguments: Samples.texts) func `a code is a square of a size that exists`(
        text: String
    ) throws {
        let code = try QRCode(text: text)
        #expect(code.modules.allSatisfy { $0.count == code.side })
        // Versions 1…40 have 21, 25, … 177 modules.
        #expect((21...177).contains(code.side) && code.side % 4 == 1)
    }

    @Test func `the three finder patterns are in their corners`() throws {
        let code = try QRCode(text: Samples.activationCode)
        let far = code.side - 7
        for (top, left) in [(0, 0), (0, far), (far, 0)] {
            for row in 0..<7 {
                for column in 0..<7 {
                    let ring = max(abs(row - 3), abs(column - 3))
                    #expect(code.modules[top + row][left + column] == (ring != 2))
                }
            }
        }
    }

    @Test func `error correction is M`() throws {
        let code = try QRCode(text: Samples.activationCode)
        // The first two format bits beside the upper left finder, under the mask 10 (ISO/IEC
        // 18004, 7.9): M is 00, so they read 10.
        #expect(code.modules[8][0] && !code.modules[8][1])
    }

    @Test func `digits are kept in byte mode`() throws {
        // 34 digits fit version 1 at M in numeric mode; as bytes it holds 14.
        #expect(try QRCode(text: String(repeating: "1", count: 14)).side == 21)
        #expect(try QRCode(text: String(repeating: "1", count: 15)).side == 25)
    }

    @Test func `the same text gives the same code and another text another`() throws {
        #expect(try QRCode(text: "a") == QRCode(text: "a"))
        #expect(try QRCode(text: "a") != QRCode(text: "b"))
    }

    @Test func `a text at the limit has a code, one beyond has not`() throws {
        #expect(throws: Never.self) { try QRCode(text: String(repeating: "x", count: 1_024)) }
        #expect(throws: QRError.textTooLong(bytes: 1_025, limit: 1_024)) {
            try QRCode(text: String(repeating: "x", count: 1_025))
        }
        // The limit counts bytes, not characters.
        #expect(throws: QRError.textTooLong(bytes: 1_026, limit: 1_024)) {
            try QRCode(text: String(repeating: "é", count: 513))
        }
    }

    @Test func `no text has no code`() {
        #expect(throws: QRError.emptyText) { try QRCode(text: "") }
    }

    @Test func `neither the code nor an error says the text`() throws {
        let code = try QRCode(text: Samples.activationCode)
        #expect("\(code)" == "QR code of \(code.side) × \(code.side) modules")
        #expect(!String(reflecting: code).contains("ABCDE"))
        let error = #expect(throws: QRError.self) {
            try QRCode(text: String(repeating: Samples.activationCode, count: 30))
        }
        #expect(error?.description == "the text for the QR code has 1350 bytes; at most 1024 fit")
    }
}
