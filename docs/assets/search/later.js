/** What few queries need, and a script of its own, therefore: fetched where nothing was found, or guesses are to be made. */
export { help } from "./nothing-found.js";
export { spelling } from "./spelling.js";
