/** The one colour of an instance, as it is on the light and on the dark page. */
export interface Accent {
  readonly light: string;
  readonly dark: string;
}

/** Of the two grounds of the style sheet, the one with which colours have the lower contrast (`--paper-raised`). */
const grounds = { light: '#f6f6f3', dark: '#1d1e1c' } as const;
/** What is written on the colour: white on the light page, the page itself on the dark one. */
const inks = { light: '#ffffff', dark: '#141513' } as const;

/** The contrast that text must have (WCAG 2.2, 1.4.3). */
export const leastContrast = 4.5;
/** More than this is not asked of the lightened colour, or little of a dark one would be left (1.4.6). */
const enoughContrast = 7;

/** How much the colour stands out from the light page, to two places, rounded down. */
export function contrastOnLight(colour: string): number {
  return Math.floor(contrast(colour, grounds.light) * 100) / 100;
}

/** The colour, and one lightened until it stands out from the dark page as it does from the light one. */
export function accentOf(colour: string): Accent {
  const goal = Math.min(contrast(colour, grounds.light), enoughContrast);
  const shades = Array.from({ length: 257 }, (_, step) => lightened(colour, step / 256));
  const dark = shades.find((shade) => contrast(shade, grounds.dark) >= goal) as string;
  return { light: colour.toLowerCase(), dark };
}

/** What takes the place of the colours of the style sheet. */
export function accentStyles({ light, dark }: Accent): string {
  const rule = (accent: string, ink: string) => `:root{--accent:${accent};--accent-ink:${ink}}`;
  return `${rule(light, inks.light)}\n@media screen and (prefers-color-scheme:dark){${rule(dark, inks.dark)}}\n`;
}

/** The contrast of two colours (WCAG 2.2, “contrast ratio”). */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((place) => Number.parseInt(colour.slice(place, place + 2), 16));
}

function lightened(colour: string, share: number): string {
  const mixed = channels(colour).map((channel) => Math.round(channel + (255 - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
