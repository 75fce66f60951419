/** An answer, with its text read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly location: string | null;
}

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** Somebody's browser, as far as HTTP goes: keeps its cookie, follows no redirection by itself. */
export class Visitor {
  constructor(
    readonly address: string,
    public cookie = '',
  ) {}

  async send(path: string, request: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(request.headers);
    if (this.cookie) headers.set('cookie', this.cookie);
    const response = await fetch(`${this.address}${path}`, { redirect: 'manual', ...request, headers });
    this.keepCookie(response.headers.getSetCookie());
    const location = response.headers.get('location');
    return { status: response.status, headers: response.headers, text: await response.text(), location };
  }

  get(path: string): Promise<Answer> {
    return this.send(path);
  }

  /** Goes where the page leads, as a browser does. */
  async open(path: string): Promise<Answer> {
    return this.follow(await this.get(path));
  }

  /** Presses a button of a form that shows the form again. */
  async press(path: string, fields: Fields): Promise<Answer> {
    return this.follow(await this.post(path, fields));
  }

  private async follow(answer: Answer): Promise<Answer> {
    return answer.location === null
      ? answer
      : this.follow(await this.get(answer.location.split('#')[0] as string));
  }

  /** Sends a form as one of our pages would: same origin, with the session's token. */
  async post(path: string, fields: Fields): Promise<Answer> {
    const token = this.cookie ? await this.csrfToken() : null;
    return this.postBare(path, token === null ? fields : { csrf: token, ...fields });
  }

  /** Sends exactly these fields, from our own origin unless `headers` say otherwise. */
  postBare(path: string, fields: Fields, headers: Record<string, string> = {}): Promise<Answer> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      for (const text of typeof value === 'string' ? [value] : value) body.append(name, text);
    }
    return this.send(path, { method: 'POST', body, headers: { origin: this.address, ...headers } });
  }

  /** The token of the session's forms, as the sign-out button in the masthead carries it. */
  async csrfToken(): Promise<string> {
    const { text } = await this.get('/');
    return /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  }

  private keepCookie(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const pair = cookie.split(';')[0] as string;
      this.cookie = pair.endsWith('=') ? '' : pair;
    }
  }
}
