// A QR code as a drawing.

extension QRCode {
    /// An SVG document, black on white, one unit per module, with `margin` modules (0…64) of white
    /// around it and no size of its own. It is one path of horizontal runs. The text is not in it.
    package func svg(margin: Int = 4) -> String {
        Self.document(svgElement(margin: margin))
    }

    /// An element of `svgElement` as a document of its own.
    package static func document(_ element: String) -> String {
        #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n" + element
    }

    /// The same as an element that stands in an HTML page; it says no name of itself.
    package func svgElement(margin: Int = 4) -> String {
        precondition(QRLimits.margin.contains(margin))
        let size = side + 2 * margin
        // Bytes of numbers that are there: a code has hundreds of stretches.
        let numbers = (0...size).map { Array("\($0)".utf8) }
        var path: [UInt8] = []
        path.reserveCapacity(side * side * 5)
        for (y, row) in modules.enumerated() {
            var x = 0
            while let start = row[x...].firstIndex(of: true) {
                let end = row[start...].firstIndex(of: false) ?? side
                path.append(UInt8(ascii: "M"))
                path += numbers[margin + start]
                path.append(UInt8(ascii: " "))
                path += numbers[margin + y]
                path.append(UInt8(ascii: "h"))
                path += numbers[end - start]
                path += Self.downAndBack
                path += numbers[margin + start]
                path.append(UInt8(ascii: "z"))
                x = end
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size) \(size)" \
            shape-rendering="crispEdges">
            <title>QR code</title>
            <rect width="\(size)" height="\(size)" fill="#fff"/>
            <path fill="#000" d="\(String(decoding: path, as: UTF8.self))"/>
            </svg>

            """
    }

    /// From the end of a stretch's upper edge, along its other edges.
    private static let downAndBack = Array("v1H".utf8)
}
