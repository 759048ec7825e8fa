// All that is asked of the server. What comes back is data or a Trouble, and never a page.

const routes = document.querySelector('meta[name="aiops-routes"]').content;
const PROBLEM = 'urn:aiops4j:problem:';

let me = null;
const listeners = new Set();
const link = {ok: true, since: null};

/** Why something did not work, as people can read it. */
export class Trouble extends Error {
    constructor(kind, status, title, detail, faults) {
        super(detail || title);
        this.kind = kind;
        this.status = status;
        this.title = title;
        this.detail = detail;
        this.faults = faults || [];
    }
}

/** Who is signed in, as far as is known. */
export function self() {
    return me || {signedIn: false, authorities: []};
}

export function may(authority) {
    return self().authorities.includes('aiops:' + authority);
}

/** Is told when the connection or the session comes or goes. */
export function onLink(listener) {
    listeners.add(listener);
}

function tell(state) {
    if (state !== link.state) {
        link.state = state;
        link.since = new Date().toISOString();
        listeners.forEach(each => each(link));
    }
}

async function ask(method, path, body, headers) {
    let response;
    try {
        response = await fetch(routes + path, {
            method,
            body,
            // what asks for JSON by a script is not sent to a page to sign in, nor asked by the browser for a password
            headers: {'Accept': 'application/json, application/problem+json', 'X-Requested-With': 'XMLHttpRequest', ...headers},
            redirect: 'manual',
            cache: 'no-store',
        });
    } catch (e) {
        tell('away');
        throw new Trouble('away', 0, 'The application cannot be reached', 'Nothing came back. Whether it was done is not known; trying again does it once at most.');
    }
    const type = (response.headers.get('Content-Type') || '').split(';')[0];
    if (response.type === 'opaqueredirect' || response.status === 401 || (response.ok && type !== 'application/json')) {
        tell('out');
        throw new Trouble('out', response.status, 'Your session ended', 'Sign in again; this view comes back.');
    }
    const text = await response.text();
    let data = null;
    try {
        data = text ? JSON.parse(text) : null;
    } catch (e) {
        data = null;
    }
    if (response.ok) {
        tell('up');
        return {data, etag: response.headers.get('ETag')};
    }
    if (type === 'application/problem+json' && data && String(data.type).startsWith(PROBLEM)) {
        const kind = data.type.slice(PROBLEM.length);
        tell(kind === 'closed' && me && me.signedIn && path !== '/me' ? link.state : 'up');
        throw new Trouble(kind, data.status, data.title, data.detail, data.faults);
    }
    throw new Trouble(response.status === 403 ? 'foreign' : 'failed', response.status,
        response.status === 403 ? 'The application refused it' : 'The application answered ' + response.status,
        response.status === 403
            ? 'It was refused before it reached the library: the session may have ended, or the application lets only others through.'
            : 'Try again; if it stays so, the application\'s log has more.');
}

export async function get(path, parameters) {
    const query = new URLSearchParams(Object.entries(parameters || {}).filter(([, value]) => value !== null && value !== undefined && value !== ''));
    const text = query.toString();
    return ask('GET', path + (text ? '?' + text : ''));
}

export async function loadSelf() {
    me = (await get('/me')).data;
    return me;
}

/** One thing that somebody wants done: said again, after the answer was lost, it is still done once. */
export class Intent {
    #text = null;
    #key = null;

    key(text) {
        if (this.#text !== text) {
            this.#text = text;
            // not randomUUID: that one is there over TLS alone
            this.#key = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
        }
        return this.#key;
    }
}

export async function post(path, body, intent, version) {
    const text = JSON.stringify(body);
    const send = () => {
        const headers = {'Content-Type': 'application/json', 'Idempotency-Key': intent.key(path + ' ' + version + ' ' + text)};
        if (version) {
            headers['If-Match'] = version;
        }
        if (me && me.csrf) {
            headers[me.csrf.header] = me.csrf.token;
        }
        return ask('POST', path, text, headers);
    };
    try {
        return await send();
    } catch (trouble) {
        // the token against forged requests ends with its session, and another one may have begun in another tab
        if (trouble.kind !== 'foreign' && !(trouble.kind === 'forbidden' && me && me.csrf)) {
            throw trouble;
        }
        const before = self().name;
        await loadSelf();
        if (self().name !== before) {
            throw new Trouble('out', 403, 'Somebody else is signed in now', 'Nothing was done. Load the page again, and look who you are.');
        }
        return send();
    }
}
