// What is known: runbooks, how each came to be what it is, and the difference between any two versions.

import {badge, box, duration, h, link, route, section, time, who} from './dom.js';
import {get} from './api.js';
import {changes} from './diff.js';

export async function runbooks({query}) {
    const {data} = await get('/runbooks', {...query, limit: 200});
    const newest = new Map();
    data.items.forEach(each => newest.set(each.client + ' ' + each.id, each));
    return {
        title: 'Runbooks',
        content: newest.size === 0
            ? h('div', {class: 'empty'}, h('p', {class: 'big'}, 'No runbook is known.'), h('p', null, 'Submit one, and it waits in the queue.'))
            : [h('ol', {class: 'list', 'aria-label': 'Runbooks'}, [...newest.values()].map(each => h('li', {class: 'item', 'data-stop': true},
                h('div', {class: 'urgency'}, h('span', {class: 'badge'}, 'v' + each.version)),
                h('div', {class: 'what'}, h('a', {href: route('runbooks', each.id) + (each.client === 'default' ? '' : '?client=' + encodeURIComponent(each.client))}, each.id),
                    h('div', {class: 'small'}, each.title, each.client !== 'default' && ' · client ' + each.client)),
                h('div', {class: 'state'}, badge('state', each.state))))),
            data.next && h('p', null, h('a', {href: '#/runbooks?after=' + encodeURIComponent(data.next)}, 'More'))],
    };
}

function version(each) {
    const words = each.approvals;
    return h('tr', null,
        h('th', {scope: 'row'}, link(['reviews', each.proposal], 'v' + each.version), each.parent && h('div', {class: 'small'}, 'from v' + each.parent)),
        h('td', {'data-label': 'State'}, badge('state', each.state), each.approvedNow && h('div', {class: 'small'}, each.proven ? 'proven' : 'not proven yet')),
        h('td', {'data-label': 'Runs', class: 'count'}, each.runs),
        h('td', {'data-label': 'Completed', class: 'count'}, each.completed),
        h('td', {'data-label': 'Helped, verified', class: 'count'}, each.helped, each.runs > 0 && h('span', {class: 'small'}, ' (' + Math.round(100 * each.helped / each.runs) + ' %)')),
        h('td', {'data-label': 'Median', class: 'count'}, each.runs > 0 ? duration(each.medianMillis) : '–'),
        h('td', {'data-label': 'Proposed'}, who(each.proposedBy), h('div', {class: 'small'}, time(each.proposed))),
        h('td', {'data-label': 'Approved'}, words.length === 0 ? '–' : words.map(word => h('div', null, who(word.approver), ' ', h('span', {class: 'small'}, time(word.given))))));
}

const COLUMNS = ['Version', 'State', 'Runs', 'Completed', 'Helped, verified', 'Median', 'Proposed', 'Approved'];

export async function lineage({id, query, ask}) {
    const path = '/runbooks/' + encodeURIComponent(id);
    const {data} = await get(path, {client: query.client});
    const numbers = data.versions.map(each => each.version);
    const last = data.versions[data.versions.length - 1];
    const to = Number(query.to) || last.version;
    const from = Number(query.from) || (data.versions.find(each => each.version === to) || last).parent || numbers[Math.max(0, numbers.indexOf(to) - 1)];
    const pick = (name, label, current) => h('div', {class: 'field'}, h('label', {for: 'pick-' + name}, label),
        h('select', {id: 'pick-' + name, change: event => ask({client: query.client, from, to, [name]: event.target.value})},
            numbers.map(number => h('option', {value: number, selected: number === current}, 'version ' + number))));
    let difference = h('p', {class: 'small'}, 'There is one version alone: nothing to hold it against. ', link(['reviews', last.proposal], 'Read it'));
    if (numbers.length > 1) {
        const diff = (await get(path + '/diff', {client: query.client, from, to})).data;
        difference = [h('div', {class: 'filters'}, pick('from', 'From', from), pick('to', 'To', to)), changes(diff.lines, 'version ' + from, 'version ' + to)];
    }
    return {
        title: data.id,
        content: [
            h('p', {class: 'lead'}, last.title),
            section('Versions', 'versions', box('Table of versions', h('table', {class: 'plain versions', role: 'table'},
                h('thead', null, h('tr', null, COLUMNS.map(name => h('th', {scope: 'col'}, name)))),
                h('tbody', null, [...data.versions].reverse().map(version)))),
            h('p', null, h('a', {href: '#/executions?runbook=' + encodeURIComponent(data.id)}, 'Its runs'))),
            section('Difference between versions', 'difference', difference),
        ],
    };
}
