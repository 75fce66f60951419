/** What a party has itself declared a demand to be to it; never inferred, never a number (docs/rules.md, "Priority"). */
export const priorities = [
  { value: 'first', label: 'First', meaning: 'called its first or main demand' },
  { value: 'high', label: 'High', meaning: 'called one of its priorities' },
] as const;

export type Priority = (typeof priorities)[number]['value'];

/** “called its first or main demand”. */
export function priorityWords(priority: Priority): string {
  return priorities.find(({ value }) => value === priority)?.meaning as string;
}
