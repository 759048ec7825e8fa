// A person's word over a proposal. What they may not do is said before they try.

import {exact, h, say, time, who, words} from './dom.js';
import {Intent, post, self} from './api.js';
import {barred, field, keep, kept} from './word.js';

const NAMES = {claim: 'Claim', release: 'Release', approve: 'Approve', reject: 'Reject', request_changes: 'Request changes', withdraw: 'Withdraw', revoke: 'Revoke'};
const DONE = {claim: 'You claimed it.', release: 'You gave it back.', approve: 'Your approval is written.', reject: 'Rejected.',
    request_changes: 'Changes are asked for.', withdraw: 'Withdrawn.', revoke: 'The approval is taken back.'};
const TERMS = [['P7D', '7 days'], ['P30D', '30 days'], ['P90D', '90 days'], ['P365D', 'a year']];
const MODES = [
    ['when_asked', 'When asked', 'each run waits for a person'],
    ['when_proven', 'When proven', 'by itself, once its runs have shown that it helps'],
    ['at_once', 'At once', 'by itself from now on; you vouch for it'],
];

// as long as the permission to run once can be used
const ONCE = 'PT30M';

/** Why this person cannot make a move now, or null. */
function hindrance(move, proposal) {
    const me = self();
    const author = proposal.authors.includes(me.actor);
    const other = proposal.claimedBy && proposal.claimedBy !== me.actor;
    const closed = barred('review');
    if (closed) {
        return closed;
    }
    if (author && (move === 'approve' || move === 'claim')) {
        return 'You proposed or edited this, and so somebody else has to approve it.';
    }
    if (me.approver === false && !(author && move === 'withdraw')) {
        return 'The application does not name you as an approver.';
    }
    if (other && move !== 'revoke' && !(author && move === 'withdraw')) {
        return ['Claimed by ', who(proposal.claimedBy), '. Wait until that ends, or ask them to release it.'];
    }
    return null;
}

/** What is asked for with the permission to run once, or null if this is none. */
export function requested(proposal) {
    if (proposal.kind !== 'run-now') {
        return null;
    }
    try {
        const request = JSON.parse(proposal.content.slice(proposal.content.indexOf(':') + 1));
        return request && request.target ? request : null;
    } catch (e) {
        return null;
    }
}

// where it would have to hold, as far as the proposal tells
function services(proposal) {
    const target = proposal.story && proposal.story.target;
    return target ? target.split('@')[0] : '';
}

function warned(proposal) {
    const ticks = proposal.warnings.map((warning, i) => h('div', {class: 'warning', 'data-field': warning.path},
        h('label', {class: 'check'}, h('input', {type: 'checkbox', name: 'ticked', value: warning.path, id: 'tick-' + i, 'aria-describedby': 'tick-' + i + '-fault'}),
            h('span', null, h('strong', null, warning.path), ' ', warning.problem, warning.hint && h('span', {class: 'small'}, ' ', warning.hint))),
        h('p', {class: 'fault', id: 'tick-' + i + '-fault', role: 'alert'})));
    return ticks.length > 0 && h('fieldset', null, h('legend', null, 'Read and accepted'), ticks);
}

const ticked = node => [...node.querySelectorAll('input[name=ticked]:checked')].map(tick => tick.value);

// one run, there and now: where and for how long is said by what was asked for
function permission(proposal, request) {
    const names = h('input', {id: 'services', type: 'text', value: request.target.split('@')[0], readonly: true, 'aria-describedby': 'services-hint services-fault'});
    const node = h('div', {class: 'grant'}, warned(proposal),
        field('services', 'Service', names, request.target.includes('@') ? 'On ' + request.target + ' alone.' : 'It is what was asked for.'),
        h('p', {'data-field': 'expiresIn'}, 'Good for one run, ',
            proposal.deadline ? ['which has to start before ', h('strong', null, exact(proposal.deadline).slice(-8)), ' (', time(proposal.deadline), ').'] : 'within 30 minutes.',
            h('span', {class: 'fault', role: 'alert'})),
        h('p', {class: 'small'}, 'The runbook stays as it was approved: nothing else may run by this word.'));
    return {node, read: () => ({services: [names.value], expiresIn: ONCE, ticked: ticked(node)})};
}

