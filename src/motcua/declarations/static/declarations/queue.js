// The officer's queue by keyboard: j or ↓ and k or ↑ move, Enter opens, n takes the next. All of it works without.
"use strict";
(function () {
  const links = Array.from(document.querySelectorAll(".is-queue .row-link"));
  const next = document.getElementById("take-next");
  function typing(target) {
    return target.closest("input, select, textarea, [contenteditable]") !== null;
  }
  function move(step) {
    const place = links.indexOf(document.activeElement);
    const wanted = place < 0 ? (step > 0 ? 0 : links.length - 1) : place + step;
    if (links[wanted]) links[wanted].focus();
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || typing(event.target)) return;
    const onRow = links.includes(document.activeElement);
    if (event.key === "j" || (event.key === "ArrowDown" && onRow)) move(1);
    else if (event.key === "k" || (event.key === "ArrowUp" && onRow)) move(-1);
    else if (event.key === "n" && next) next.requestSubmit();
    else return;
    event.preventDefault();
  });
})();
