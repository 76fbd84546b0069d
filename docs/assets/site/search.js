// The search in the head of every page takes any of the words for enough. As in the table, each must be found, be it by
// its beginning or in the plural: what is typed is told to the search with a sign before each word that says so.
((our) => {
  "use strict";

  const QUERY = 2; // the theme's mark on a message that asks

  // Small words, which the index does not have: what is asked may have them or not.
  const SMALL = new Set((
    "a an the and or nor but not no if so than then that this these those there here it its he his she her they them their we us our you your i me my " +
    "who whom whose which what when where why how of to in on at by for from with into off over about across after since while among as because " +
    "is are was were be been am do does did has have had can cannot could may might must shall should will would let get got say says said " +
    "all any some every either neither each other own only also too just rather often ever yet most least like likely"
  ).split(" "));

  function required(query) {
    return query.replace(/"[^"]*"?|\S+/g, (part) => {
      if (/^["+-]|[:~^*]/.test(part)) return part; // in quotes, or with a sign of the reader's own
      return part.toLowerCase().split("-").map((piece) => {
        const word = piece.replace(/^[^\p{L}\p{N}]+|(?:['’]s)?[^\p{L}\p{N}]*$/gu, ""), stem = our.words.stem(word).replace(/y$/, "");
        return SMALL.has(word) ? word : word && `+${word.startsWith(stem) || word.includes("iz") ? stem : word}*`;
      }).join(" ");
    });
  }

  window.Worker = class extends window.Worker {
    postMessage(message, transfer) {
      super.postMessage(message && message.type === QUERY ? {...message, data: required(message.data)} : message, transfer);
    }
  };
})(self.our);
