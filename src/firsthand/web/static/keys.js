// Keys for people who read many stories: j k o x / g ?. Everything works without this file.
"use strict";
(() => {
  const items = [...document.querySelectorAll(".item")];
  const help = document.getElementById("keys");
  let here = -1;
  const go = (step) => {
    if (!items.length) return;
    if (items[here]) items[here].classList.remove("here");
    here = Math.min(items.length - 1, Math.max(0, here + step));
    items[here].classList.add("here");
    items[here].scrollIntoView({ block: "nearest" });
  };
  const open = () => {
    const link = items[here] && items[here].querySelector("a[href]");
    if (link) link.click();
  };
  const mark = () => {
    const box = items[here] && items[here].querySelector("input[type=checkbox], details");
    if (!box) return;
    if (box.tagName === "DETAILS") box.open = !box.open; else box.checked = !box.checked;
  };
  const actions = {
    j: () => go(1), k: () => go(-1), o: open, x: mark, g: () => { location.href = "/"; },
    "/": () => document.getElementById("q").focus(), "?": () => help.showModal(),
  };
  const shut = () => [...document.querySelectorAll("details:not([open])")];
  let unfolded = []; // paper cannot be unfolded
  addEventListener("beforeprint", () => { unfolded = shut(); unfolded.forEach((each) => { each.open = true; }); });
  addEventListener("afterprint", () => { unfolded.forEach((each) => { each.open = false; }); unfolded = []; });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, dialog[open]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in actions)) return;
    event.preventDefault();
    actions[event.key]();
  });
})();
