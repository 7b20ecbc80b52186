// A small HTTP client for the story: cookies, tokens, waiting. Node 20, no dependencies.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the demo runs: told by the environment, else asked of `./kvartal status --json`. */
export function place() {
  const { KVARTAL_APP: app, KVARTAL_ISSUER: issuer, KVARTAL_HOOK: hook } = process.env;
  if (app && issuer && hook) return { app: app.replace(/\/$/, ''), issuer, hook };
  const answer = spawnSync('./kvartal', ['status', '--json'], { cwd: root, encoding: 'utf8' });
  let state;
  try {
    state = JSON.parse(answer.stdout.trim().split('\n').at(-1));
  } catch {
    throw new Error('Kvartal does not run. Start it with ./kvartal start --detach, or set KVARTAL_APP, KVARTAL_ISSUER and KVARTAL_HOOK.');
  }
  if (state.state !== 'running') throw new Error(`Kvartal is ${state.state}. Start it with ./kvartal start --detach.`);
  return {
    app: (app ?? state.app).replace(/\/$/, ''),
    issuer: issuer ?? state.issuer,
    hook: hook ?? state.hooks?.ringostat,
  };
}

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Looks again and again until it is as wanted. */
export async function until(what, look, good, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  let seen;
  do {
    seen = await look();
    if (good(seen)) return seen;
    await pause(250);
  } while (Date.now() < end);
  throw new Error(`waited ${seconds} s in vain for ${what}; seen last: ${JSON.stringify(seen).slice(0, 300)}`);
}

/** Somebody who speaks with the application: an own cookie jar, a token when there is a login. */
export class Caller {
  #cookies = new Map();
  #tokens = { value: '', until: 0 };

  constructor(at, login) {
    this.at = at;
    this.login = login;
  }

  async #token() {
    if (!this.login || this.#tokens.until > Date.now()) return this.#tokens.value;
    const answer = await fetch(`${this.at.issuer}/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', client_id: 'kvartal-cli', username: this.login, password: 'demo' }),
    });
    if (!answer.ok) throw new Error(`no token for ${this.login}: ${answer.status} ${await answer.text()}`);
    this.#tokens = { value: (await answer.json()).access_token, until: Date.now() + 60_000 };
    return this.#tokens.value;
  }

  cookie(name, value) {
    this.#cookies.set(name, value);
    return this;
  }

  /** The answer with its bytes, text and JSON; a redirect is an answer too. */
  async ask(method, path, { body, type, headers = {} } = {}) {
    const token = await this.#token();
    const answer = await fetch(new URL(path, this.at.app), {
      method,
      redirect: 'manual',
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(this.#cookies.size && { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...(body !== undefined && { 'content-type': type ?? 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name, ...value] = line.split(';')[0].split('=');
      this.#cookies.set(name, value.join('='));
    }
    const bytes = Buffer.from(await answer.arrayBuffer());
    return {
      status: answer.status,
      header: (name) => answer.headers.get(name) ?? '',
      bytes,
      text: bytes.toString('utf8'),
      get json() {
        return JSON.parse(bytes.toString('utf8'));
      },
    };
  }

  async #expected(method, path, options, expected) {
    const answer = await this.ask(method, path, options);
    if (![expected].flat().includes(answer.status)) {
      throw new Error(`${method} ${path} answered ${answer.status} instead of ${expected}: ${answer.text.slice(0, 500)}`);
    }
    return answer;
  }

  get(path, expected = 200, headers = {}) {
    return this.#expected('GET', path, { headers }, expected);
  }

  post(path, body, expected = 200, type) {
    return this.#expected('POST', path, { body, type }, expected);
  }

  put(path, body, expected = 200) {
    return this.#expected('PUT', path, { body }, expected);
  }

  /** A form as a person sends it: the page is opened first and its token goes along. */
  async submit(page, path, fields, expected = 303) {
    const token = /name="_csrf"[^>]*value="([^"]+)"/.exec((await this.get(page)).text)?.[1];
    if (!token) throw new Error(`no form with a token on ${page}`);
    return this.post(path, new URLSearchParams({ ...fields, _csrf: token }).toString(), expected, 'application/x-www-form-urlencoded');
  }
}
