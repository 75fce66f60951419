import type { Request } from 'express';
import { postedForm } from './form-body.js';
import { csrfField } from '../security/request-forgery.js';

/** A field of a refused form. All fields are sent again; those that somebody has filled in are also shown. */
export interface KeptField {
  readonly name: string;
  readonly value: string;
  /** “Stance 1: summary”. */
  readonly label: string;
  readonly isShown: boolean;
}

/** Fields that a refusal never repeats. */
const secretFields = [csrfField, 'password', 'current'];
/** Fields that were filled in by the page, not by somebody. */
const ownFields = ['do', 'key', 'seen', 'revision', 'version', 'next'];
/** Codes, numbers and days, of which a long form has dozens. */
const shortValue = /^[\w.-]{1,24}$/;
const longForm = 10;
/** No field of ours has a longer name. */
const longestName = 100;

/** What was typed into a refused form, so that it can be sent again; never a secret. */
export function keptFields(request: Request): KeptField[] {
  const form = postedForm(request);
  return form ? fieldsOf(form.fields) : [];
}

export function fieldsOf(form: URLSearchParams): KeptField[] {
  const isLong = [...form.keys()].length > longForm;
  return [...form]
    .filter(([name]) => !secretFields.includes(name))
    .map(([name, value]) => ({
      name,
      value,
      label: labelOf(name.slice(0, longestName)),
      isShown: value !== '' && !ownFields.includes(name) && !(isLong && shortValue.test(value)),
    }));
}

/** A URL-encoded form without its secrets, otherwise unchanged, because encoding a long one again would take time. */
export function withoutSecrets(encoded: string): string {
  return encoded
    .split('&')
    .filter((pair) => {
      const [name] = new URLSearchParams(pair.slice(0, longestName)).keys();
      return name !== undefined && !secretFields.includes(name);
    })
    .join('&');
}

/** `stances.0.accountBy` is “Stance 1: account by”. */
function labelOf(name: string): string {
  const [, kind, index, field] = /^(sources|stances)\.(\d+)\.(.+)$/.exec(name) ?? [];
  const own = (field ?? name).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('.', ' ');
  if (kind === undefined) return `${own.charAt(0).toUpperCase()}${own.slice(1)}`;
  return `${kind === 'sources' ? 'Source' : 'Stance'} ${Number(index) + 1}: ${own}`;
}
