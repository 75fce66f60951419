/** What a signed-in person may do (docs/rules.md, "Roles"). Readers never sign in. */
export const roles = ['contributor', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];

export const abilities = {
  propose: ['contributor', 'editor', 'admin'],
  publish: ['editor', 'admin'],
  correct: ['editor', 'admin'],
  retract: ['editor', 'admin'],
  /** Sources, speakers and events: what an update refers to. */
  edit_references: ['editor', 'admin'],
  /** Topics, parties and demands: new rows and columns of the matrix. Whoever made one may change it until its first stance; whom a demand needs any editor may change at any time. */
  create_structure: ['editor', 'admin'],
  /** Negotiations; changing, ordering and closing what others have made. */
  edit_structure: ['admin'],
  manage_people: ['admin'],
  /** Replacing a text of the log by a tombstone, where the law requires it. */
  remove_text: ['admin'],
  /** What everybody did, under their sign-in names. */
  read_audit: ['editor', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Ability = keyof typeof abilities;

/** Whoever may change such a thing of anybody’s may close it. */
export function abilityToClose(noun: string): Ability {
  return noun === 'speaker' ? 'edit_references' : 'edit_structure';
}

/** Whom to ask for it: “an editor or an admin”. */
export function whoMay(ability: Ability): string {
  return abilities[ability].map((role) => `${role === 'contributor' ? 'a' : 'an'} ${role}`).join(' or ');
}

/** Denied unless the table above grants it. */
export function may(role: Role | null, ability: Ability): boolean {
  return role !== null && (abilities[ability] as readonly Role[]).includes(role);
}
