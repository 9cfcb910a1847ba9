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
        // Put together of texts that are there: a code has hundreds of stretches.
        let numbers = (0...size).map { "\($0)" }
        var path = ""
        for (y, row) in modules.enumerated() {
            var x = 0
            while let start = row[x...].firstIndex(of: true) {
                let end = row[start...].firstIndex(of: false) ?? side
                path += "M"
                path += numbers[margin + start]
                path += " "
                path += numbers[margin + y]
                path += "h"
                path += numbers[end - start]
                path += "v1H"
                path += numbers[margin + start]
                path += "z"
                x = end
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size) \(size)" \
            shape-rendering="crispEdges">
            <title>QR code</title>
            <rect width="\(size)" height="\(size)" fill="#fff"/>
            <path fill="#000" d="\(path)"/>
            </svg>

            """
    }
}
