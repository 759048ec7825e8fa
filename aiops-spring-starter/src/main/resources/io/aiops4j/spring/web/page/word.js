// A person's word on what happened: a note, and buttons of which each sends it somewhere. What they may not do is said before they try.

import {h, say, who} from './dom.js';
import {Intent, may, post, self} from './api.js';

const DONE = 'aiops.done';

/** Why this person can change nothing that takes this authority, or null. */
export function barred(authority) {
    if (!may(authority)) {
        return 'It takes the authority aiops:' + authority + ', which you do not have.';
    }
    return self().readOnly ? 'Nothing can be changed here: the application is read-only.' : null;
}

/** Keeps what is to be told of this when the view comes back. */
export function keep(id, told) {
    sessionStorage.setItem(DONE, JSON.stringify({...told, id}));
}

/** What was kept to be told of this, once. */
export function kept(id) {
    const told = JSON.parse(sessionStorage.getItem(DONE) || 'null');
    if (!told || told.id !== id) {
        return null;
    }
    sessionStorage.removeItem(DONE);
    return told;
}

/** A control with its name above it, and a place for its fault. */
export function field(id, label, control, hint) {
    return h('div', {class: 'field', 'data-field': id}, h('label', {for: id}, label), control,
        hint && h('p', {class: 'small', id: id + '-hint'}, hint), h('p', {class: 'fault', id: id + '-fault', role: 'alert'}));
}

/**
 * The place for a word on what has this id. Each choice has a name, a label, the path to post to, perhaps a body besides the note, what is told when it
 * is done, and whether it takes a note; why it cannot be made now, if so, stands in its place.
 */
export function word(id, choices, hint, reload) {
    const why = barred('operate');
    const top = h('div', {class: 'top', id: 'word-told'});
    const text = h('textarea', {id: 'word', rows: 3, 'aria-describedby': 'word-hint word-fault'});
    const intents = new Map();
    let busy = false;

    function fault(problem) {
        const place = node.querySelector('#word-fault');
        place.textContent = problem;
        problem ? text.setAttribute('aria-invalid', 'true') : text.removeAttribute('aria-invalid');
        problem && text.focus();
    }

    async function send(choice) {
        if (busy) {
            return;
        }
        const note = text.value.trim();
        top.replaceChildren();
        fault(choice.note && !note ? 'it is missing; say why, in a sentence' : '');
        if (choice.note && !note) {
            return;
        }
        if (!intents.has(choice.name)) {
            intents.set(choice.name, new Intent());
        }
        busy = true;
        node.setAttribute('aria-busy', 'true');
        try {
            await post(choice.path, {...choice.body, ...(note ? {note} : {})}, intents.get(choice.name));
            keep(id, {text: choice.done});
            await reload();
            say(choice.done);
        } catch (trouble) {
            if (trouble.kind === 'conflict') {
                keep(id, {text: trouble.detail + ' Nothing of yours was written.', note, bad: true});
                await reload();
                say(trouble.detail);
            } else {
                top.replaceChildren(h('div', {class: 'notice bad', role: 'alert'}, h('strong', null, trouble.title + '. '), trouble.detail,
                    (trouble.faults || []).length > 0 && h('ul', null, trouble.faults.map(each => h('li', null, h('code', null, each.path), ' ', each.problem, each.hint && '; ' + each.hint)))));
            }
        }
        busy = false;
        node.removeAttribute('aria-busy');
    }

    const buttons = lesser => choices.filter(choice => !choice.why && Boolean(choice.lesser) === lesser).map(choice =>
        h('button', {type: 'button', id: 'do-' + choice.name, class: choice.kind, click: () => send(choice)}, choice.label));
    const others = buttons(true);
    const node = h('aside', {class: 'verdict', 'aria-labelledby': 'your-word', 'data-part': 'word'},
        h('h2', {id: 'your-word', tabindex: -1}, 'Your word'), top,
        why ? h('p', {class: 'notice', 'data-why': 'operate'}, why) : [
            choices.filter(choice => choice.why).map(choice => h('p', {class: 'notice', 'data-why': choice.name}, choice.why)),
            choices.some(choice => !choice.why) && [field('word', 'Note', text, hint), h('div', {class: 'buttons'}, buttons(false))],
            others.length > 0 && h('div', {class: 'buttons lesser'}, others)]);
    const told = kept(id);
    if (told) {
        text.value = told.note || '';
        top.append(h('div', {class: told.bad ? 'notice bad' : 'notice good', role: 'status'}, told.text));
    }
    const focus = () => {
        node.scrollIntoView();
        node.querySelector('h2').focus({preventScroll: true});
    };
    const moved = how => top.replaceChildren(h('div', {class: 'notice', role: 'alert'}, h('strong', null, 'It moved meanwhile. '), how,
        h('button', {type: 'button', click: () => {
            keep(id, {text: 'This is how it stands now.', note: text.value});
            reload();
        }}, 'Show how it stands')));
    return {node, moved, jump: h('button', {type: 'button', class: 'jump', click: focus}, 'Go to your word')};
}

/** What people said, each with what it comes to. */
export function remarks(said) {
    return h('ul', {class: 'remarks'}, said.map(each => h('li', null,
        h('div', null, who(each.by), ' ', each.what, ' ', h('span', {class: 'small'}, each.time)),
        each.note && h('div', {class: 'prose small'}, each.note))));
}
