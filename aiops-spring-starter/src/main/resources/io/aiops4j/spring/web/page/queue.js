// What waits for a person, the most urgent first.

import {badge, h, link, say, time, who} from './dom.js';
import {get, self} from './api.js';

const KINDS = ['runbook', 'run-now', 'pattern'];
const STATES = ['pending', 'claimed', 'expired'];
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
            each.deadline && h('div', {class: 'small'}, 'too late ', time(each.deadline, false))));
}

function choice(label, id, values, current, change) {
    return h('div', {class: 'field'}, h('label', {for: id}, label),
        h('select', {id, change}, h('option', {value: ''}, 'All'),
            [...new Set([...values, ...(current ? [current] : [])])].map(value => h('option', {value, selected: value === current}, value.replaceAll('_', ' ')))));
}

export async function queue({query, ask}) {
    const list = h('ol', {class: 'list', 'aria-label': 'Proposals that wait'});
    const empty = h('div', {class: 'empty'});
    const more = h('button', {type: 'button', class: 'quiet', hidden: true, click: onMore}, 'Show more');
    const count = h('p', {class: 'small', id: 'count'});
    const filters = {kind: query.kind, state: query.state, client: query.client};
    let pages = 1;
    let seen = new Map();

    async function read() {
        const all = [];
        let after = null;
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
        empty.replaceChildren(...(nodes.length > 0 ? [] : filtered
            ? [h('p', null, 'Nothing that waits is like this.'), h('p', null, h('a', {href: '#/queue'}, 'Show everything'))]
            : [h('p', {class: 'big'}, 'Nothing waits for you.'), h('p', null, 'What fails is learned from, and what could be better comes here by itself. ',
                h('a', {href: '#/incidents'}, 'What is open'), ' · ', h('a', {href: '#/runbooks'}, 'What is known'))]));
        count.textContent = nodes.length === 0 ? '' : nodes.length + (after ? ' and more' : '') + (nodes.length === 1 && !after ? ' proposal waits' : ' proposals wait');
        more.hidden = !after || pages >= MOST_PAGES;
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
        title: 'What waits',
        content: [
            h('div', {class: 'filters', role: 'search', 'aria-label': 'Filters'},
                choice('Kind', 'filter-kind', KINDS, query.kind, change('kind')),
                choice('State', 'filter-state', STATES, query.state, change('state')),
                query.client && h('div', {class: 'field'}, h('span', null, 'Client ', h('strong', null, query.client)), h('a', {href: '#/queue'}, 'all clients'))),
            count, list, empty, more,
        ],
        async refresh(current) {
            const read1 = await read();
            if (current()) {
                const fresh = draw(read1);
                if (fresh > 0) {
                    say(fresh === 1 ? 'One more proposal waits.' : fresh + ' more proposals wait.');
                }
            }
        },
    };
}
