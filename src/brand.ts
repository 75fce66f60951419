import { readFileSync } from 'node:fs';
import { BadSetting, type Config } from './config.js';
import { type Brand, type Logo, logoIn } from './outputs/brand.js';

const mostLogoBytes = 100_000;
/** Read as Markdown, what nobody would write takes a second then. */
const mostAboutBytes = 30_000;

/** Reads the files that the settings name. Throws BadSetting. */
export function readBrand({
  logoFile,
  aboutFile,
  accent,
}: Pick<Config, 'logoFile' | 'aboutFile' | 'accent'>): Brand {
  return {
    logo: logoFile === null ? null : logoOf(fileOf('LOGO', logoFile, mostLogoBytes)),
    accent,
    about: aboutFile === null ? null : textIn('ABOUT', fileOf('ABOUT', aboutFile, mostAboutBytes)),
  };
}

function logoOf(bytes: Buffer): Logo {
  const logo = logoIn(bytes);
  if (!logo) throw new BadSetting('The setting LOGO names a file that is neither an SVG nor a PNG picture.');
  return logo;
}

function fileOf(setting: string, path: string, most: number): Buffer {
  const bytes = read(setting, path);
  if (bytes.length > most)
    throw new BadSetting(
      `The setting ${setting} names a file of ${bytes.length} bytes; at most ${most} are taken.`,
    );
  return bytes;
}

function read(setting: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new BadSetting(
      `The setting ${setting} names a file that cannot be read: ${(error as Error).message}.`,
    );
  }
}

function textIn(setting: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadSetting(`The setting ${setting} names a file that is not text in UTF-8.`);
  }
}
