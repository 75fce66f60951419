import { createHash } from 'node:crypto';
import { Router } from 'express';
import { accentStyles } from '../../outputs/accent.js';
import type { Brand } from '../../outputs/brand.js';
import { allowUseElsewhere } from './security/headers.js';

/** The logo and the colour of an instance, as pages ask for them. */
export interface BrandView {
  readonly logo: { readonly url: string; readonly width: number | null; readonly height: number } | null;
  /** The path of the style sheet with the colour. */
  readonly styles: string | null;
}

/** In CSS pixels. */
const logoHeight = 32;
const widestLogo = 160;

/** Changes with what is behind the addresses, and with what /about prints. */
export function brandEdition({ logo, accent, about }: Brand): string {
  return createHash('sha256')
    .update(logo?.bytes ?? '')
    .update(JSON.stringify([accent, about]))
    .digest('hex')
    .slice(0, 12);
}

const pathOf = (brand: Brand) => `/brand/${brandEdition(brand)}`;
const types = { svg: 'image/svg+xml', png: 'image/png' } as const;

export function brandView(brand: Brand): BrandView {
  const { logo, accent } = brand;
  return {
    logo: logo && { url: `${pathOf(brand)}/logo.${logo.kind}`, ...sizeOf(logo.ratio) },
    styles: accent && `${pathOf(brand)}/accent.css`,
  };
}

/** So that nothing moves when the picture arrives. */
function sizeOf(ratio: number | null): { readonly width: number | null; readonly height: number } {
  if (ratio === null) return { width: null, height: logoHeight };
  const width = Math.min(widestLogo, Math.round(logoHeight * ratio)) || 1;
  return { width, height: Math.round(Math.min(logoHeight, width / ratio)) || 1 };
}

/** What the operator has put beside the program; its addresses change when it does. */
export function brandRoutes(brand: Brand): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const { logo, accent } = brand;
  const serve = (path: string, type: string, bytes: Buffer | string) =>
    router.get(path, (_request, response) => {
      allowUseElsewhere(response);
      response.set('Cache-Control', 'public, max-age=31536000, immutable');
      // Opened by itself, a picture is a document, and may hold scripts: none of them runs.
      response.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
      response.type(type).send(bytes);
    });
  if (logo) serve(`${pathOf(brand)}/logo.${logo.kind}`, types[logo.kind], logo.bytes);
  if (accent) serve(`${pathOf(brand)}/accent.css`, 'text/css', accentStyles(accent));
  return router;
}
