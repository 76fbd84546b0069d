// Numbers of list items, as word processors and browsers write them: the twin of scripts/anchoring/numerals.py.
((our) => {
  "use strict";

  // A list number as it is shown: style 1, a, A, i or I.
  our.numeral = function (number, style) {
    let text = "";
    if ((style === "a" || style === "A") && number > 0) {
      for (let left = number; left; left = Math.floor((left - 1) / 26)) text = String.fromCharCode(97 + ((left - 1) % 26)) + text;
    } else if ((style === "i" || style === "I") && number > 0 && number < 4000) {
      const values = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
      let left = number;
      "m cm d cd c xc l xl x ix v iv i".split(" ").forEach((letters, n) => {
        text += letters.repeat(Math.floor(left / values[n]));
        left %= values[n];
      });
    } else return String(number);
    return style === "A" || style === "I" ? text.toUpperCase() : text;
  };
})(self.our);
