// What fails: a list of what is open or over, one incident as its entries tell it, and what people say of it.

import {badge, facts, h, lines, link, route, section, time, who, words} from './dom.js';
import {get} from './api.js';
import {runList} from './runs.js';
import {remarks, word} from './word.js';

const STATUSES = [['', 'all that is open'], ['open', 'open, nobody was called'], ['escalated', 'a person is needed'], ['resolved', 'resolved']];
const SIGNALS = count => count + (count === 1 ? ' signal' : ' signals');
const LABELS = {real: 'Real', false_alarm: 'False alarm'};

function item(each) {
    return h('li', {class: 'item', 'data-stop': true},
        h('div', {class: 'urgency'}, badge('severity', each.severity)),
        h('div', {class: 'what'}, link(['incidents', each.id], words(each.type) + ' on ' + each.target),
            h('div', {class: 'small'}, each.message)),
        h('div', {class: 'state'}, badge('incident', each.status), each.label && [' ', badge('label', each.label)],
            each.takenOverBy && h('div', {class: 'small'}, 'in hand of ', who(each.takenOverBy)), each.resolvedBy && h('div', {class: 'small'}, 'by ', who(each.resolvedBy))),
        h('div', {class: 'age'}, time(each.resolved || each.opened, false), h('div', {class: 'small'}, SIGNALS(each.signals))));
}

function nothing(query) {
    if (query.status === 'resolved') {
        return [h('p', {class: 'big'}, 'Nothing was resolved.'), h('p', null, 'What was resolved a moment ago may come a moment later. ', h('a', {href: '#/incidents'}, 'What is open'))];
    }
    return [h('p', {class: 'big'}, query.status ? 'Nothing that is open is like this.' : 'Nothing is open.'), h('p', null,
        h('a', {href: '#/incidents?status=resolved'}, 'What was resolved'), ' · ', h('a', {href: '#/executions'}, 'What was run'))];
}

export async function incidents({query, ask}) {
    const read = async () => (await get('/incidents', query)).data;
    const over = query.status === 'resolved';
    const place = h('div', null);
    let drawn = '';
    const draw = data => {
        const key = JSON.stringify(data);
        if (key === drawn || place.contains(document.activeElement)) {
            return;
        }
        drawn = key;
        place.replaceChildren(data.items.length === 0
            ? h('div', {class: 'empty'}, nothing(query))
            : h('ol', {class: 'list', 'aria-label': over ? 'Resolved incidents' : 'Open incidents'}, data.items.map(item)));
        if (data.next) {
            place.append(h('p', null, h('a', {href: route('incidents') + '?' + new URLSearchParams({...query, after: data.next})}, over ? 'Older ones' : 'More')));
        }
    };
    draw(await read());
    return {
        title: over ? 'Resolved incidents' : 'Open incidents',
        content: [
            h('div', {class: 'filters', role: 'search', 'aria-label': 'Filters'}, h('div', {class: 'field'}, h('label', {for: 'filter-status'}, 'Status'),
                h('select', {id: 'filter-status', change: event => ask({...query, after: null, status: event.target.value})},
                    STATUSES.map(([value, text]) => h('option', {value, selected: value === (query.status || '')}, text))))),
            place],
        async refresh(current) {
            const data = await read();
            if (current()) {
                draw(data);
            }
        },
    };
}

const LINKED = {execution: 'executions', executionId: 'executions', incident: 'incidents', incidentId: 'incidents', proposal: 'reviews', proposalId: 'reviews', run: 'executions'};

function value(name, each) {
    if (each === null || each === '' || (Array.isArray(each) && each.length === 0)) {
        return null;
    }
    if (Object.hasOwn(LINKED, name) && typeof each === 'string') {
        return link([LINKED[name], each], each);
    }
    if (Array.isArray(each) && each.every(one => typeof one !== 'object')) {
        return h('ul', null, each.map(one => h('li', null, one)));
    }
    return typeof each === 'object' ? h('code', null, JSON.stringify(each)) : lines(each);
}

function payload(entry) {
    if (entry.erased) {
        return h('p', {class: 'small'}, 'Its content was erased.');
    }
    let data;
    try {
        data = JSON.parse(entry.payload);
    } catch (e) {
        return entry.payload ? h('pre', null, lines(entry.payload)) : null;
    }
    return data && typeof data === 'object' ? facts(...Object.entries(data).flatMap(([name, each]) => [words(name.replace(/([A-Z])/g, ' $1')), value(name, each)])) : null;
}

