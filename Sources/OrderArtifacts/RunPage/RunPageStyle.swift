// The style of the run page: light or dark as the reader's system is, and on paper.

enum RunPageStyle {
    static let text = """
        :root { color-scheme: light dark; --back: #f5f7f9; --card: #fff; --text: #1b2126;
          --soft: #4d5963; --line: #d3dae0; --good: #14633a; --bad: #a3161b; --open: #7a4a00;
          --blue: #0b4f8a; --goodback: #e2f3e8; --badback: #fde8e8; --openback: #fdf1d8;
          --blueback: #e3effa; }
        @media (prefers-color-scheme: dark) { :root { --back: #14181c; --card: #1d2329;
          --text: #e8ecef; --soft: #a9b4bd; --line: #39434c; --good: #7fd6a4; --bad: #ff9c9c;
          --open: #f2c063; --blue: #8dc3f5; --goodback: #16382a; --badback: #472023;
          --openback: #40320f; --blueback: #16324c; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--back); color: var(--text); line-height: 1.45;
          font: 1rem/1.45 "Helvetica Neue", Helvetica, Arial, "Noto Sans", "DejaVu Sans",
            sans-serif; }
        main { max-width: 84rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
        h1 { font-size: 1.8rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.15rem; margin: 0 0 .75rem; }
        header p { margin: .3rem 0; }
        header code { overflow-wrap: anywhere; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: .6rem;
          padding: 1.1rem 1.25rem; margin-top: 1.25rem; }
        .when, .sheet { color: var(--soft); font-size: .9rem; }
        .outcome { display: inline-block; padding: .3rem .8rem; border-radius: .4rem;
          font-weight: 600; }
        .good, .published { color: var(--good); }
        .bad, .unconfirmed { color: var(--bad); }
        .open, .refused { color: var(--open); }
        .pending { color: var(--blue); }
        .outcome.good, .state.published { background: var(--goodback); }
        .outcome.bad, .state.unconfirmed { background: var(--badback); }
        .outcome.open, .state.refused { background: var(--openback); }
        .state.pending { background: var(--blueback); }
        .state { padding: .1rem .5rem; border-radius: .3rem; white-space: nowrap;
          border: 1px solid transparent; }
        .state.ready { border-color: var(--line); }
        .rehearsal { color: var(--open); font-weight: 700; }
        .steps { border-left: .4rem solid var(--bad); }
        .steps li { margin-bottom: .8rem; }
        .steps p { margin: 0 0 .3rem; }
        pre { margin: .3rem 0; padding: .5rem .75rem; background: var(--back);
          white-space: pre-wrap; border-radius: .35rem; overflow-wrap: anywhere;
          border: 1px solid var(--line); }
        code { font-family: "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
          font-size: .9em; }
        .tiles { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0; }
        .tile { border: 1px solid var(--line); border-radius: .5rem; padding: .6rem 1rem;
          min-width: 8rem; display: flex; flex-direction: column-reverse; }
        .tile dt { font-size: .9rem; }
        .tile dd { margin: 0; font-size: 1.7rem; font-weight: 700; line-height: 1.2; }
        table { border-collapse: collapse; }
        th, td { text-align: start; padding: .35rem .75rem .35rem 0; vertical-align: top; }
        th { font-weight: 600; }
        .number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .scroll { overflow-x: auto; }
        .scroll table { width: 100%; font-size: .9rem; }
        .scroll:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; }
        tbody tr { border-top: 1px solid var(--line); }
        .money tbody tr { border: 0; }
        .money th { font-weight: 400; }
        #table td, #table th { padding-inline-end: 1rem; }
        #table td:nth-child(6), #table td:nth-child(7), #table td:nth-child(8) {
          white-space: nowrap; font-variant-numeric: tabular-nums; }
        #table td:nth-child(5), #table td:nth-child(9) { min-width: 8.5rem; }
        #table tbody th, #table td:last-child { min-width: 9rem; max-width: 24rem;
          overflow-wrap: anywhere; }
        thead th { border-bottom: 2px solid var(--line); white-space: nowrap; }
        thead button { all: unset; cursor: pointer; font-weight: 600; }
        thead button:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; }
        thead button::after { content: " ↕"; color: var(--soft); }
        [aria-sort=ascending] button::after { content: " ↑"; }
        [aria-sort=descending] button::after { content: " ↓"; }
        a { color: var(--blue); }
        .filter { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center;
          margin-bottom: .75rem; }
        .filter[hidden] { display: none; }
        .filter input, .filter select { font: inherit; padding: .3rem .5rem; color: inherit;
          background: var(--back); border: 1px solid var(--soft); border-radius: .3rem; }
        .filter output { color: var(--soft); }
        .share { display: block; width: 100%; height: .8rem; margin-bottom: .75rem;
          border-radius: .4rem; }
        .share .all { fill: var(--line); }
        .share .spent { fill: var(--blue); }
        figure { margin: 0 0 .75rem; }
        figcaption { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .5rem;
          font-size: .85rem; color: var(--soft); }
        .timeline { display: block; width: 100%; height: 11rem; }
        .timeline path { fill: none; stroke-width: 2; vector-effect: non-scaling-stroke; }
        .timeline .axis { stroke: var(--line); }
        .timeline .placed { stroke: var(--blue); }
        .timeline .assigned { stroke: var(--open); stroke-dasharray: 6 4; }
        .timeline .shown { stroke: var(--good); stroke-dasharray: 2 3; }
        .key { display: inline-block; width: 1.6em; margin-inline-end: .5em; vertical-align: .25em;
          border-top: 3px solid; }
        .key.placed { border-color: var(--blue); }
        .key.assigned { border-color: var(--open); border-top-style: dashed; }
        .key.shown { border-color: var(--good); border-top-style: dotted; }
        @media print { body { background: none; } section { break-inside: avoid; border: 0;
          padding: 0; } section:has(#table) { break-inside: auto; } .filter { display: none; }
          .scroll { overflow: visible; } .scroll table { font-size: .7rem; }
          thead { display: table-header-group; } tr { break-inside: avoid; }
          thead button::after { content: ""; } @page { margin: 12mm; } }

        """
}
