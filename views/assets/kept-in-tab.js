// What a browser tab remembers of a form that the server has not confirmed: nothing but its texts, for its own person,
// until the server has them, and never longer than the tab is open.

const prefix = 'draft ';

export function keepInTab({ key, owner, path, fields }) {
  try {
    sessionStorage.setItem(`${prefix}${key}`, JSON.stringify({ owner, path, fields: fields.toString() }));
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

/** Forgets the other forms of this tab that were sent off meanwhile: their addresses lead to what became of them. */
export async function forgetSent(key) {
  try {
    for (const name of Object.keys(sessionStorage)) {
      const other = name.startsWith(prefix) ? name.slice(prefix.length) : key;
      if (other === key) continue;
      const { path } = JSON.parse(sessionStorage.getItem(name));
      const { url } = await fetch(`${path}?draft=${other}`);
      if (/\/(updates|proposals)\/\d+$/.test(url)) sessionStorage.removeItem(name);
    }
  } catch {
    // The next form looks again.
  }
}
