// A QR code as a bitmap.

extension QRCode {
    /// A PNG, black on white, with `scale` pixels (1…64) per module and `margin` modules (0…64) of
    /// white around it. The same code always gives the same bytes.
    package func png(scale: Int = 8, margin: Int = 4) -> [UInt8] {
        precondition(QRLimits.scale.contains(scale) && QRLimits.margin.contains(margin))
        let pixels = (side + 2 * margin) * scale
        let rowBytes = (pixels + 7) / 8
        let light = [UInt8](repeating: 0xff, count: rowBytes)
        // A row of modules is drawn once; its further scanlines are the filter "Up" (2) with no
        // difference, which compresses to almost nothing.
        let repetition: [UInt8] = [2] + [UInt8](repeating: 0, count: rowBytes)
        var scanlines: [UInt8] = []
        scanlines.reserveCapacity(pixels * (rowBytes + 1))

        func append(_ row: [UInt8], lines: Int) {
            guard lines > 0 else { return }
            scanlines.append(0)
            scanlines += row
            for _ in 1..<lines { scanlines += repetition }
        }
        append(light, lines: margin * scale)
        for row in modules {
            append(packed(row, scale: scale, margin: margin, into: light), lines: scale)
        }
        append(light, lines: margin * scale)
        return PNG.file(width: pixels, height: pixels, scanlines: scanlines)
    }

    /// A row of modules as pixels, eight to a byte, on a light ground.
    private func packed(
        _ row: [Bool], scale: Int, margin: Int, into ground: [UInt8]
    ) -> [UInt8] {
        var bytes = ground
        var pixel = margin * scale
        for isDark in row {
            if isDark {
                for dark in pixel..<(pixel + scale) { bytes[dark >> 3] &= ~(0x80 >> (dark & 7)) }
            }
            pixel += scale
        }
        return bytes
    }
}
