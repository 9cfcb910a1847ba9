// The only script of the run page: it sorts and filters the rows that stand there. It reads and
// sends nothing else, and without it the table is whole.

enum RunPageScript {
    static let text = """

        "use strict";
        (() => {
          const table = document.getElementById("table");
          const form = document.querySelector("form.filter");
          if (!table || !form) return;
          const body = table.tBodies[0];
          const rows = Array.from(body.rows);
          const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
          const output = form.querySelector("output");
          const find = form.elements.namedItem("text");
          const state = form.elements.namedItem("state");
          const filter = () => {
            const words = find.value.toLowerCase().split(/\\s+/).filter(Boolean);
            let shown = 0;
            for (const row of rows) {
              const fits = (!state.value || row.dataset.state === state.value) &&
                words.every((word) => texts.get(row).includes(word));
              row.hidden = !fits;
              if (fits) shown += 1;
            }
            output.textContent = `${shown} of ${rows.length} orders`;
          };
          const heads = Array.from(table.tHead.rows[0].cells);
          const order = new Intl.Collator(undefined, { numeric: true });
          const value = (row, column) => row.cells[column].textContent;
          const sort = (column) => {
            const head = heads[column];
            const up = head.getAttribute("aria-sort") !== "ascending";
            for (const other of heads) other.removeAttribute("aria-sort");
            head.setAttribute("aria-sort", up ? "ascending" : "descending");
            const compare = head.classList.contains("number")
              ? (a, b) => (parseFloat(value(a, column)) || 0) - (parseFloat(value(b, column)) || 0)
              : (a, b) => order.compare(value(a, column), value(b, column));
            rows.sort((a, b) => (up ? compare(a, b) : compare(b, a)));
            body.append(...rows);
          };
          heads.forEach((head, column) => {
            const button = document.createElement("button");
            button.type = "button";
            button.textContent = head.textContent;
            button.addEventListener("click", () => sort(column));
            head.replaceChildren(button);
          });
          form.addEventListener("input", filter);
          form.addEventListener("submit", (event) => event.preventDefault());
          form.hidden = false;
          filter();
        })();

        """
}
