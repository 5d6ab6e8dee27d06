/** The one place of this browser's storage where answers may be kept. It may be forbidden, absent or full. */

const PREFIX = "baise-self-assessment-answers-";

/** @typedef {"" | "full" | "forbidden"} Fault */

export class AnswersStore {
  /** @param {string} edition each keeps its own */
  constructor(edition) {
    this.key = PREFIX + edition;
  }

  /** @returns {string | null} what is kept; nothing where storage is forbidden */
  read() {
    try {
      return localStorage.getItem(this.key);
    } catch {
      return null;
    }
  }

  /**
   * Keep a text. Where that fails nothing is kept: an older text would pass for the present one.
   * @param {string} text
   * @returns {Fault}
   */
  write(text) {
    for (const last of [false, true]) {
      try {
        localStorage.setItem(this.key, text);
        return "";
      } catch (error) {
        this.remove(); // it also makes room for the second attempt
        if (last) return /quota/i.test(String(error)) ? "full" : "forbidden";
      }
    }
    return "forbidden";
  }

  /** Keep nothing any more. */
  remove() {
    this.#remove((key) => key === this.key);
  }

  /** Keep nothing of any edition. */
  removeAll() {
    this.#remove((key) => key.startsWith(PREFIX));
  }

  /**
   * Whether another tab has changed what is kept here.
   * @param {StorageEvent} event its key is null where everything was removed
   */
  concerns({ key, storageArea }) {
    try {
      return storageArea === localStorage && (key === this.key || key === null);
    } catch {
      return false;
    }
  }

  /** @param {(key: string) => boolean} isMeant */
  #remove(isMeant) {
    try {
      for (const key of Object.keys(localStorage).filter(isMeant)) localStorage.removeItem(key);
    } catch {
      // what is forbidden holds nothing
    }
  }
}