function grant(proposal) {
    const request = requested(proposal);
    if (request) {
        return permission(proposal, request);
    }
    const everywhere = h('input', {type: 'checkbox', id: 'everywhere'});
    const names = h('input', {id: 'services', type: 'text', value: services(proposal), autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'services-hint services-fault'});
    everywhere.addEventListener('change', () => { names.disabled = everywhere.checked; });
    const term = h('select', {id: 'expiresIn', 'aria-describedby': 'expiresIn-fault'}, TERMS.map(([value, text]) => h('option', {value, selected: value === 'P90D'}, text)));
    const modes = MODES.map(([value, text, hint]) => h('label', {class: 'check'},
        h('input', {type: 'radio', name: 'mode', value, checked: value === 'when_proven'}), h('span', null, h('strong', null, text), ' ', h('span', {class: 'small'}, hint))));
    // a pattern and the like do not run
    const runs = proposal.kind === 'runbook';
    const node = h('div', {class: 'grant'}, warned(proposal),
        field('services', 'Services where it holds', names, 'Names, parted by commas.'),
        h('label', {class: 'check'}, everywhere, ' All services of the client'),
        field('expiresIn', 'Holds for', term),
        runs && h('fieldset', {'data-field': 'mode'}, h('legend', null, 'How it may run'), modes, h('p', {class: 'fault', role: 'alert'})));
    return {node, read: () => ({
        ...(everywhere.checked ? {everywhere: true} : {services: names.value.split(',').map(name => name.trim()).filter(name => name)}),
        expiresIn: term.value,
        ...(runs ? {mode: node.querySelector('input[name=mode]:checked').value} : {}),
        ticked: ticked(node),
    })};
}

function clear(node) {
    node.querySelectorAll('.fault').forEach(fault => fault.replaceChildren());
    node.querySelectorAll('[aria-invalid]').forEach(control => control.removeAttribute('aria-invalid'));
}

// each fault where it belongs, and the first one gets the focus
function show(node, top, trouble) {
    const rest = [];
    let first = null;
    for (const fault of trouble.faults) {
        const place = [...node.querySelectorAll('[data-field]')].find(each => each.dataset.field === fault.path || fault.path.startsWith(each.dataset.field + '['));
        const control = place && place.querySelector('input, select, textarea');
        if (!control) {
            rest.push(fault);
            continue;
        }
        place.querySelector('.fault').append(h('span', null, fault.problem, fault.hint && '; ' + fault.hint));
        control.setAttribute('aria-invalid', 'true');
        first = first || control;
    }
    top.replaceChildren(h('div', {class: 'notice bad', role: 'alert'}, h('strong', null, trouble.title + '. '), trouble.detail,
        rest.length > 0 && h('ul', null, rest.map(fault => h('li', null, h('code', null, fault.path), ' ', fault.problem, fault.hint && '; ' + fault.hint)))));
    if (first) {
        first.focus();
    }
}

