// The place on a page where a reader opens a copy: choose, drop or paste it, see it, forget it. Nothing is sent anywhere.
((our) => {
  "use strict";

  const block = document.querySelector("[data-open-copy]");
  if (!block) return;
  const {root, recommendation} = block.dataset;
  const sources = block.dataset.openCopy.split(" ").map((id) => our.sources.get(id)).filter(Boolean);
  const part = (name) => block.querySelector(`[data-part="${name}"]`);
  const zone = part("zone"), paste = part("paste"), file = part("file"), status = part("status"), found = part("found"), kept = part("kept");
  const isWhole = sources.length > 1;
  let busy = Promise.resolve();

  const say = (text) => { status.textContent = text; };
  const quoted = (name) => `“${name}”`;

  // What is kept, shown; the readings by source.
  function show() {
    const readings = sources.map((source) => [source, our.keep.get(source.id)]).filter(([, copy]) => copy).map(([source, copy]) => our.read(source, copy));
    found.replaceChildren(...readings.map((reading) => (recommendation ? our.one(reading, recommendation, root) : our.document(reading, root, isWhole ? "h2" : "h3", say))));
    kept.hidden = !readings.length;
    zone.hidden = Boolean(readings.length) && !isWhole;
    return readings;
  }

  // Take what somebody gave: [{name, read}]. Of several copies of a source the one with most of it is taken, as scripts/verify.py does.
  async function take(given) {
    say(given.length === 1 ? `Reading ${quoted(given[0].name)} …` : `Reading ${given.length} files …`);
    const told = [], taken = new Map(); // by source the name of its copy, whether that is a part, and how much of it is there
    let lasts = true;
    for (const {name, read} of given) {
      try {
        const text = await read((remark) => told.push(`${quoted(name)} ${remark}.`));
        await new Promise((done) => setTimeout(done)); // lets the page say what it does
        const matches = our.match(sources, our.normalise(text));
        if (!matches.length) {
          told.push(isWhole ? `${quoted(name)} does not match any of the ${sources.length} documents.` : `${quoted(name)} is not this document: almost none of its text was found.`);
          continue;
        }
        for (const {document: source, isPart, share} of matches) {
          const other = taken.get(source.id);
          if (other) told.push(`${quoted(other.share >= share ? name : other.name)} is one more copy of ${source.id}: the better one was taken.`);
          if (other && other.share >= share) continue;
          taken.set(source.id, {name, isPart, share});
          lasts = our.keep.put(source.id, {name, text}) && lasts;
        }
      } catch (error) {
        told.push(error.trouble ? `${quoted(name)} ${error.trouble}.` : `${quoted(name)} could not be read.`);
      }
    }
    if (!taken.size) {
      say(told.join(" "));
      return;
    }
    const readings = show().filter((r) => taken.has(r.source.id));
    const summaries = readings.map((r) => `Found ${taken.get(r.source.id).isPart ? "a part of " : ""}${r.source.id} in ${quoted(r.name)}. ${recommendation ? `This recommendation is ${r.spans.get(recommendation).status}.` : `${our.summary(r).join("; ")}.`}`);
    const where = lasts ? "The copy is kept in this tab until you close it or forget it." : "The copy is too large to keep for other pages: it is kept until you leave this page.";
    say([...summaries, where, ...told].join(" "));
    const target = found.querySelector(".state, h2, h3");
    target.focus({preventScroll: true});
    (recommendation ? found : target).scrollIntoView({block: recommendation ? "nearest" : "start"}); // our words stay in view above the original
  }

  function give(given) {
    if (given.length) busy = busy.then(() => take(given));
  }

  const giveFiles = (files) => give(Array.from(files, (f) => ({name: f.name || "your file", read: (remark) => our.readFile(f, remark)})));
  const giveText = (text) => give([{name: "pasted text", read: async () => our.pasted(text)}]);

  file.addEventListener("change", () => {
    giveFiles(file.files);
    file.value = ""; // the same file can be chosen again
  });
  paste.addEventListener("paste", (event) => {
    const {files} = event.clipboardData, text = event.clipboardData.getData("text/plain");
    if (!files.length && !text) return;
    event.preventDefault();
    if (text) giveText(text); else giveFiles(files);
  });
  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = paste.value;
    paste.value = "";
    if (text.trim()) giveText(text); else say("Paste the text of the document first.");
  });
  part("forget").addEventListener("click", () => {
    our.keep.forget();
    show();
    say("Your copy has been removed from this tab.");
    file.focus();
  });

  // A file that misses the box would otherwise replace the page.
  const isOurs = (event) => event.dataTransfer.types.includes("Files") || zone.contains(event.target);
  document.addEventListener("dragover", (event) => {
    if (!isOurs(event)) return;
    event.preventDefault();
    zone.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) zone.classList.remove("over"); });
  document.addEventListener("drop", (event) => {
    if (!isOurs(event)) return;
    event.preventDefault();
    zone.classList.remove("over");
    const {files} = event.dataTransfer, text = event.dataTransfer.getData("text/plain");
    if (files.length) giveFiles(files); else if (text) giveText(text);
  });

  const toPlace = (readings) => readings.some((r) => our.goTo(r, decodeURIComponent(location.hash.slice(1))));
  self.addEventListener("pageshow", (event) => { if (event.persisted) show(); }); // it may have been forgotten meanwhile

  block.querySelector("[data-part=off]").hidden = true;
  part("on").hidden = false;
  const readings = show();
  if (!recommendation) toPlace(readings);
  block.dataset.ready = "";
})(self.our);
