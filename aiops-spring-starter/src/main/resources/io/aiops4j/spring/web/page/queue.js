// What waits for a person, the most urgent first; and what was decided, the newest first.

import {badge, h, link, route, say, time, who} from './dom.js';
import {get, self} from './api.js';

const KINDS = ['runbook', 'run-now', 'pattern'];
const WAITING = ['pending', 'claimed'];
const OVER = [['decided', 'all that is over'], ...['approved', 'used', 'changes_requested', 'rejected', 'withdrawn', 'superseded', 'expired', 'revoked'].map(state => [state, state])];
const MOST_PAGES = 4;

function item(each) {
    const mine = each.author === self().actor;
    return h('li', {'data-id': each.id, 'data-stop': true, class: 'item'},
        h('div', {class: 'urgency'}, badge('priority', each.priority)),
        h('div', {class: 'what'},
            link(['reviews', each.id], each.title),
            h('div', {class: 'small'}, h('span', {class: 'kind'}, each.kind), ' · by ', who(each.author), mine && ' (you)',
                each.client !== 'default' && [' · client ', each.client])),
        h('div', {class: 'risk'}, h('span', {class: 'label'}, 'Risk '), badge('risk', each.risk)),
        h('div', {class: 'state'}, badge('state', each.state),
            each.claimedBy && h('div', {class: 'small'}, 'by ', who(each.claimedBy), ', ends ', time(each.claimedUntil, false))),
        h('div', {class: 'age'}, h('span', {class: 'label'}, 'Since '), time(each.created, false),
            each.deadline && WAITING.includes(each.state) && h('div', {class: 'small'}, 'to be decided ', time(each.deadline, false))));
}

function option(value, text, current) {
    return h('option', {value, selected: value === current}, text.replaceAll('_', ' '));
}

function choice(label, id, change, options) {
    return h('div', {class: 'field'}, h('label', {for: id}, label), h('select', {id, change}, options));
}

function kinds(current) {
    return [option('', 'all', ''), [...new Set([...KINDS, ...(current ? [current] : [])])].map(kind => option(kind, kind, current))];
}

function states(current) {
    return [
        h('optgroup', {label: 'What waits'}, option('', 'all that waits', current || ''), WAITING.map(state => option(state, state, current))),
        h('optgroup', {label: 'What is over'}, OVER.map(([state, text]) => option(state, text, current))),
        current && ![...WAITING, ...OVER.map(([state]) => state)].includes(current) && option(current, current, current)];
}

// without what was not asked for
function set(filters) {
    return Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
}

export async function queue({query, ask}) {
    const over = Boolean(query.state) && !WAITING.includes(query.state);
    const list = h('ol', {class: 'list', 'aria-label': over ? 'Proposals that were decided' : 'Proposals that wait'});
    const empty = h('div', {class: 'empty'});
    const more = h('button', {type: 'button', class: 'quiet', hidden: true, click: onMore}, 'Show more');
    const older = h('p', null);
    const count = h('p', {class: 'small', id: 'count'});
    const filters = {kind: query.kind, state: query.state, client: query.client};
    let pages = 1;
    let seen = new Map();

    async function read() {
        const all = [];
        let after = query.after || null;
        for (let i = 0; i < pages; i++) {
            const {data} = await get('/reviews', {...filters, after});
            all.push(...data.items);
            after = data.next;
            if (!after) {
                break;
            }
        }
        return {all, after};
    }

    function draw({all, after}) {
        const known = seen;
        seen = new Map();
        const focused = document.activeElement && document.activeElement.closest && document.activeElement.closest('li[data-id]');
        const nodes = all.map(each => {
            const key = JSON.stringify(each);
            const old = known.get(each.id);
            const node = old && old.key === key ? old.node : item(each);
            seen.set(each.id, {key, node});
            return node;
        });
        const same = nodes.length === list.children.length && nodes.every((node, i) => list.children[i] === node);
        if (!same) {
            list.replaceChildren(...nodes);
            const again = focused && seen.get(focused.dataset.id);
            if (again) {
                again.node.querySelector('a').focus({preventScroll: true});
            }
        }
        const filtered = Object.values(filters).some(value => value);
        empty.replaceChildren(...(nodes.length > 0 ? [] : over
            ? [h('p', null, after ? 'None of these is like this. There are older ones.' : 'Nothing that is over is like this. What was decided a moment ago may come a moment later.'), h('p', null, h('a', {href: '#/queue'}, 'To what waits'))]
            : filtered
            ? [h('p', null, 'Nothing that waits is like this.'), h('p', null, h('a', {href: '#/queue'}, 'Show all that waits'))]
            : [h('p', {class: 'big'}, 'Nothing waits for you.'), h('p', null, 'What fails is learned from, and what could be better comes here by itself. ',
                h('a', {href: '#/incidents'}, 'What is open'), ' · ', h('a', {href: '#/queue?state=decided'}, 'What was decided'), ' · ', h('a', {href: '#/runbooks'}, 'What is known'))]));
        const one = nodes.length === 1 && !after;
        count.textContent = nodes.length === 0 ? '' : nodes.length + (after ? ' and more' : '') + (over ? (one ? ' proposal' : ' proposals') + ', the newest first' : one ? ' proposal waits' : ' proposals wait');
        more.hidden = !after || pages >= MOST_PAGES;
        older.replaceChildren(...(after && more.hidden ? [h('a', {href: route('queue') + '?' + new URLSearchParams({...set(filters), after})}, 'Further ones')] : []));
        return [...seen.keys()].filter(id => !known.has(id)).length;
    }

    async function onMore() {
        pages++;
        const from = list.children.length;
        draw(await read());
        if (list.children[from]) {
            list.children[from].querySelector('a').focus();
        }
    }

    draw(await read());
    const change = name => event => ask({...filters, [name]: event.target.value});
    return {
        title: over ? 'What is over' : 'What waits',
        content: [
            h('div', {class: 'filters', role: 'search', 'aria-label': 'Filters'},
                choice('Kind', 'filter-kind', change('kind'), kinds(query.kind)),
                choice('State', 'filter-state', change('state'), states(query.state)),
                query.client && h('div', {class: 'field'}, h('span', null, 'Client ', h('strong', null, query.client), ' '), h('a', {href: '#/queue'}, 'all clients')),
                query.after && h('p', null, h('a', {href: route('queue') + '?' + new URLSearchParams(set(filters))}, 'From the beginning'))),
            count, list, empty, more, older,
        ],
        async refresh(current) {
            const read1 = await read();
            if (current()) {
                const fresh = draw(read1);
                if (fresh > 0 && !over) {
                    say(fresh === 1 ? 'One more proposal waits.' : fresh + ' more proposals wait.');
                }
            }
        },
    };
}
