/**
 * By keyboard: the drawer of small screens, and the switch of colours. Material makes them of labels and hidden
 * controls, for the mouse. Inside each label a part becomes a button; what is hidden is out of the tab order by
 * access.css.
 */
(() => {
  const SMALL = matchMedia("(max-width: 76.2344em)");

  /**
   * @typedef {object} Fold what a label opens and closes
   * @property {HTMLElement} button the part of the label that is pressed
   * @property {HTMLInputElement} toggle
   * @property {string} [name] where the button has no words of its own
   */

  /**
   * Wrap what a label holds.
   * @param {HTMLLabelElement} label
   */
  function wrap(label) {
    const part = document.createElement("span");
    part.append(...label.childNodes);
    label.append(part);
    return part;
  }

  /**
   * Let a part of a label be pressed as a button, by any means; the mouse still has the whole label.
   * @param {HTMLElement} button
   * @param {HTMLInputElement} toggle
   * @param {() => void} follow moves the focus to what has been opened, or has come in the place of the button
   */
  function makePressable(button, toggle, follow) {
    /** @param {Event} event */
    const press = (event) => {
      event.preventDefault(); // the label would press it once more
      event.stopPropagation(); // and Material
      toggle.click();
      follow();
    };
    button.addEventListener("click", press);
    button.addEventListener("keydown", (event) => ["Enter", " "].includes(event.key) && press(event));
  }

  /**
   * The levels of the navigation: those that its entries open, and the way back at the head of each.
   * @param {HTMLElement} sidebar
   * @returns {Fold[]}
   */
  function levels(sidebar) {
    const labels = /** @type {NodeListOf<HTMLLabelElement>} */ (
      sidebar.querySelectorAll("label.md-nav__link[for], .md-nav .md-nav label.md-nav__title[for]")
    );
    return [...labels].flatMap((label) => {
      const part = label.querySelector(".md-ellipsis, .md-nav__icon"); // the words; of a title, the way back
      const toggle = label.control;
      label.removeAttribute("tabindex");
      if (!(part instanceof HTMLElement) || !(toggle instanceof HTMLInputElement)) return [];
      return [{ button: part, toggle, name: part.matches(".md-nav__icon") ? label.textContent?.trim() : undefined }];
    });
  }

  /** On large screens nothing is folded: the labels are headings. @param {Fold} fold */
  function adapt({ button, toggle, name = "" }) {
    const attributes = { role: "button", tabindex: "0", "aria-expanded": String(toggle.checked), "aria-label": name };
    for (const [attribute, value] of Object.entries(attributes)) {
      if (SMALL.matches && value) button.setAttribute(attribute, value);
      else button.removeAttribute(attribute);
    }
  }

  /**
   * @param {HTMLInputElement} drawer
   * @param {HTMLLabelElement} opener
   * @param {HTMLElement} sidebar
   */
  function work(drawer, opener, sidebar) {
    const handle = wrap(opener);
    const folds = [
      { button: handle, toggle: drawer, name: sidebar.querySelector("nav")?.getAttribute("aria-label") ?? "" },
      ...levels(sidebar),
    ];
    /** @param {HTMLInputElement} toggle */
    function follow(toggle) {
      if (!SMALL.matches || (toggle === drawer && !drawer.checked)) return;
      const links = /** @type {NodeListOf<HTMLElement>} */ (sidebar.querySelectorAll("a[href], [role=button]"));
      const own = folds.filter((fold) => fold.toggle === toggle).map(({ button }) => button);
      const places = toggle === drawer ? [...links] : own;
      places.find((place) => getComputedStyle(place).visibility === "visible")?.focus();
    }

    for (const { button, toggle } of folds) makePressable(button, toggle, () => follow(toggle));
    folds.forEach(adapt);
    SMALL.addEventListener("change", () => folds.forEach(adapt));
    for (const toggle of new Set(folds.map((fold) => fold.toggle))) {
      toggle.addEventListener("change", () => folds.forEach(adapt));
    }

    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !drawer.checked || !SMALL.matches) return;
      drawer.click();
      handle.focus();
    });

    // Whoever tabs out of the drawer wants the page behind it.
    addEventListener("focusin", ({ target }) => {
      if (!drawer.checked || !SMALL.matches || !(target instanceof Element)) return;
      if (!sidebar.contains(target) && target !== handle) drawer.click();
    });
  }

  /** Of the two labels one is shown: what it would switch to. The focus goes to the other, which takes its place. */
  function workColours() {
    const labels = /** @type {HTMLLabelElement[]} */ ([...document.querySelectorAll("[data-md-component=palette] label")]);
    const buttons = labels.map((label) => {
      const button = wrap(label);
      const attributes = { role: "button", tabindex: "0", "aria-label": label.title };
      for (const [attribute, value] of Object.entries(attributes)) button.setAttribute(attribute, value);
      if (label.control instanceof HTMLInputElement) makePressable(button, label.control, follow);
      return button;
    });
    function follow() {
      buttons.find(({ offsetParent }) => offsetParent)?.focus();
    }
  }

  workColours();
  const drawer = document.querySelector("#__drawer");
  const opener = document.querySelector(".md-header label[for=__drawer]");
  const sidebar = document.querySelector(".md-sidebar--primary");
  if (drawer instanceof HTMLInputElement && opener instanceof HTMLLabelElement && sidebar instanceof HTMLElement) {
    work(drawer, opener, sidebar);
  }
})();
