// The links for reports of mistakes carry the identifier of the record: its page gives it to "Report a mistake" by ?id=.
(() => {
  "use strict";

  const known = /^[\w-]+(?:\/[\w-]+)*$/;
  const here = location.pathname.match(/\/(?:recommendations|requests|actors|meetings|instruments|sources)\/([\w-]+)\.html$/);
  const asked = new URLSearchParams(location.search).get("id") || "";
  const id = here && here[1] !== "index" ? here[1] : known.test(asked) ? asked : "";
  if (!id) return;
  document.querySelectorAll("a.mistake").forEach((link) => {
    if (link.protocol === "mailto:") link.search = `?subject=${encodeURIComponent(`Mistake in ${id}`)}`;
    else link.search = `?id=${encodeURIComponent(id)}`;
  });
})();
