// A QR code as a square of dark and light modules.

import CQREncode

/// The QR code of one text, in byte mode, so that the text's UTF-8 is kept exactly, and with error
/// correction M (15 %). The same text always gives the same code. It keeps no copy of the text.
package struct QRCode: Hashable, Sendable, CustomStringConvertible {
    /// Rows from top to bottom, modules from left to right; true is dark. Without the margin.
    package let modules: [[Bool]]

    /// Modules along one side.
    package var side: Int { modules.count }

    /// Encodes 1…1,024 bytes of text in the smallest symbol that holds them.
    package init(text: String) throws(QRError) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { throw .emptyText }
        guard QRLimits.textBytes.contains(bytes.count) else {
            throw .textTooLong(bytes: bytes.count, limit: QRLimits.textBytes.upperBound)
        }
        modules = try Self.encode(bytes)
    }

    /// A description that cannot be read with a camera.
    package var description: String { "QR code of \(side) × \(side) modules" }

    private static func encode(_ bytes: [UInt8]) throws(QRError) -> [[Bool]] {
        let smallest: Int32 = 0
        let symbol = unsafe bytes.withUnsafeBufferPointer {
            unsafe QRcode_encodeData(
                Int32($0.count), $0.baseAddress, smallest, QR_ECLEVEL_M)
        }
        guard let symbol = unsafe symbol else { throw .encoderFailed }
        defer { unsafe QRcode_free(symbol) }
        let side = unsafe Int(symbol.pointee.width)
        guard let data = unsafe symbol.pointee.data else { throw .encoderFailed }
        return (0..<side).map { row in
            // The lowest bit of a module is its colour; the others say what it is for.
            (0..<side).map { column in unsafe data[row * side + column] & 1 == 1 }
        }
    }
}
