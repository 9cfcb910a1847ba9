// The agency's own picture, carried inside the page so that it needs no network.

import FoundationEssentials

/// A picture for the head of every card.
package struct CardLogo: Hashable, Sendable {
    /// The picture as the address of an image.
    let dataURI: String

    /// Told by its content: PNG, JPEG or SVG, up to `ArtifactLimits.logoBytes`.
    package init(_ bytes: [UInt8]) throws(TemplateFault) {
        guard bytes.count <= ArtifactLimits.logoBytes else {
            throw TemplateFault(
                .logo,
                "it has \(bytes.count) bytes, and every order's page carries it: at most "
                    + "\(ArtifactLimits.logoBytes) are allowed")
        }
        guard let type = Self.type(of: bytes) else {
            throw TemplateFault(.logo, "it is no PNG, JPEG or SVG picture")
        }
        dataURI = "data:\(type);base64,\(Data(bytes).base64EncodedString())"
    }

    private static func type(of bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            return "image/png"
        }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        // An image element runs none of a drawing's scripts and loads nothing for it.
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        let isDrawing = start.hasPrefix("<svg") || start.hasPrefix("<?xml")
        return isDrawing && text.contains("<svg") ? "image/svg+xml" : nil
    }
}
