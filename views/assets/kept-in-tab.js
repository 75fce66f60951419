// What a browser tab remembers of a form that the server has not confirmed: nothing but its texts, for its own person,
// until the server has them, and never longer than the tab is open.

const prefix = 'draft ';

export function keepInTab({ key, owner, fields }) {
  try {
    sessionStorage.setItem(`${prefix}${key}`, JSON.stringify({ owner, fields: fields.toString() }));
    return true;
  } catch {
    // A browser that keeps nothing, or has no room for more.
    return false;
  }
}

/** The fields that the tab remembers; null for none. What belongs to somebody else is forgotten. */
export function keptInTab({ key, owner }) {
  try {
    for (const name of Object.keys(sessionStorage).filter((each) => each.startsWith(prefix))) {
      if (JSON.parse(sessionStorage.getItem(name)).owner !== owner) sessionStorage.removeItem(name);
    }
    const kept = sessionStorage.getItem(`${prefix}${key}`);
    return kept === null ? null : new URLSearchParams(JSON.parse(kept).fields);
  } catch {
    return null;
  }
}

export function forgetInTab(key) {
  try {
    sessionStorage.removeItem(`${prefix}${key}`);
  } catch {
    // Then it has kept nothing either.
  }
}
