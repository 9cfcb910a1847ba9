// When purchases were placed, assigned and published: three rising lines over the time of the run,
// and the same in figures.

import Orders

/// The timeline of a run.
struct RunTimeline {
    private let stages: [Stage]
    private let start: Timestamp
    private let end: Timestamp

    /// One line of the drawing: when each purchase reached it, sorted.
    private struct Stage {
        let name: String
        let style: String
        let times: [Timestamp]
    }

    /// - Parameter start: the run's start; what happened before it is left out, unless nothing
    ///   happened since, and then all of the batch's time is shown.
    init(orders: [RecordedSheetOrder], from start: Timestamp?) {
        let parts = orders.flatMap(\.orders)
        func stage(_ name: String, _ style: String, _ time: (RecordedOrder) -> Timestamp?) -> Stage
        {
            Stage(name: name, style: style, times: parts.compactMap(time).sorted())
        }
        let all = [
            stage("placed", "placed", \.placedAt), stage("assigned", "assigned", \.assignedAt),
            stage("published", "shown", \.publishedAt),
        ]
        let recent = all.map { stage in
            Stage(
                name: stage.name, style: stage.style,
                times: start.map { start in stage.times.filter { $0 >= start } } ?? stage.times)
        }
        let hasRecent = recent.contains { !$0.times.isEmpty }
        stages = hasRecent ? recent : all
        let times = stages.flatMap(\.times)
        let first = times.min() ?? Timestamp(microseconds: 0)
        self.start = hasRecent ? start ?? first : first
        end = times.max() ?? first
    }

    var markup: Markup {
        let most = stages.map(\.times.count).max() ?? 0
        guard most > 0 else { return "" }
        var lines: Markup = ""
        var rows: Markup = ""
        for stage in stages {
            guard let first = stage.times.first, let last = stage.times.last else { continue }
            let middle = stage.times[(stage.times.count - 1) / 2]
            lines += "<path class=\"\(stage.style)\" d=\"\(path(stage.times, of: most))\"/>"
            rows += """
                <tr><th scope="row"><span class="key \(stage.style)"></span>\(stage.name)</th>\
                <td class="number">\(stage.times.count)</td>\
                <td>\(first.words)</td><td>\(middle.words)</td><td>\(last.words)</td></tr>

                """
        }
        let span = (end - start).words
        return """
            <section aria-labelledby="timeline">
            <h2 id="timeline">Timeline</h2>
            <figure>
            <svg class="timeline" viewBox="-4 -4 728 168" \
            preserveAspectRatio="none" role="img" \
            aria-label="\(most) purchases over \(span); the table below has the times">
            <path class="axis" d="M0 0V160H720"/>\(lines)</svg>
            <figcaption><span>\(start.words)</span><span>\(span)</span>\
            <span>\(end.words) UTC</span></figcaption>
            </figure>
            <div class="scroll" role="region" aria-label="Times" tabindex="0"><table>
            <thead><tr><th scope="col">Purchases</th><th scope="col" class="number">Number</th>\
            <th scope="col">First</th><th scope="col">Half of them</th>\
            <th scope="col">Last</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            </section>
            """
    }

    /// A line that rises a step for every purchase, in no more steps than can be seen.
    private func path(_ times: [Timestamp], of most: Int) -> String {
        let span = max(1, (end - start).inMicroseconds)
        let stride = max(1, times.count / ArtifactLimits.timelineSteps)
        var path = "M0 160"
        for index in times.indices where index % stride == 0 || index == times.count - 1 {
            // A machine without a clock of its own may have begun in 1970.
            let x = Int(Int128((times[index] - start).inMicroseconds) * 7_200 / Int128(span))
            let y = 1_600 - (index + 1) * 1_600 / most
            path += "H\(x / 10).\(x % 10)V\(y / 10).\(y % 10)"
        }
        return path + "H720"
    }
}
