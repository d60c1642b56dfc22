// Drafts that save themselves: htmx sends the form, this file says what became of it. The page works without.
"use strict";
(function () {
  const form = document.querySelector("form.draft");
  const line = document.getElementById("saved");
  if (!form || !line) return;
  let changed = false;
  form.addEventListener("input", function () { changed = true; });
  form.addEventListener("submit", function () {
    changed = false;
    htmx.trigger(form, "htmx:abort");
  });
  // The search for a code lies inside the form and answers elsewhere: only the form's own answers count here.
  document.body.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.requestConfig.elt === form && event.detail.xhr.status === 409) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  document.body.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.requestConfig.elt !== form) return;
    if (event.detail.successful) changed = false;
    else if (event.detail.xhr.status !== 409) line.textContent = form.dataset.offline;
  });
  window.addEventListener("beforeunload", function (event) {
    if (changed) event.preventDefault();
  });
})();
