/** The quiet bar at the foot of the page that tells of updates. Its words stand in the page's templates. */

export class Bar {
  /** @type {HTMLElement | null} */
  #place = document.querySelector("#offline [role=status]");

  /**
   * @param {string} news which template
   * @param {() => void} act what its first button does; the other one puts the bar away
   */
  show(news, act) {
    const words = document.querySelector(`#offline template[data-news="${news}"]`);
    if (!this.#place || !(words instanceof HTMLTemplateElement)) return;
    this.#place.replaceChildren(words.content.cloneNode(true));
    this.#place.dataset.news = news;
    document.documentElement.dataset.news = news; // the page keeps clear of the bar (access.css)
    this.#place.onclick = (event) => {
      const button = event.target instanceof Element ? event.target.closest("[data-offline]") : null;
      if (!(button instanceof HTMLElement)) return;
      if (button.dataset.offline === "later") this.hide();
      else act();
    };
  }

  hide() {
    this.#place?.replaceChildren();
    delete this.#place?.dataset.news;
    delete document.documentElement.dataset.news;
  }
}
