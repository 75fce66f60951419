import type { Request } from 'express';
import { postedForm } from './forms/form-body.js';
import { csrfField } from './security/request-forgery.js';

/** A field of a form that was refused. All are sent along again; those that somebody has filled in are shown. */
export interface KeptField {
  readonly name: string;
  readonly value: string;
  /** “Stance 1: summary”. */
  readonly label: string;
  readonly isShown: boolean;
}

/** Fields that a refusal never shows again. */
const secretFields = [csrfField, 'password', 'current'];
/** Fields that the page has filled in, not somebody. */
const ownFields = ['do', 'key', 'seen', 'revision', 'version', 'next'];
/** Codes, numbers and days, of which a long form holds dozens. */
const shortValue = /^[\w.-]{1,24}$/;
const longForm = 10;
/** No field of ours has a longer name. */
const longestName = 100;

/** What was typed into a form that is refused, so that it can be sent again; never a secret. */
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

/** A URL-encoded form without its secrets, as it was encoded: a long one is not encoded again. */
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
