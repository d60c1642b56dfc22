// Passkeys: the server asks, the browser answers, the form carries the answer. Without JavaScript the form stays hidden.
"use strict";
(function () {
  const forms = document.querySelectorAll("form.passkey");
  if (!window.PublicKeyCredential || !navigator.credentials || !window.isSecureContext) return;
  function bytes(text) {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (letter) { return letter.charCodeAt(0); });
  }
  function text(buffer) {
    let plain = "";
    new Uint8Array(buffer).forEach(function (byte) { plain += String.fromCharCode(byte); });
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
  function named(list) {
    return (list || []).map(function (each) { return Object.assign({}, each, { id: bytes(each.id) }); });
  }
  async function create(asked) {
    asked.challenge = bytes(asked.challenge);
    asked.user.id = bytes(asked.user.id);
    asked.excludeCredentials = named(asked.excludeCredentials);
    const made = await navigator.credentials.create({ publicKey: asked });
    return { clientDataJSON: text(made.response.clientDataJSON), attestationObject: text(made.response.attestationObject), made: made };
  }
  async function show(asked) {
    asked.challenge = bytes(asked.challenge);
    asked.allowCredentials = named(asked.allowCredentials);
    const shown = await navigator.credentials.get({ publicKey: asked });
    return {
      clientDataJSON: text(shown.response.clientDataJSON), authenticatorData: text(shown.response.authenticatorData),
      signature: text(shown.response.signature), made: shown,
    };
  }
  async function answer(form) {
    const told = await fetch(form.dataset.ask, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    if (!told.ok) throw new Error(String(told.status));
    const asked = await told.json();
    const response = await (form.dataset.kind === "create" ? create(asked) : show(asked));
    const made = response.made;
    delete response.made;
    form.elements.answer.value = JSON.stringify({
      id: made.id, rawId: made.id, type: made.type, response: response, clientExtensionResults: {},
      authenticatorAttachment: made.authenticatorAttachment || undefined,
    });
    form.submit();
  }
  forms.forEach(function (form) {
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      const line = form.querySelector("[role=status]");
      line.textContent = "";
      answer(form).catch(function () { line.textContent = form.dataset.failed; });
    });
  });
})();
