import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { advancesOf, type Face, type Measure, measureWith } from '../../../outputs/pictures/measure.js';

const require = createRequire(import.meta.url);
const fileOf = (name: string, path: string) => join(dirname(require.resolve(`${name}/package.json`)), path);
const sans = (weight: string) =>
  fileOf('@expo-google-fonts/source-sans-3', `${weight}/SourceSans3_${weight}.ttf`);
const serif = (weight: string) =>
  fileOf('@expo-google-fonts/source-serif-4', `${weight}/SourceSerif4_${weight}.ttf`);

const faces: Readonly<Record<Face, string>> = {
  sans: sans('400Regular'),
  sansBold: sans('600SemiBold'),
  serif: serif('600SemiBold'),
  serifItalic: serif('400Regular_Italic'),
};

const [others, othersBold] = ['DejaVuSans', 'DejaVuSans-Bold'].map((name) =>
  fileOf('dejavu-fonts-ttf', `ttf/${name}.ttf`),
) as [string, string];

/** Those with which pictures are drawn; behind ours one with the letters of many other scripts, which has a bold one too. */
export const fontFiles: readonly string[] = [...Object.values(faces), others, othersBold];

interface Measures {
  /** With a little to spare for other typefaces. */
  readonly roomy: Measure;
  readonly exact: Measure;
}

let measures: Measures | null = null;

/** Reads the typefaces when the first picture is asked for. */
export function fontMeasures(): Measures {
  measures ??= measuresOf();
  return measures;
}

/** Kerning makes lines a little shorter than their letters: by half a percent at most, as resvg draws them. */
const kerned = 0.996;

function measuresOf(): Measures {
  const read = (file: string) => advancesOf(readFileSync(file));
  const advances = Object.fromEntries(
    Object.entries(faces).map(([face, file]) => [face, read(file)]),
  ) as Parameters<typeof measureWith>[0];
  const [plain, bold] = [read(others), read(othersBold)];
  const fallbacks = { sans: plain, sansBold: bold, serif: bold, serifItalic: plain };
  return {
    roomy: measureWith(advances, fallbacks),
    exact: measureWith(advances, fallbacks, { spare: kerned, foreignSpare: 1 }),
  };
}