export function verdict(proposal, reload) {
    const intents = new Map();
    const top = h('div', {class: 'top', id: 'verdict-told'});
    const moves = proposal.moves || [];
    let busy = false;

    function moved(next) {
        top.replaceChildren(h('div', {class: 'notice', role: 'alert'}, h('strong', null, 'It moved meanwhile. '),
            'It is ' + words(next.state).toLowerCase() + ' now',
            next.history.length > 0 && [', by ', who(next.history[next.history.length - 1].actor)], '. ',
            h('button', {type: 'button', click: reload}, 'Show how it stands')));
    }

    async function move(name) {
        if (busy) {
            return;
        }
        clear(node);
        top.replaceChildren();
        const note = text.value.trim();
        if (name !== 'approve' && !note && name !== 'claim' && name !== 'release') {
            show(node, top, {title: 'Say why', detail: 'A note of a sentence goes into the history.', faults: [{path: 'note', problem: 'it is missing', hint: 'say why, in a sentence'}]});
            return;
        }
        const body = name === 'approve' ? {...terms.read(), ...(note ? {note} : {})} : {note: note || (name === 'claim' ? 'taken up' : 'given back')};
        if (name === 'approve' && !body.everywhere && body.services.length === 0) {
            show(node, top, {title: 'Say where', detail: 'An approval holds for services, or for all of the client.', faults: [{path: 'services', problem: 'none is named', hint: 'name services, or tick all of them'}]});
            return;
        }
        if (!intents.has(name)) {
            intents.set(name, new Intent());
        }
        busy = true;
        node.setAttribute('aria-busy', 'true');
        try {
            await post('/reviews/' + encodeURIComponent(proposal.id) + '/' + name.replace('_', '-'), body, intents.get(name), proposal.etag);
            keep(proposal.id, {text: DONE[name]});
            await reload();
            say(DONE[name]);
        } catch (trouble) {
            if (trouble.kind === 'stale' || trouble.kind === 'conflict') {
                keep(proposal.id, {text: 'Somebody was faster, and nothing of yours was written. ' + (trouble.kind === 'conflict' ? trouble.detail : 'This is how it stands now.'), note, bad: true});
                await reload();
                say('Somebody was faster. This is how it stands now.');
            } else {
                show(node, top, trouble);
            }
        }
        busy = false;
        node.removeAttribute('aria-busy');
    }

    const text = h('textarea', {id: 'note', rows: 2, 'aria-describedby': 'note-hint note-fault'});
    const terms = grant(proposal);
    const hindered = new Map(moves.map(name => [name, hindrance(name, proposal)]));
    const open = moves.filter(name => !hindered.get(name));
    const can = open.includes('approve');
    const overdue = proposal.deadline && new Date(proposal.deadline) < new Date();
    const reasons = [];
    for (const name of ['approve', 'reject', 'revoke', 'withdraw']) {
        const why = hindered.get(name);
        if (why && !reasons.some(known => String(known.why) === String(why))) {
            reasons.push({name, why});
        }
    }
    const button = (name, kind) => h('button', {type: 'button', class: kind, 'data-move': name, click: () => move(name)},
        name === 'claim' && proposal.claimedBy === self().actor ? 'Claim longer' : name === 'approve' && requested(proposal) ? 'Allow this run' : NAMES[name]);
    const kinds = {approve: 'main', revoke: 'danger'};
    const again = can && proposal.state === 'approved';
    // what would run is not edited: another run is asked for
    const edited = !requested(proposal);
    const buttons = ['approve', ...(edited ? ['request_changes'] : []), 'reject'].filter(name => open.includes(name) && !(again && name === 'approve')).map(name => button(name, kinds[name]));
    const others = ['claim', 'release', 'withdraw', 'revoke'].filter(name => open.includes(name)).map(name => button(name, kinds[name] || 'quiet'));
    const node = h('aside', {class: 'verdict', 'aria-labelledby': 'verdict', 'data-part': 'verdict'},
        h('h2', {id: 'verdict', tabindex: -1}, 'Your word'), top,
        overdue && h('p', {class: 'notice'}, 'Its time is over: nothing can be said about it any more.'),
        moves.length === 0 && !overdue && h('p', null, 'It is ' + words(proposal.state).toLowerCase() + ', and nothing more can be said about it.', proposal.note && h('span', {class: 'prose'}, ' “', proposal.note, '”')),
        reasons.map(({name, why}) => h('p', {class: 'notice', 'data-why': name}, why)),
        open.length > 0 && !overdue && [
            can && !again && terms.node,
            field('note', can && !again ? 'Note' : 'Why', text, can && !again ? requested(proposal) ? 'Needed to reject or withdraw it.' : 'Needed for everything but an approval.' : 'It goes into the history.'),
            buttons.length > 0 && h('div', {class: 'buttons'}, buttons),
            others.length > 0 && h('div', {class: 'buttons lesser'}, others),
            again && h('details', null, h('summary', null, 'Approve it once more'),
                h('p', {class: 'small'}, requested(proposal) ? 'It is allowed. Another word counts where it takes several.' : 'It is approved. Another word counts where it takes several, or where it is to hold longer or elsewhere.'),
                terms.node, button('approve', 'main'))]);

    const done = kept(proposal.id);
    if (done) {
        text.value = done.note || '';
        top.append(h('div', {class: done.bad ? 'notice bad' : 'notice good', role: 'status'}, done.text,
            done.note && open.length === 0 && [' You had written: ', h('q', null, done.note)]));
    }
    const focus = () => {
        node.scrollIntoView();
        node.querySelector('h2').focus({preventScroll: true});
    };
    return {node, moved, focus, busy: () => busy};
}
