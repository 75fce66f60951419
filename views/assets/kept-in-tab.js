// What a browser tab remembers of a form that the server has not confirmed: nothing but its texts, for its own person,
// until the server has them, and never longer than the tab is open.

const prefix = 'form ';

/** @param path where the form of a draft is opened; null for any other form */
export function keepInTab({ key, owner, path, fields }) {
  try {
    sessionStorage.setItem(`${prefix}${key}`, JSON.stringify({ owner, path, fields: fields.toString() }));
    return true;
  } catch {
    // A browser that keeps nothing, or has no room for more.
    return false;
  }
}

/** The fields that the tab remembers for this person; null for none. */
export function keptInTab({ key, owner }) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(`${prefix}${key}`));
    return kept?.owner === owner ? new URLSearchParams(kept.fields) : null;
  } catch {
    return null;
  }
}

/** Forgets what belongs to anybody else than who is signed in now. */
export function forgetOthers(owner) {
  try {
    for (const name of Object.keys(sessionStorage).filter((each) => each.startsWith(prefix))) {
      if (JSON.parse(sessionStorage.getItem(name)).owner !== owner) sessionStorage.removeItem(name);
    }
  } catch {
    // Then it has kept nothing either.
  }
}

export function forgetInTab(key) {
  try {
    sessionStorage.removeItem(`${prefix}${key}`);
  } catch {
    // Then it has kept nothing either.
  }
}

/** Forgets the other drafts of this tab that were sent off meanwhile: their addresses lead to what became of them. */
export async function forgetSent(key) {
  try {
    for (const name of Object.keys(sessionStorage)) {
      const other = name.startsWith(prefix) ? name.slice(prefix.length) : key;
      const { path } = JSON.parse(sessionStorage.getItem(name));
      if (other === key || path === null) continue;
      const { url } = await fetch(`${path}?draft=${other}`);
      if (/\/(updates|proposals)\/\d+$/.test(url)) sessionStorage.removeItem(name);
    }
  } catch {
    // The next form looks again.
  }
}
