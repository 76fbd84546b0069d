// What leaves a list of recommendations: its link, its rows as text with a reference, and what a print says of itself.
((our) => {
  "use strict";

  const form = document.querySelector("form[data-explorer]"), about = document.querySelector(".printed");
  if (!about) return;

  // The documents of the shown rows, each with the name that the rows give it.
  function documents() {
    const shown = new Set(our.shown().map((row) => row.dataset.source));
    const boxes = Array.from(form.querySelectorAll("[name=source]")).filter((box) => shown.has(box.value));
    return boxes.map((box) => `Document ${box.value}: ${box.nextElementSibling.textContent}`);
  }

  // What the shown rows are, line by line.
  function described() {
    const narrowed = form ? [`Filter: ${our.filter()}`, form.querySelector("output").textContent, ...documents()] : [];
    return narrowed.concat(about.dataset.citation, `Address: ${location.href}`, about.dataset.caveat);
  }

  function text() {
    const rows = our.shown().map((row) => {
      const cells = Array.from(row.cells, (cell) => cell.textContent.trim().replace(/\s+/g, " "));
      const place = row.querySelector(".meta > span").textContent;
      return `${row.id}: ${row.querySelector(".asked").textContent} (${cells[1]} to ${cells[2]}, ${cells[5]}; ${place})`;
    });
    return rows.concat("", described()).join("\n");
  }

  document.querySelectorAll("[data-copy]").forEach((button) => {
    const name = button.textContent;
    button.addEventListener("click", () => {
      const copied = button.dataset.copy === "link" ? location.href : text();
      const say = (word) => { button.textContent = word; setTimeout(() => { button.textContent = name; }, 4000); };
      if (!navigator.clipboard) return say("Not allowed here");
      navigator.clipboard.writeText(copied).then(() => { say("Copied"); }, () => { say("Not allowed here"); });
    });
  });
  addEventListener("beforeprint", () => {
    about.replaceChildren(...described().map((line) => {
      const p = document.createElement("p");
      p.textContent = line;
      return p;
    }));
  });
})(self.our);
