// The built-in style of cards: for a screen of any width, and for A4 and Letter alike.

enum CardStyle {
    static let standard = screen + print

    /// Everything is measured in the card's own font size, so that a denser page is one number.
    private static let screen = """
        * { box-sizing: border-box; margin: 0; }
        html { color-scheme: only light; -webkit-text-size-adjust: 100%; }
        body { background: #eef1f4; color: #1b2126; line-height: 1.32;
          font-family: "Helvetica Neue", Helvetica, Arial, "Noto Sans", "DejaVu Sans", sans-serif; }
        .cards { --qr: 15em; max-width: 76rem; margin: 0 auto; padding: 1.25rem; }
        .title h1 { font-size: 1.35rem; margin: .25rem 0 1.25rem; overflow-wrap: anywhere; }
        .page { display: grid; gap: 1.25rem; margin-bottom: 1.25rem;
          grid-template-columns: repeat(auto-fill, minmax(min(27rem, 100%), 1fr)); }
        .card { background: #fff; border: 1px solid #cfd6dc; border-radius: .6rem; overflow: hidden;
          display: flex; flex-direction: column; font-size: .875rem; }
        .band { background: var(--colour); color: var(--ink); display: flex; gap: 1em;
          justify-content: space-between; align-items: center; padding: .45em 1em;
          min-height: 2.4em; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        .band img { display: block; max-height: 2.4em; max-width: 14em; background: #fff;
          padding: .2em; border-radius: .25em; }
        .agency { font-weight: 700; }
        .count { overflow-wrap: anywhere; text-align: end; }
        .rehearsal, .revoked { background: #fff3c4; color: #5c3b00; font-weight: 700;
          padding: .3em 1em;
          print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        .middle { display: grid; gap: .6em 1em; padding: 1em 1em .5em;
          grid-template: "qr who" auto "hand hand" auto / var(--qr) minmax(0, 1fr); }
        .bare { grid-template: "who" auto "hand" auto / minmax(0, 1fr); }
        .qr { grid-area: qr; width: var(--qr); align-self: start; forced-color-adjust: none; }
        .qr svg { display: block; width: 100%; height: auto; background: #fff; }
        .who { grid-area: who; min-width: 0; }
        h2 { font-size: 1.45em; line-height: 1.15; overflow-wrap: anywhere; }
        .plan { font-weight: 600; margin-top: .2em; color: #30404c; overflow-wrap: anywhere; }
        .links { display: flex; flex-wrap: wrap; gap: .35em .6em; align-items: center;
          margin-top: .6em; }
        .links a { background: var(--colour); color: var(--ink); border-radius: .4em;
          padding: .4em .8em; font-weight: 600; text-decoration: none; white-space: nowrap; }
        .links a:focus-visible { outline: 3px solid #1b2126; outline-offset: 2px; }
        .links small { flex: 1 1 7em; font-size: .85em; color: #4a555e; }
        .hand { grid-area: hand; display: grid; grid-template-columns: 2fr 3fr; gap: .4em 1.2em; }
        .hand div { min-width: 0; }
        dt { font-size: .8em; color: #4a555e; }
        dd { margin: 0; font-family: "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
          font-size: .92em; overflow-wrap: anywhere; line-height: 1.25; }
        .steps { display: grid; grid-template-columns: 1fr 1fr; gap: 1.2em; padding: .4em 1em; }
        h3 { font-size: 1em; }
        ol { padding-inline-start: 1.3em; }
        .foot { margin-top: auto; padding: .5em 1em .7em; color: #4a555e; font-size: .9em; }
        .own { color: #1b2126; font-weight: 600; }
        .foot .rehearsal { display: block; margin-inline: -1em; padding-block: .45em;
          margin-block: -.1em .2em; }
        @media screen and (max-width: 30rem) {
          .cards { --qr: min(100%, 18em); padding: .75rem; }
          .middle { grid-template: "who" auto "qr" auto "hand" auto / minmax(0, 1fr); }
          .qr { justify-self: center; }
          .links a, .links small { flex-basis: 100%; }
          .links a { text-align: center; padding: .8em; }
          .steps { grid-template-columns: 1fr; }
        }

        """

    /// A page of cards is as high as Letter lets it be, so that it fits on A4 too. `--rows` and
    /// `--columns` say how the page is cut up.
    private static let print = """
        @page { margin: 6mm; }
        @media print {
          body { background: #fff; }
          .cards { --rows: 2; --columns: 2; --qr: 46mm; --size: 8.4pt; --gap: 3mm;
            max-width: none; margin: 0; padding: 0; }
          .per-1 { --rows: 1; --columns: 1; --qr: 90mm; --size: 15pt; }
          .per-2 { --columns: 1; --qr: 60mm; --size: 11pt; }
          .per-3 { --rows: 3; --columns: 1; --qr: 42mm; --size: 8.2pt; }
          .per-5, .per-6 { --rows: 3; --qr: 34mm; --size: 6.5pt; }
          .per-7, .per-8 { --rows: 4; --qr: 26mm; --size: 5.6pt; --gap: 2mm; }
          .title { position: absolute; width: 1px; height: 1px; overflow: hidden;
            clip-path: inset(50%); }
          .page { gap: var(--gap); margin: 0; break-after: page;
            grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
            grid-auto-rows: minmax(
              calc((267mm - (var(--rows) - 1) * var(--gap)) / var(--rows)), auto); }
          .page:last-child { break-after: auto; }
          .card { font-size: var(--size); break-inside: avoid; border-radius: 2mm; }
          .links { display: grid; grid-template-columns: auto minmax(0, 1fr); }
          .links a { background: none; color: #1b2126; padding: 0; text-decoration: underline; }
          .foot .rehearsal { display: inline; margin: 0; padding: 0 .3em; }
          .per-4 .links { grid-template-columns: minmax(0, 1fr); row-gap: 0; }
          .per-4 .links a + small { margin-bottom: .4em; }
          .per-2 .middle, .per-3 .middle {
            grid-template: "qr who" auto "qr hand" 1fr / var(--qr) minmax(0, 1fr); }
          .per-5 .card, .per-6 .card, .per-7 .card, .per-8 .card { line-height: 1.22; }
          .per-5 .band, .per-6 .band, .per-7 .band, .per-8 .band { padding-block: .15em;
            min-height: 2em; }
          .per-5 .middle, .per-6 .middle, .per-7 .middle, .per-8 .middle {
            padding: .2em 1em .2em .2em; gap: .2em .8em; }
          .per-5 .who, .per-6 .who, .per-7 .who, .per-8 .who { padding-top: .6em; }
          .per-5 .hand, .per-6 .hand, .per-7 .hand, .per-8 .hand { padding-inline-start: .8em; }
          .per-5 .steps, .per-6 .steps, .per-7 .steps, .per-8 .steps { padding-block: .2em 0; }
          .per-7 .foot, .per-8 .foot { padding-block: .2em .4em; }
        }

        """
}
