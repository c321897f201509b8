// Keys, readings beside a mark, and files that are dropped. Every page works without.
(() => {
  "use strict";

  const goes = Object.fromEntries(
    [...document.querySelectorAll(".top a[title], .foot a[title]")]
      .map((link) => [/\(g (\w)\)/.exec(link.title)?.[1], link.href])
      .filter(([key]) => key),
  );
  const items = () => [...document.querySelectorAll("[data-item]")].filter((one) => one.offsetParent);
  let here = null;
  let isGoing = false;

  // Moving through what is on the page.

  function stand(item) {
    here?.classList.remove("is-here");
    here = item;
    here.classList.add("is-here");
    const link = here.querySelector("a.open") || here.querySelector("a");
    link?.focus({ preventScroll: true });
    here.scrollIntoView({ block: "nearest" });
  }

  function move(by) {
    const all = items();
    if (!all.length) return;
    const at = here ? all.indexOf(here) + by : by > 0 ? nextInView(all) : 0;
    stand(all[Math.max(0, Math.min(all.length - 1, at))]);
  }

  function nextInView(all) {
    const at = all.findIndex((one) => one.getBoundingClientRect().top >= 0);
    return Math.max(0, at);
  }

  document.addEventListener("focusin", (event) => {
    const item = event.target.closest?.("[data-item]");
    if (item && item !== here) {
      here?.classList.remove("is-here");
      here = item;
      here.classList.add("is-here");
    }
  });

  // Keys.

  const isTyping = (target) =>
    target.matches?.("input:not([type=checkbox]):not([type=radio]), textarea, select") || target.isContentEditable;

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    Enter: () => here?.querySelector("a.open")?.click(),
    "/": () => document.getElementById("find")?.select(),
    "?": () => location.assign("/help"),
    g: () => {
      isGoing = true;
      setTimeout(() => (isGoing = false), 1500);
    },
    e: () => opened("correct"),
  };

  function opened(id) {
    const form = document.getElementById(id);
    if (!form || form.tagName !== "DETAILS") return;
    form.open = true;
    form.scrollIntoView({ block: "start" });
    form.querySelector("input:not([type=hidden]), select")?.focus();
  }

  function pressed(key) {
    const button = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key.split(" ").includes(key));
    button?.click();
    return Boolean(button);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return left(event);
    if (isTyping(event.target)) return;
    if (isGoing) {
      isGoing = false;
      const address = event.key === "s" ? null : goes[event.key];
      event.preventDefault();
      if (address) location.assign(address);
      else if (event.key === "s") document.getElementById("find")?.select();
      return;
    }
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    if (pressed(event.key)) return event.preventDefault();
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  function left(event) {
    if (hide()) return;
    if (isTyping(event.target)) return event.target.blur();
    const form = event.target.closest?.("details[open]");
    if (form) {
      form.open = false;
      form.querySelector("summary").focus();
      return;
    }
    here?.classList.remove("is-here");
    here = null;
    document.activeElement?.blur();
  }

  // The form that the address names is open.

  function unfold() {
    const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (named && named.tagName === "DETAILS") opened(named.id);
  }
  window.addEventListener("hashchange", unfold);
  unfold();

  // The sentence that the address names has its reading beside it in view.

  function beside() {
    document.querySelectorAll(".reads.is-shown").forEach((one) => one.classList.remove("is-shown"));
    const reading = location.hash.startsWith("#m-") && document.getElementById(`r-${location.hash.slice(3)}`);
    const list = reading && reading.closest(".readings");
    if (!list) return;
    reading.classList.add("is-shown");
    list.scrollTop = reading.offsetTop - list.offsetTop - 40;
  }
  window.addEventListener("hashchange", beside);
  beside();

  // What was read, beside the words that it was read from.

  let shown = null;
  let marked = [];

  function hide() {
    if (!shown) return false;
    shown.remove();
    shown = null;
    marked.forEach((one) => one.classList.remove("is-shown"));
    marked = [];
    return true;
  }

  function show(mark) {
    const reading = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
    if (!reading || shown?.dataset.of === reading.id) return;
    hide();
    shown = document.createElement("div");
    shown.className = "popover";
    shown.dataset.of = reading.id;
    const copy = reading.cloneNode(true);
    const inside = document.createElement("div");
    inside.className = "reads";
    inside.append(...copy.childNodes);
    shown.append(inside);
    document.body.append(shown);
    const at = mark.getClientRects()[0];
    const width = shown.offsetWidth;
    const leftmost = Math.min(at.left, document.documentElement.clientWidth - width - 12);
    shown.style.left = `${Math.max(8, leftmost) + scrollX}px`;
    const isBelow = at.bottom + shown.offsetHeight + 8 <= innerHeight || at.top < shown.offsetHeight + 8;
    shown.style.top = `${(isBelow ? at.bottom + 4 : at.top - shown.offsetHeight - 4) + scrollY}px`;
    const sentence = mark.closest(".sentence");
    marked = [mark, reading, sentence].filter(Boolean);
    marked.forEach((one) => one.classList.add("is-shown"));
    shown.addEventListener("mouseleave", hide);
  }

  const isNarrow = () => matchMedia("(max-width: 52rem)").matches;
  const text = document.querySelector(".text");
  text?.addEventListener("mouseover", (event) => {
    const mark = event.target.closest("a.mark");
    if (mark) show(mark);
    else if (shown && !shown.matches(":hover")) hide();
  });
  text?.addEventListener("focusin", (event) => {
    const mark = event.target.closest("a.mark");
    if (mark) show(mark);
  });
  text?.addEventListener("click", (event) => {
    const mark = event.target.closest("a.mark");
    if (mark && isNarrow()) {
      event.preventDefault();
      show(mark);
    }
  });
  document.addEventListener("click", (event) => {
    if (shown && !event.target.closest(".popover, a.mark")) hide();
  });

  // A file that is dropped on the form.

  const form = document.querySelector("[data-drop]");
  if (form) {
    const field = form.querySelector("input[type=file]");
    for (const kind of ["dragover", "dragenter"]) {
      form.addEventListener(kind, (event) => {
        event.preventDefault();
        form.classList.add("drop");
      });
    }
    form.addEventListener("dragleave", () => form.classList.remove("drop"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("drop");
      if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
    });
  }

  // What a mark on a chart is, beside it at once, and as its name to who does not see it.

  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  const marks = document.querySelectorAll(".chart .m, .bars .bar");
  if (marks.length) document.body.append(tip);
  for (const mark of marks) {
    const title = mark.querySelector("title");
    mark.setAttribute("aria-label", title.textContent);
    title.remove();
    const tell = () => {
      tip.textContent = mark.getAttribute("aria-label");
      tip.hidden = false;
      const at = mark.getBoundingClientRect();
      const widest = document.documentElement.clientWidth - tip.offsetWidth - 8;
      tip.style.left = `${Math.max(8, Math.min(at.left, widest)) + scrollX}px`;
      tip.style.top = `${at.bottom + 6 + scrollY}px`;
    };
    const leave = () => (tip.hidden = true);
    mark.addEventListener("mouseenter", tell);
    mark.addEventListener("focus", tell);
    mark.addEventListener("mouseleave", leave);
    mark.addEventListener("blur", leave);
  }

  // Words that are marked in the sentence name the act.

  const entry = document.querySelector("[data-enter]");
  entry?.elements.quote.addEventListener("select", (event) => {
    const { value, selectionStart, selectionEnd } = event.target;
    const words = value.slice(selectionStart, selectionEnd).trim();
    if (words) entry.elements.words.value = words;
  });

  // A citation is copied at a press.

  for (const text of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) break;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "Copied";
    });
    text.after(button);
  }
})();
