// Which view is shown, and what the keyboard does.

import {h, route, say, freshenTimes, dialog} from './dom.js';
import {loadSelf, onLink, self, Trouble} from './api.js';
import {bar} from './bar.js';
import {queue} from './queue.js';
import {proposal} from './proposal.js';
import {runbooks, lineage} from './runbooks.js';
import {executions, execution} from './runs.js';
import {incidents, incident} from './incidents.js';

const BEAT = 10_000;
const VIEWS = [
    ['queue', queue, 'Queue'],
    ['reviews', proposal],
    ['incidents', incidents, 'Incidents', incident],
    ['executions', executions, 'Runs', execution],
    ['runbooks', runbooks, 'Runbooks', lineage],
];

const main = document.getElementById('main');
let shown = null;
let turn = 0;
let last = {};

function place() {
    const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
    const parts = path.split('/').filter(part => part).map(part => {
        try {
            return decodeURIComponent(part);
        } catch (e) {
            return part;
        }
    });
    return {name: parts[0] || 'queue', id: parts[1], query: Object.fromEntries(new URLSearchParams(query || ''))};
}

/** Another query of the same view, so that it can be linked to. */
function ask(query) {
    const {name, id} = place();
    const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString();
    location.hash = route(...[name, id].filter(part => part)) + (text ? '?' + text : '');
}

function heading(title) {
    return h('h1', {tabindex: -1}, title);
}

function failed(e) {
    const trouble = e instanceof Trouble ? e : new Trouble('fault', 0, 'The page has a fault', String(e && e.message));
    if (!(e instanceof Trouble)) {
        console.error(e);
    }
    return [heading(trouble.title), h('div', {class: 'notice bad', role: 'alert'},
        h('p', null, trouble.detail),
        trouble.kind === 'out'
            ? h('p', null, h('button', {type: 'button', click: () => location.reload()}, 'Sign in again'))
            : h('p', null, h('button', {type: 'button', click: () => show(true)}, 'Try again'), ' ', h('a', {href: '#/queue'}, 'To the queue')))];
}

async function show(moved) {
    const mine = ++turn;
    const asked = place();
    const found = VIEWS.find(([name]) => name === asked.name);
    main.setAttribute('aria-busy', 'true');
    let view;
    let content;
    try {
        if (!found) {
            throw new Trouble('not-found', 404, 'There is no such view', 'The address names none. The queue is where everything begins.');
        }
        const build = asked.id && found[3] ? found[3] : found[1];
        view = await build({...asked, ask, reload: () => show(false)});
        content = [heading(view.title), view.content];
    } catch (e) {
        view = {title: 'Trouble'};
        content = failed(e);
    }
    if (mine !== turn) {
        return;
    }
    shown = view;
    const before = main.contains(document.activeElement) ? document.activeElement : null;
    main.removeAttribute('aria-busy');
    main.dataset.view = {reviews: 'proposal'}[asked.name] || (asked.id ? asked.name.replace(/s$/, '') : asked.name);
    main.replaceChildren(...content.flat(Infinity).filter(node => node));
    document.title = view.title + ' · AIOps review';
    for (const each of document.querySelectorAll('#nav a')) {
        const here = each.dataset.name === (asked.name === 'reviews' ? 'queue' : asked.name);
        here ? each.setAttribute('aria-current', 'page') : each.removeAttribute('aria-current');
    }
    if (moved) {
        window.scrollTo(0, 0);
    }
    if (moved || before) {
        // a filter that changed the address keeps the focus
        const same = !moved && before.id && document.getElementById(before.id);
        (same || main.querySelector('h1')).focus({preventScroll: !moved});
    }
}

function step(by) {
    const stops = [...main.querySelectorAll('[data-stop]')];
    if (stops.length === 0) {
        return;
    }
    const at = stops.findIndex(stop => stop.contains(document.activeElement));
    const next = at < 0 ? (by > 0 ? 0 : stops.length - 1) : Math.min(stops.length - 1, Math.max(0, at + by));
    const target = stops[next].matches('a, button') ? stops[next] : stops[next].querySelector('a, button');
    target.focus();
}

function keysOn() {
    return localStorage.getItem('aiops.keys') !== 'off';
}

function help() {
    if (document.querySelector('dialog')) {
        return;
    }
    dialog('Keyboard and help', close => [
        h('table', {class: 'keys'}, h('tbody', null, [
            ['j', 'the next one in a list'],
            ['k', 'the one before'],
            ['Enter', 'opens it'],
            ['q', 'back to the queue'],
            ['?', 'this help'],
        ].map(([key, what]) => h('tr', null, h('th', {scope: 'row'}, h('kbd', null, key)), h('td', null, what))))),
        h('label', {class: 'check'}, h('input', {
            type: 'checkbox', checked: keysOn(),
            change: event => localStorage.setItem('aiops.keys', event.target.checked ? 'on' : 'off'),
        }), ' These keys are on'),
        h('p', null, 'Nothing that was generated or changed runs before an approver approved exactly what stands there. Who proposed or edited something cannot approve it.'),
        h('p', {class: 'buttons'}, h('button', {type: 'button', autofocus: true, click: close}, 'Close')),
    ]);
}

document.addEventListener('keydown', event => {
    const typing = event.target.closest('input, textarea, select, dialog');
    if (typing || !keysOn() || event.ctrlKey || event.metaKey || event.altKey) {
        return;
    }
    const keys = {j: () => step(1), k: () => step(-1), q: () => { location.hash = '#/queue'; }, '?': help};
    if (keys[event.key]) {
        event.preventDefault();
        keys[event.key]();
    }
});

document.querySelector('.skip').addEventListener('click', event => {
    // the hash is the address of the view, and stays
    event.preventDefault();
    main.focus();
});

async function beat(first) {
    freshenTimes();
    if (document.hidden && !first) {
        return;
    }
    await header.refresh();
    const mine = turn;
    if (shown && shown.refresh) {
        try {
            await shown.refresh(() => mine === turn);
        } catch (e) {
            if (!(e instanceof Trouble)) {
                console.error(e);
            }
        }
    }
}

document.getElementById('help').addEventListener('click', help);
document.getElementById('nav').append(...VIEWS.filter(view => view[2]).map(([name, , title]) =>
    h('a', {href: route(name), 'data-name': name}, title)));
const header = bar();
onLink(header.link);
window.addEventListener('hashchange', () => {
    const {name, id} = place();
    const moved = name !== last.name || id !== last.id;
    last = {name, id};
    show(moved);
});
document.addEventListener('visibilitychange', () => document.hidden || beat(false));

async function start() {
    try {
        await loadSelf();
    } catch (e) {
        main.replaceChildren(...failed(e).flat());
        header.self(self());
        return;
    }
    header.self(self());
    header.refresh();
    last = place();
    await show(false);
    say('');
    setInterval(() => beat(false), BEAT);
}

start();
