// What a browser tab keeps of forms that the server has not confirmed: only the texts, only for the person who typed
// them, until the server has them, and no longer than the tab is open.

const prefix = 'form ';

/** @param path the page on which a draft's form is opened; null for any other form */
export function keepInTab({ key, owner, path, fields }) {
  try {
    sessionStorage.setItem(`${prefix}${key}`, JSON.stringify({ owner, path, fields: fields.toString() }));
    return true;
  } catch {
    // The browser stores nothing, or has no room for more.
    return false;
  }
}

/** The fields that the tab keeps for this person; null for none. */
export function keptInTab({ key, owner }) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(`${prefix}${key}`));
    return kept?.owner === owner ? new URLSearchParams(kept.fields) : null;
  } catch {
    return null;
  }
}

/** Forgets what belongs to anybody but the person who is signed in now. */
export function forgetOthers(owner) {
  try {
    for (const name of Object.keys(sessionStorage).filter((each) => each.startsWith(prefix))) {
      if (JSON.parse(sessionStorage.getItem(name)).owner !== owner) sessionStorage.removeItem(name);
    }
  } catch {
    // Then nothing was stored either.
  }
}

export function forgetInTab(key) {
  try {
    sessionStorage.removeItem(`${prefix}${key}`);
  } catch {
    // Then nothing was stored either.
  }
}

/** Forgets other drafts of this tab that were sent meanwhile: their addresses redirect to what became of them. */
export async function forgetSent(key) {
  try {
    for (const name of Object.keys(sessionStorage)) {
      const other = name.startsWith(prefix) ? name.slice(prefix.length) : key;
      const { path } = JSON.parse(sessionStorage.getItem(name));
      if (other === key || path === null) continue;
      const { url } = await fetch(`${path}?draft=${other}`);
      if (/\/(updates|proposals)\/\d+$|\/positions\//.test(url)) sessionStorage.removeItem(name);
    }
  } catch {
    // The next form tries again.
  }
}
