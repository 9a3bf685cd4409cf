// Passkeys: asks the browser for one and sends what it answers with the form. Each form carries what to say when it cannot.
"use strict";

(() => {
  const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (credentials = []) => credentials.map((credential) => ({ ...credential, id: toBytes(credential.id) }));

  async function optionsOf(form) {
    if (!form.dataset.ask) return JSON.parse(document.getElementById("passkey-options").textContent);
    const answer = await fetch(form.dataset.ask, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`The options were refused with ${answer.status}.`);
    return answer.json();
  }

  function create({ publicKey }, alone) {
    const chosen = alone === undefined ? {} : {
      residentKey: alone ? "required" : "discouraged", requireResidentKey: alone, ...(alone && { userVerification: "required" }),
    };
    return navigator.credentials.create({ publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: known(publicKey.excludeCredentials),
      authenticatorSelection: { ...publicKey.authenticatorSelection, ...chosen },
    } });
  }

  function get({ publicKey }) {
    return navigator.credentials.get({ publicKey: {
      ...publicKey, challenge: toBytes(publicKey.challenge), allowCredentials: known(publicKey.allowCredentials),
    } });
  }

  function plain(credential) {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = toText(credential.response[part]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    const { id, type, authenticatorAttachment } = credential;
    return { id, type, rawId: toText(credential.rawId), authenticatorAttachment, response, clientExtensionResults: credential.getClientExtensionResults() };
  }

  async function fill(form) {
    const options = await optionsOf(form);
    const credential = form.dataset.passkey === "create"
      ? await create(options.creation_options, form.elements.passwordless?.checked) : await get(options.request_options);
    form.elements.credential.value = JSON.stringify(plain(credential));
    form.submit();
  }

  const REASONS = { NotAllowedError: "stopped", AbortError: "stopped", InvalidStateError: "known", SecurityError: "address" };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const problem = form.querySelector("[data-problem]");
    const tell = (reason) => {
      problem.textContent = form.dataset[reason];
      problem.hidden = false;
    };
    form.querySelector("[data-without-scripts]").remove();
    if (!window.PublicKeyCredential) {
      tell("unsupported");
      continue;
    }
    form.querySelector("button[type=submit]").hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      problem.hidden = true;
      fill(form).catch((error) => tell(REASONS[error.name] ?? "failed"));
    });
  }
})();
