import type { Page } from 'playwright-core';
import { follow } from './browser.js';

interface Focused {
  readonly name: string;
  readonly chosen: string | null;
}

const mostPresses = 400;

/** Somebody who has a keyboard and no mouse. Every press is counted. */
export class Keyboard {
  presses = 0;

  constructor(readonly page: Page) {}

  /** Presses Tab until something with this name has the focus. Throws if Tab never reaches it. */
  async reach(name: string | RegExp): Promise<void> {
    const fits = (text: string) => (typeof name === 'string' ? text === name : name.test(text));
    for (let press = 0; press < mostPresses; press += 1) {
      await this.press('Tab');
      if (fits((await this.focused()).name)) return;
    }
    throw new Error(`Tab never comes to ${name} on ${this.page.url()}.`);
  }

  /** Moves on to an empty field and types. */
  async next(name: string | RegExp, text: string): Promise<void> {
    await this.reach(name);
    await this.page.keyboard.insertText(text);
  }

  /** Types where the focus is, a press for each character. */
  async write(text: string): Promise<void> {
    this.presses += text.length;
    await this.page.keyboard.type(text);
  }

  /** Pastes where the focus is, which takes two presses. */
  async paste(text: string): Promise<void> {
    this.presses += 2;
    await this.page.keyboard.insertText(text);
  }

  /** Moves on to a list of choices, or stays on it, and types the beginning of one, as all browsers allow. */
  async pick(name: string, choice: string): Promise<void> {
    if ((await this.focused()).name !== name) await this.reach(name);
    await this.page.keyboard.type(choice);
  }

  /** Presses Enter where the focus is, and waits for the page that it leads to. */
  submit(): Promise<void> {
    return follow(this.page, () => this.press('Enter'));
  }

  /** Moves to a field and types, replacing what is there. */
  async type(name: string | RegExp, text: string): Promise<void> {
    await this.reach(name);
    await this.press('Control+A');
    await this.page.keyboard.insertText(text);
  }

  /** Moves to a list of choices and through it with the arrow keys. */
  async choose(name: string | RegExp, option: RegExp): Promise<void> {
    await this.reach(name);
    await this.press('Home');
    let before = '';
    for (;;) {
      const chosen = (await this.focused()).chosen ?? '';
      if (option.test(chosen)) return;
      if (chosen === before) throw new Error(`“${name}” does not offer ${option}.`);
      before = chosen;
      await this.press('ArrowDown');
    }
  }

  /** Moves to a link or a button and activates it; waits for the page that it leads to. */
  async activate(name: string | RegExp): Promise<void> {
    await this.reach(name);
    await this.submit();
  }

  /** Moves to a box and ticks it. */
  async tick(name: string | RegExp): Promise<void> {
    await this.reach(name);
    await this.press('Space');
  }

  /** Presses a key, if a name is given on what has this name. */
  async press(key: string, name?: string): Promise<void> {
    if (name !== undefined) await this.reach(name);
    this.presses += 1;
    await this.page.keyboard.press(key);
  }

  /** The name of what has the focus, as WAI-ARIA computes it for our plain elements, and a list's choice. */
  private focused(): Promise<Focused> {
    return this.page.evaluate(() => {
      interface Element {
        readonly labels?: ArrayLike<{ readonly textContent: string | null }>;
        readonly selectedOptions?: ArrayLike<{ readonly textContent: string | null }>;
        readonly textContent: string | null;
        getAttribute(name: string): string | null;
      }
      const { activeElement } = (globalThis as unknown as { document: { activeElement: Element | null } })
        .document;
      const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
      const label = activeElement?.labels?.[0]?.textContent ?? activeElement?.getAttribute('aria-label');
      const option = activeElement?.selectedOptions?.[0];
      return {
        name: plain(label ?? activeElement?.textContent),
        chosen: option ? plain(option.textContent) : null,
      };
    });
  }
}
