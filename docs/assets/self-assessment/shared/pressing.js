/** Knows whether the visitor presses a button just now, so that what they aim at stays where it is. */

let pressed = false;
/** @type {(() => void) | null} */
let waiting = null;

function release() {
  setTimeout(() => {
    pressed = false;
    waiting?.();
    waiting = null;
  });
}
addEventListener("pointerdown", () => (pressed = true), true);
addEventListener("pointerup", release, true);
addEventListener("pointercancel", release, true);

/**
 * Do something that moves the layout, but never between the press and the release of a button:
 * the click would land on what has moved in. Of several calls the last one counts.
 * @param {() => void} move
 */
export function whenReleased(move) {
  if (pressed) waiting = move;
  else move();
}
