// Every limit of QR codes in one place, each with its reason.

enum QRLimits {
    /// Bytes of the text. GSMA SGP.22 allows an activation code 255 characters; its web links put
    /// an address before that. At error correction M the largest symbol would hold 2,331.
    static let textBytes = 1...1_024
    /// Pixels per module of an image: beyond this only the file grows.
    static let scale = 1...64
    /// Modules of white around the symbol. ISO/IEC 18004 asks for 4.
    static let margin = 0...64
    /// zlib's settings for an image: its effort, and how far back it looks as a power of two.
    static let pngLevel: Int32 = 3
    static let pngWindowBits: Int32 = 12
    static let pngMemoryLevel: Int32 = 5
}
