// The forms of CSV that other programs are tested with, each as an order sheet.

import Orders
import Testing

@Suite struct CSVSpectrumTests {
    /// A form by its usual name, a sheet in it, and the cells of its lines without the blank ones.
    struct Form: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let rows: [[String]]

        var testDescription: String { name }
    }

    private static let forms = [
        Form(
            name: "simple", text: "bundle,name,note\nb,n,3\n", rows: [["b", "n", "3"]]),
        Form(
            name: "simple with CRLF", text: "bundle,name,note\r\nb,n,3\r\n",
            rows: [["b", "n", "3"]]),
        Form(
            name: "comma in quotes",
            text: "bundle,name,group,note\nb,John,\"120 any st.\",\"Anytown, WW\"\n",
            rows: [["b", "John", "120 any st.", "Anytown, WW"]]),
        Form(
            name: "empty", text: "bundle,name,note\nb,\"\",\"\"\nc,3,4\n",
            rows: [["b"], ["c", "3", "4"]]),
        Form(
            name: "empty with CRLF", text: "bundle,name,note\r\nb,\"\",\"\"\r\nc,3,4\r\n",
            rows: [["b"], ["c", "3", "4"]]),
        Form(
            name: "empty at the end of the line", text: "bundle,name,note\nb,,\nc,3,\n",
            rows: [["b"], ["c", "3"]]),
        Form(
            name: "escaped quotes",
            text: "bundle,note\nb,\"ha \"\"ha\"\" ha\"\nc,4\n",
            rows: [["b", "ha \"ha\" ha"], ["c", "4"]]),
        Form(
            name: "JSON in a cell",
            text: "bundle,note\n"
                + "b,\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [102.0, 0.5]}\"\n",
            rows: [["b", "{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}"]]),
        Form(
            name: "coordinates", text: "bundle,Phone,note\nb,+49 30 901820,\"52.5, 13.4\"\n",
            rows: [["b", "+49 30 901820", "52.5, 13.4"]]),
        Form(
            name: "line breaks",
            text: "bundle,name,note\nb,\"Once upon \na time\",\"5\n\n6\"\nc,7,8\n",
            rows: [["b", "Once upon \na time", "5\n\n6"], ["c", "7", "8"]]),
        Form(
            name: "line breaks with CRLF",
            text: "bundle,name,note\r\nb,\"Once upon \r\na time\",5\r\nc,7,8\r\n",
            rows: [["b", "Once upon \r\na time", "5"], ["c", "7", "8"]]),
        Form(
            name: "quotes and line breaks",
            text: "bundle,note\nb,\"ha\n\"\"ha\"\"\nha\"\nc,4\n",
            rows: [["b", "ha\n\"ha\"\nha"], ["c", "4"]]),
        Form(
            name: "UTF-8", text: "bundle,name,note\nb,2,3\nc,5,ʤ\n",
            rows: [["b", "2", "3"], ["c", "5", "ʤ"]]),
        Form(
            name: "a cell that begins with a delimiter in quotes",
            text: "bundle,name,note\nb,\",x\",\"\n\"\nc,\"\"\",\"\"\",y\n",
            rows: [["b", ",x"], ["c", "\",\"", "y"]]),
        Form(
            name: "a quoted cell at the end without a line break",
            text: "bundle,name\nb,\"x\"", rows: [["b", "x"]]),
        Form(
            name: "a cell of eight and of nine characters",
            text: "bundle,name,note\n12345678,123456789,1234567\n",
            rows: [["12345678", "123456789", "1234567"]]),
    ]

    @Test(arguments: Self.forms) func `a form is read as it is meant`(form: Form) {
        let reading = SheetReading(form.text)
        #expect(!reading.log.hasErrors, "\(reading.messages)")
        let rows = reading.sheet.lines.map { line in
            [line.content.bundle.text] + line.carried.map(\.text)
        }
        #expect(rows == form.rows)
    }

    @Test(arguments: Self.forms, ["\u{FEFF}", "sep=,\r\n"])
    func `a form is read the same behind a byte order mark or a sep line`(
        form: Form, prefix: String
    ) {
        let reading = SheetReading(prefix + form.text)
        let rows = reading.sheet.lines.map { line in
            [line.content.bundle.text] + line.carried.map(\.text)
        }
        #expect(rows == form.rows)
    }
}