/** Entries of the journal as what happened one after another. */
export function timeline(entries) {
    return h('ol', {class: 'timeline'}, entries.map(entry => h('li', null,
        h('div', null, h('strong', null, words(entry.type.replace(/[.-]/g, ' '))), ' by ', who(entry.actor), ' ', time(entry.time),
            h('span', {class: 'small'}, ' #' + entry.position + (entry.sealed ? ', sealed' : ''))),
        payload(entry))));
}

// what a person can do to it; what they cannot do now is left out, or said
function choices(data) {
    const path = '/incidents/' + encodeURIComponent(data.id);
    const over = data.status === 'resolved';
    const held = Boolean(data.takenOverBy);
    return [
        {name: 'note', label: 'Add note', kind: 'main', path: path + '/notes', note: true, done: 'Your note is written.'},
        ...(over ? [] : [
            {name: 'resolve', label: 'Resolve', path: path + '/resolve', note: true, done: 'It is resolved.'},
            held ? {name: 'hand-back', label: 'Hand back', kind: 'quiet', lesser: true, path: path + '/hand-back', note: true, done: 'It is handed back: what is approved may run against it again.'}
                : {name: 'take-over', label: 'Take over', kind: 'quiet', lesser: true, path: path + '/take-over', note: true, done: 'It is in your hand: nothing is run against it by itself.'}]),
        {name: 'real', label: 'It was real', kind: 'quiet', lesser: true, path: path + '/feedback', body: {real: true}, done: 'It counts as real.'},
        {name: 'false-alarm', label: 'False alarm', kind: 'quiet', lesser: true, path: path + '/feedback', body: {real: false}, done: 'It counts as a false alarm.'},
        ...(over ? [{name: 'over', why: 'It is resolved: it can be noted on and labelled, and nothing else.'}] : [])];
}

// what a label says stands in its entry alone
function labelled(data, note) {
    const entry = data.entries.find(each => each.time === note.time && each.actor === note.by && each.type.includes('label') && each.payload);
    try {
        return JSON.parse(entry.payload).real ? 'says that it was real' : 'says that it was a false alarm';
    } catch (e) {
        return 'said whether it was one';
    }
}

function said(data) {
    const notes = data.notes || [];
    return notes.length > 0 && section('What people say of it', 'people', remarks(notes.map(each => ({
        by: each.by,
        what: each.about === 'label' ? labelled(data, each) : 'noted',
        time: time(each.time),
        note: each.erased ? 'Its content was erased.' : each.note && lines(each.note)}))));
}

async function told(id) {
    const {data} = await get('/incidents/' + encodeURIComponent(id));
    return {data, runs: (await get('/executions', {incident: id, limit: 20})).data.items};
}

function chips(data) {
    return [badge('incident', data.status), badge('severity', data.severity), h('span', null, 'since ', time(data.opened)),
        h('span', null, SIGNALS(data.signals) + ' by ' + data.source),
        data.label && badge('label', LABELS[data.label] || data.label),
        data.takenOverBy && h('span', null, 'in hand of ', who(data.takenOverBy))];
}

function reading({data, runs}) {
    return [
        section('What was noticed', 'noticed', h('div', {class: 'prose'}, lines(data.message)), data.note && h('p', {class: 'small after'}, data.note)),
        said(data),
        runs.length > 0 && section('What was run against it', 'runs', runList(runs)),
        section('What happened', 'entries', timeline(data.entries))].filter(part => part);
}

export async function incident({id, reload}) {
    const first = await told(id);
    const {data} = first;
    const place = h('div', {class: 'reading'}, reading(first));
    const top = h('div', {class: 'facing'}, chips(data));
    const stands = each => each.data.status + ' ' + each.data.takenOverBy;
    let drawn = JSON.stringify(first);
    const mine = word(data.id, choices(data), 'Needed for everything but whether it was real.', reload);
    return {
        title: words(data.type) + ' on ' + data.target,
        content: [
            h('div', {class: 'chips'}, top, mine.jump),
            h('div', {class: 'beside'}, place, mine.node),
        ],
        async refresh(current) {
            const next = await told(id);
            const key = JSON.stringify(next);
            if (!current() || key === drawn || place.contains(document.activeElement) || top.contains(document.activeElement)) {
                return;
            }
            drawn = key;
            top.replaceChildren(...chips(next.data).filter(each => each));
            place.replaceChildren(...reading(next));
            if (stands(next) !== stands(first)) {
                mine.moved('It is ' + words(next.data.status).toLowerCase() + ' now. ');
            }
        },
    };
}
