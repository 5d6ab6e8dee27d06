/** Says days and moments as each language writes them. */

/** The English of the official text writes 20 June, not June 20. */
const DATES = /** @type {Record<string, string>} */ ({ en: "en-GB" });

/**
 * A day, wherever the visitor is.
 * @param {string} lang
 * @param {string} day in ISO 8601
 */
export function dayInWords(lang, day) {
  return say(lang, new Date(`${day}T00:00Z`), { timeZone: "UTC" });
}

/**
 * A moment on the visitor's clock.
 * @param {string | undefined} lang none: as the browser's own language does
 * @param {Date} moment
 */
export function momentInWords(lang, moment) {
  return say(lang, moment, { timeStyle: "short" });
}

/**
 * @param {string | undefined} lang
 * @param {Date} date
 * @param {Intl.DateTimeFormatOptions} how
 */
function say(lang, date, how) {
  return new Intl.DateTimeFormat(DATES[lang ?? ""] ?? lang, { dateStyle: "long", ...how }).format(date);
}
