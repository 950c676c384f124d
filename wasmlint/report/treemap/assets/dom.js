/** An element with a class and a text; a text from a module is only ever set as text. */
function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

/** The width in pixels of a text as the boxes of the map have it. */
const textWidth = (() => {
  const context = document.createElement("canvas").getContext("2d");
  context.font = `600 12px ${getComputedStyle(document.documentElement).fontFamily}`;
  return (text) => context.measureText(text).width;
})();

function byId(id) {
  return document.getElementById(id);
}
