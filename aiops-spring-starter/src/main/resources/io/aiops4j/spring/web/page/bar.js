// What stands above each view: who is signed in, whether everything is halted, the journal, and whether the application is there.

import {h, dialog, exact, say, time} from './dom.js';
import {get, Intent, may, post, self} from './api.js';

const THEMES = ['system', 'light', 'dark'];

function theme() {
    const button = document.getElementById('theme');
    const apply = name => {
        name === 'system' ? delete document.documentElement.dataset.theme : document.documentElement.dataset.theme = name;
        button.replaceChildren(h('span', {class: 'unseen'}, 'Colours: '), {system: 'Auto', light: 'Light', dark: 'Dark'}[name]);
    };
    let current = THEMES.includes(localStorage.getItem('aiops.theme')) ? localStorage.getItem('aiops.theme') : 'system';
    apply(current);
    button.addEventListener('click', () => {
        current = THEMES[(THEMES.indexOf(current) + 1) % THEMES.length];
        localStorage.setItem('aiops.theme', current);
        apply(current);
    });
}

/** Asks for a note and once more whether it is meant. */
function confirmed(title, explanation, label, path, done) {
    const intent = new Intent();
    dialog(title, close => {
        const note = h('textarea', {id: 'switch-note', rows: 3, required: true, 'aria-describedby': 'switch-fault'});
        const fault = h('p', {id: 'switch-fault', class: 'fault', role: 'alert'});
        const form = h('form', {method: 'dialog', novalidate: true, submit: async event => {
            event.preventDefault();
            if (!note.value.trim()) {
                fault.textContent = 'Say why, in a sentence: it is written into the journal.';
                note.focus();
                return;
            }
            try {
                await post(path, {note: note.value.trim()}, intent);
                close();
                done();
            } catch (trouble) {
                fault.textContent = trouble.message;
            }
        }},
        h('p', null, explanation),
        h('label', {for: 'switch-note'}, 'Why'), note, fault,
        h('p', {class: 'buttons'}, h('button', {class: path.endsWith('halt') ? 'danger' : 'main'}, label),
            h('button', {type: 'button', class: 'quiet', click: close}, 'Cancel')));
        return form;
    });
}

function why(authority) {
    if (!may(authority)) {
        return 'takes aiops:' + authority;
    }
    return self().approver === false ? 'takes an approver' : null;
}

export function bar() {
    const places = Object.fromEntries(['journal', 'switch', 'self', 'halted', 'lost', 'link'].map(id => [id, document.getElementById(id)]));
    let guard = null;
    let head = null;
    let drawn = {};
    theme();

    // redrawn when something changed, so that what has the focus keeps it
    function draw(name, state, build) {
        const key = JSON.stringify(state);
        if (drawn[name] !== key) {
            drawn[name] = key;
            places[name].replaceChildren(...[build()].flat().filter(node => node));
        }
    }

    async function changed(text) {
        say(text);
        await refresh();
        // the button that was used is gone
        const next = document.getElementById('resume') || document.getElementById('halt');
        if (next && document.activeElement === document.body) {
            next.focus();
        }
    }

    function halt() {
        confirmed('Halt everything?', 'Nothing more starts, on any node, and what runs stops before its next step. It stays so until an administrator lets runs start again.',
            'Halt now', '/guardrails/halt', () => changed('Everything is halted.'));
    }

    function resume() {
        confirmed('Let runs start again?', 'What is approved may run again at once, on all nodes.', 'Resume now', '/guardrails/resume',
            () => changed('Runs may start again.'));
    }

    async function verify(event) {
        const button = event.target;
        button.disabled = true;
        say('The journal is being verified.');
        let outcome;
        try {
            const {data} = await get('/journal/verification');
            outcome = data.intact
                ? [h('p', {class: 'notice good'}, h('strong', null, 'Intact. '), 'All ' + data.entries + ' entries hang together.')]
                : [h('p', {class: 'notice bad'}, h('strong', null, 'Not intact. '), data.fault || 'An entry does not fit.'),
                    h('p', null, 'Note the head, keep the store as it is, and ask whoever can write to it.')];
            outcome.push(h('p', {class: 'small'}, 'Head ' + data.head.position + ' · ', h('code', null, data.head.hash)));
            say(data.intact ? 'The journal is intact.' : 'The journal is not intact.');
        } catch (trouble) {
            outcome = [h('p', {class: 'notice bad'}, trouble.message)];
        }
        button.disabled = false;
        button.focus();
        dialog('The journal', close => [outcome, h('p', {class: 'buttons'}, h('button', {type: 'button', autofocus: true, click: close}, 'Close'))]);
    }

    async function refresh() {
        const [limits, journal] = await Promise.allSettled([get('/guardrails'), get('/journal')]);
        guard = limits.status === 'fulfilled' ? limits.value.data : guard;
        head = journal.status === 'fulfilled' ? journal.value.data : head;
        draw('journal', [head && head.position, may('admin')], () => head && [
            h('span', {class: 'label'}, 'Journal '), h('span', {class: 'value', title: head.hash}, '#' + head.position),
            may('admin') && h('button', {type: 'button', class: 'quiet', id: 'verify', click: verify}, 'Verify')]);
        draw('switch', [guard && guard.halted, guard && guard.open, why('operate')], () => guard && !guard.halted && [
            h('span', {class: 'value good'}, guard.open === 0 ? 'Not halted' : 'Not halted · ' + guard.open + ' running'),
            why('operate') ? h('span', {class: 'label'}, 'Halting ' + why('operate'))
                : h('button', {type: 'button', class: 'danger', id: 'halt', click: halt}, 'Halt everything')]);
        draw('halted', [guard && guard.halted, guard && guard.why, why('admin')], () => guard && guard.halted &&
            h('div', {class: 'halted', role: 'alert'},
                h('strong', null, 'Everything is halted. '), h('span', null, String(guard.why || '').replace(/^by person:/, 'By ')),
                why('admin') ? h('span', {class: 'label'}, 'Letting runs start again ' + why('admin') + '.')
                    : h('button', {type: 'button', id: 'resume', click: resume}, 'Let runs start again')));
    }

    function link(state) {
        draw('link', state, () => state.state === 'up' ? 'Connected' : '');
        draw('lost', state, () => state.state === 'away'
            ? h('div', {class: 'lost', role: 'alert'}, h('strong', null, 'The application cannot be reached. '), 'What you see is from ', time(state.since), '. It is tried again every few seconds.')
            : state.state === 'out' && h('div', {class: 'lost', role: 'alert'}, h('strong', null, 'Your session ended. '),
                h('button', {type: 'button', click: () => location.reload()}, 'Sign in again')));
    }

    return {
        refresh,
        link,
        self(me) {
            draw('self', me.name || '', () => me.signedIn
                ? [h('span', {class: 'label'}, 'Signed in as '), h('span', {class: 'value', id: 'name'}, me.name)]
                : [h('span', {class: 'value'}, 'Not signed in')]);
        },
    };
}
