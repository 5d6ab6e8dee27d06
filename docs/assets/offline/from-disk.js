/**
 * In the zip only, before Material's own script: a page that was opened from disk, not from a server,
 * can be read; it can neither search nor run the self-assessment, and says so.
 */
if (location.protocol === "file:") {
  for (const part of document.querySelectorAll("[data-md-component=search], [for=__search]")) part.remove();
  const words = /** @type {HTMLTemplateElement | null} */ (document.querySelector("#offline template[data-news=from-disk]"));
  const content = document.querySelector(".md-content__inner");
  if (words && content) content.prepend(words.content.cloneNode(true));
}
