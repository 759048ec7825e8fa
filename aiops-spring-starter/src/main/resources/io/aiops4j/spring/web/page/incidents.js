// What fails: a list of what is open, and one incident as its entries tell it.

import {badge, facts, h, lines, link, section, time, who, words} from './dom.js';
import {get} from './api.js';
import {runList} from './runs.js';

function item(each) {
    return h('li', {class: 'item', 'data-stop': true},
        h('div', {class: 'urgency'}, badge('severity', each.severity)),
        h('div', {class: 'what'}, link(['incidents', each.id], words(each.type) + ' on ' + each.target),
            h('div', {class: 'small'}, each.message)),
        h('div', {class: 'state'}, badge('incident', each.status), each.takenOverBy && h('div', {class: 'small'}, 'in hand of ', who(each.takenOverBy))),
        h('div', {class: 'age'}, time(each.opened, false), h('div', {class: 'small'}, each.signals + (each.signals === 1 ? ' signal' : ' signals'))));
}

export async function incidents({query}) {
    const read = async () => (await get('/incidents', query)).data;
    const place = h('div', null);
    let drawn = '';
    const draw = data => {
        const key = JSON.stringify(data);
        if (key === drawn || place.contains(document.activeElement)) {
            return;
        }
        drawn = key;
        place.replaceChildren(data.items.length === 0
            ? h('div', {class: 'empty'}, h('p', {class: 'big'}, 'Nothing is open.'), h('p', null, h('a', {href: '#/executions'}, 'What was run')))
            : h('ol', {class: 'list', 'aria-label': 'Open incidents'}, data.items.map(item)));
        if (data.next) {
            place.append(h('p', null, h('a', {href: '#/incidents?after=' + encodeURIComponent(data.next)}, 'More')));
        }
    };
    draw(await read());
    return {
        title: 'Open incidents',
        content: place,
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
    if (LINKED[name] && typeof each === 'string') {
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

export async function incident({id}) {
    const {data} = await get('/incidents/' + encodeURIComponent(id));
    const runs = (await get('/executions', {incident: id, limit: 20})).data.items;
    return {
        title: words(data.type) + ' on ' + data.target,
        content: [
            h('div', {class: 'chips'}, badge('incident', data.status), badge('severity', data.severity), h('span', null, 'since ', time(data.opened)),
                h('span', null, data.signals + (data.signals === 1 ? ' signal' : ' signals') + ' by ' + data.source),
                data.takenOverBy && h('span', null, 'in hand of ', who(data.takenOverBy))),
            section('What was noticed', 'noticed', h('div', {class: 'prose'}, lines(data.message)), data.note && h('p', {class: 'small'}, data.note)),
            runs.length > 0 && section('What was run against it', 'runs', runList(runs)),
            section('What happened', 'entries', timeline(data.entries)),
        ],
    };
}
