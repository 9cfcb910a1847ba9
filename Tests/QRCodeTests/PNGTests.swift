// The bitmap: a reader sees the text, a decoder sees the modules.

import QRCode
import Testing

@Suite struct PNGTests {
    @Test(arguments: Samples.texts) func `a barcode reader reads the exact text`(
        text: String
    ) async throws {
        #expect(try await Tools.scan(QRCode(text: text).png()) == text)
    }

    @Test(arguments: [(2, 4), (3, 1), (5, 10), (16, 4)])
    func `a barcode reader reads other scales and margins`(
        scale: Int, margin: Int
    ) async throws {
        let png = try QRCode(text: Samples.activationCode).png(scale: scale, margin: margin)
        #expect(try await Tools.scan(png) == Samples.activationCode)
    }

    @Test(arguments: [(1, 0), (1, 4), (3, 2), (8, 4), (7, 0)])
    func `each pixel is its module's colour`(scale: Int, margin: Int) async throws {
        let code = try QRCode(text: Samples.activationCode)
        let pixels = try await decoded(code.png(scale: scale, margin: margin))
        let size = (code.side + 2 * margin) * scale
        try #require(pixels.count == size && pixels.allSatisfy { $0.count == size })
        var wrong = 0
        for y in 0..<size {
            for x in 0..<size {
                let row = y / scale - margin
                let column = x / scale - margin
                let isInside =
                    code.modules.indices.contains(row)
                    && code.modules.indices.contains(column)
                let isDark =
                    y >= margin * scale && x >= margin * scale && isInside
                    && code.modules[row][column]
                if pixels[y][x] != (isDark ? "0" : "1") { wrong += 1 }
            }
        }
        #expect(wrong == 0)
    }

    @Test func `the same code gives the same file`() throws {
        let code = try QRCode(text: Samples.activationCode)
        #expect(code.png() == code.png())
        #expect(code.png().count < 2_000)
    }

    /// Rows of "0" and "1" as an independent decoder sees them. It checks the signature, every
    /// chunk's checksum, the header's fields and that the data is exactly as long as it should be.
    private func decoded(_ png: [UInt8]) async throws -> [[Character]] {
        let program = """
            import struct, sys, zlib
            data = sys.stdin.buffer.read()
            assert data[:8] == b"\\x89PNG\\r\\n\\x1a\\n"
            at, chunks = 8, []
            while at < len(data):
                length, = struct.unpack(">I", data[at:at + 4])
                kind, body = data[at + 4:at + 8], data[at + 8:at + 8 + length]
                crc, = struct.unpack(">I", data[at + 8 + length:at + 12 + length])
                assert zlib.crc32(kind + body) == crc
                chunks.append((kind, body))
                at += 12 + length
            assert [kind for kind, _ in chunks] == [b"IHDR", b"IDAT", b"IEND"]
            width, height, *rest = struct.unpack(">IIBBBBB", chunks[0][1])
            assert rest == [1, 0, 0, 0, 0]
            raw = zlib.decompress(chunks[1][1])
            stride = (width + 7) // 8 + 1
            assert len(raw) == stride * height
            above = bytes(stride - 1)
            for y in range(height):
                kind, line = raw[y * stride], raw[y * stride + 1:(y + 1) * stride]
                assert kind in (0, 2)
                if kind == 2:
                    line = bytes((a + b) & 255 for a, b in zip(line, above))
                above = line
                print("".join(f"{byte:08b}" for byte in line)[:width])
            """
        return try await Tools.python(program, input: png)
            .split(separator: "\n").map(Array.init)
    }
}
