// Small kindnesses for those whose browser runs scripts; without it every page works all the same.
"use strict";

// Choosing colours takes effect at once, without a new page.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-scheme-form]") || !event.submitter) return;
  event.preventDefault();
  const scheme = event.submitter.value;
  const root = document.documentElement;
  if (scheme === "system") root.removeAttribute("data-scheme");
  else root.setAttribute("data-scheme", scheme);
  document.cookie = `scheme=${scheme === "system" ? "" : scheme}; path=/; max-age=${scheme === "system" ? 0 : 31536000}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  form.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", String(button === event.submitter)));
});

// An open menu closes with Escape or a click beside it.
const fold = document.querySelector(".menu-fold");
if (fold) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !fold.open) return;
    fold.open = false;
    fold.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => { if (fold.open && !fold.contains(event.target)) fold.open = false; });
}

// A table behind a chart is printed open.
addEventListener("beforeprint", () => document.querySelectorAll("details.chart-table").forEach((details) => { details.open = true; }));
