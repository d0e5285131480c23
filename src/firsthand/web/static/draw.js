// Drawings get larger and smaller, and are moved by hand; a link to selected words. All works without this file.
"use strict";
(() => {
  for (const frame of document.querySelectorAll(".drawn")) {
    const svg = frame.querySelector("svg");
    const wide = svg.getAttribute("width").endsWith("%");
    const size = [parseFloat(svg.getAttribute("width")), parseFloat(svg.getAttribute("height"))];
    let scale = 1;
    const zoom = (way) => {
      scale = way === "fit" ? 1 : Math.min(8, Math.max(0.3, scale * (way === "in" ? 1.25 : 0.8)));
      svg.style.width = wide ? `${100 * Math.max(1, scale)}%` : `${size[0] * scale}px`;
      if (!wide) svg.style.height = `${size[1] * scale}px`;
    };
    frame.addEventListener("keydown", (event) => {
      const way = { "+": "in", "=": "in", "-": "out", 0: "fit" }[event.key];
      if (way && !event.ctrlKey && !event.metaKey) { event.preventDefault(); zoom(way); }
    });
    const heading = frame.closest("section, details");
    const buttons = [...(heading ? heading.querySelectorAll(".zoom") : [])].filter(
      (each) => each.compareDocumentPosition(frame) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
    if (buttons) {
      buttons.hidden = false;
      for (const button of buttons.children) {
        button.addEventListener("click", (event) => { event.preventDefault(); zoom(button.dataset.zoom); });
      }
    }
    let from = null;
    frame.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse" && event.button === 0 && !event.target.closest("a")) {
        from = [event.clientX + frame.scrollLeft, event.clientY + frame.scrollTop];
      }
    });
    window.addEventListener("pointermove", (event) => {
      if (from) frame.scrollTo({ left: from[0] - event.clientX, top: from[1] - event.clientY, behavior: "instant" });
    });
    window.addEventListener("pointerup", () => { from = null; });
  }
  const pick = document.getElementById("pick");
  if (!pick) return;
  const place = (node, offset) => {
    const block = (node.nodeType === 1 ? node : node.parentElement).closest("p[data-at]");
    if (!block) return null;
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEnd(node, offset);
    return Number(block.dataset.at) + [...range.cloneContents().querySelectorAll(".label")].reduce(
      (sum, label) => sum - [...label.textContent].length, [...range.toString()].length);
  };
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    const [low, high] = [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)];
    if (low === null || high === null || low >= high) return;
    pick.href = `${location.pathname}?at=${low}-${high}#t${low}-${high}`;
    pick.textContent = `link to the selected words, ${low}–${high}`;
    pick.parentElement.hidden = false;
  });
})();
