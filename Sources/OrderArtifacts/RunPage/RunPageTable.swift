// The table of a batch's orders: whole without a script, and sorted and filtered with it.

import Orders

/// An order as a row of the table.
struct RunPageOrder {
    let report: BatchReport.OrderReport
    /// Nil for an order that is not in the ledger.
    let record: RecordedSheetOrder?

    init(_ report: BatchReport.OrderReport, _ record: RecordedSheetOrder?) {
        self.report = report
        self.record = record
    }

    fileprivate var eSIMCount: Int { report.lines.reduce(0) { $0 + $1.quantity } }

    /// The travellers, as many as fit a cell.
    fileprivate var names: String {
        var names: [String] = []
        for line in report.lines {
            for value in line.carried where value.column == SheetField.name.rawValue {
                names.append(value.text)
            }
        }
        let most = ArtifactLimits.namesInCell
        let rest = names.count - most
        return names.prefix(most).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }

    fileprivate func time(_ time: (RecordedOrder) -> Timestamp?) -> String {
        record?.orders.compactMap(time).max()?.words ?? ""
    }

    fileprivate var markup: Markup {
        let title: Markup =
            if report.state == .published, let record {
                """
                <a href="\(record.folder.percentEncoded)/cards.html"><bdi>\(report.order)</bdi></a>
                """
            } else {
                "<bdi>\(report.order)</bdi>"
            }
        let references = report.references.map(\.text).joined(separator: " ")
        return """
            <tr data-state="\(report.state.rawValue)"><th scope="row">\(title)</th>\
            <td><span class="state \(report.state.rawValue)">\(report.state.words)</span></td>\
            <td class="number">\(eSIMCount)</td>\
            <td class="number">\(report.cost?.description ?? "")</td>\
            <td><bdi>\(names)</bdi></td>\
            <td>\(time(\.placedAt))</td><td>\(time(\.assignedAt))</td>\
            <td>\(time(\.publishedAt))</td>\
            <td><code>\(references)</code></td><td>\(report.reason ?? "")</td></tr>

            """
    }
}

/// The section with the table.
struct RunPageTable {
    let rows: [RunPageOrder]

    private static let columns = [
        "Order", "State", "eSIMs", "Cost", "For", "Placed (UTC)", "Assigned (UTC)",
        "Published (UTC)", "References", "Why",
    ]
    private static let numbers: Set = ["eSIMs", "Cost"]

    var markup: Markup {
        guard !rows.isEmpty else { return "" }
        var heads: Markup = ""
        for column in Self.columns {
            let kind = Self.numbers.contains(column) ? "number" : "text"
            heads += "<th scope=\"col\" class=\"\(kind)\">\(column)</th>"
        }
        var choices: Markup = "<option value=\"\">every state</option>"
        for state in BatchReport.State.allCases {
            let count = rows.reduce(0) { $0 + ($1.report.state == state ? 1 : 0) }
            guard count > 0 else { continue }
            choices += "<option value=\"\(state.rawValue)\">\(state.words) (\(count))</option>"
        }
        var body = Markup(trusted: "")
        for row in rows { body += row.markup }
        return """
            <section aria-labelledby="orders">
            <h2 id="orders">Orders</h2>
            <form class="filter" hidden>
            <label>Find <input type="search" name="text" autocomplete="off"></label>
            <label>State <select name="state">\(choices)</select></label>
            <output aria-live="polite"></output>
            </form>
            <div class="scroll" role="region" aria-label="Table of orders" tabindex="0">
            <table id="table">
            <thead><tr>\(heads)</tr></thead>
            <tbody>
            \(body)</tbody>
            </table>
            </div>
            </section>
            """
    }
}
