// Which texts of the pictures in this page overlap or leave their picture.
const [tolerance, frameTolerance] = arguments;
const found = [];
for (const picture of document.querySelectorAll("[data-name]")) {
  const svg = picture.querySelector("svg");
  const { width, height } = svg.viewBox.baseVal;
  const boxes = [];
  for (const text of svg.querySelectorAll("text")) {
    const box = text.getBBox();
    if (!text.textContent.trim() || box.width === 0) continue;
    const shift = text.getCTM().multiply(svg.getCTM().inverse());
    const at = new DOMPoint(box.x, box.y).matrixTransform(shift);
    boxes.push({
      words: text.textContent,
      left: at.x, top: at.y, right: at.x + box.width, bottom: at.y + box.height,
    });
  }
  const round = (number) => Math.round(number * 10) / 10;
  for (const [idx, a] of boxes.entries()) {
    const out = Math.max(-a.left, -a.top, a.right - width, a.bottom - height);
    if (out > frameTolerance) {
      found.push(`${picture.dataset.name}: "${a.words}" is ${round(out)} px outside`);
    }
    for (const b of boxes.slice(idx + 1)) {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > tolerance && high > tolerance) {
        found.push(`${picture.dataset.name}: "${a.words}" and "${b.words}" overlap by `
          + `${round(wide)} × ${round(high)} px`);
      }
    }
  }
}
return found;
