// One proposal: exactly what would be approved, beside what it replaces, and how it came about.

import {badge, box, facts, h, lines, link, section, time, who, words} from './dom.js';
import {get} from './api.js';
import {changes, summary} from './diff.js';
import {story} from './story.js';
import {requested, verdict} from './verdict.js';

const SAID = {submit: 'Proposed', claim: 'Claimed', release: 'Given back', approve: 'Approved', reject: 'Rejected', request_changes: 'Changes asked for',
    edit: 'Edited', withdraw: 'Withdrawn', prioritise: 'Priority changed', revoke: 'Approval taken back', use: 'Used', suspend: 'Suspended by a rule'};

function history(past) {
    return section('History', 'history', h('ol', {class: 'timeline'}, past.map(each => h('li', null,
        h('div', null, h('strong', null, SAID[each.move] || words(each.move)), ' by ', who(each.actor), ' ', time(each.time)),
        each.move !== 'submit' && each.note && h('div', {class: 'prose small'}, lines(each.note))))));
}

function difference(proposal) {
    const change = proposal.changes;
    return section(change && change.from ? 'What changes' : 'What it is', 'changes',
        proposal.diff && (!change || change.from) && [h('h3', null, 'In short'), summary(proposal.diff)],
        change && [change.from && h('h3', null, 'Line by line'),
            changes(change.lines, change.from ? 'version ' + change.from : '', 'version ' + change.to)]);
}

// the runbook as it would run, if it is still what was asked for
async function steps(request) {
    try {
        const {data} = await get('/runbooks/' + encodeURIComponent(request.runbookId) + '/versions/' + request.runbookVersion,
            {client: request.client === 'default' ? null : request.client});
        return data.digest === request.runbookDigest ? data : null;
    } catch (trouble) {
        return null;
    }
}

// the permission to run now: what would run, and where
async function asked(request) {
    const runbook = await steps(request);
    const parameters = Object.entries(request.parameters || {});
    return section('What would run now', 'request',
        facts(
            'Runbook', [link(['runbooks', request.runbookId], request.runbookId + ' v' + request.runbookVersion), runbook && [' · ', runbook.title]],
            'On', request.target,
            'Against', request.incidentId && link(['incidents', request.incidentId], words(request.incidentType || request.incidentId)),
            'With', parameters.length > 0
                ? h('div', null, parameters.map(([name, value]) => h('div', null, h('code', null, name), ' = ', value)))
                : 'the values that the runbook has itself',
            'Asked', request.requested ? [time(request.requested), ' by ', who(request.requestedBy)] : ['by ', who(request.requestedBy)],
            'Digest of it', h('code', {class: 'digest'}, request.runbookDigest)),
        runbook && h('details', {open: matchMedia('(min-width: 60rem)').matches}, h('summary', null, 'The runbook in full'), box('The runbook', h('pre', {class: 'content'}, lines(runbook.yaml.trimEnd())))));
}

function content(proposal) {
    return section('Exactly what is approved', 'content',
        facts('Digest (SHA-256)', h('code', {class: 'digest'}, proposal.digest)),
        h('details', null, h('summary', null, 'The content, byte for byte'),
            box('Content', h('pre', {class: 'content'}, lines(proposal.content)))));
}

export async function proposal({id, reload}) {
    const read = async () => {
        const {data, etag} = await get('/reviews/' + encodeURIComponent(id));
        return {...data, etag};
    };
    const now = await read();
    const parts = await story(now);
    const request = requested(now);
    const run = request && await asked(request);
    const say = verdict(now, reload);
    let seen = now.etag;
    return {
        title: now.title,
        content: [
            h('div', {class: 'chips'},
                badge('state', now.state), h('span', null, 'Risk ', badge('risk', now.risk)), h('span', null, 'Priority ', badge('priority', now.priority)),
                h('span', null, h('span', {class: 'kind'}, now.kind), ' by ', now.authors.map((each, i) => [i > 0 && ', ', who(each)]), ' ', time(now.created)),
                now.client !== 'default' && h('span', null, 'client ', now.client),
                now.deadline && now.moves.includes('approve') && h('span', {class: 'late'}, 'to be decided ', time(now.deadline)),
                now.claimedBy && h('span', {id: 'claim'}, 'claimed by ', who(now.claimedBy), ', ends ', time(now.claimedUntil)),
                now.replaces && h('span', null, 'replaces ', link(['reviews', now.replaces], now.replaces)),
                now.changes && h('span', null, link(['runbooks', now.changes.runbook], 'all versions')),
                h('button', {type: 'button', class: 'jump', click: () => say.focus()}, 'Go to your word')),
            h('div', {class: 'beside'},
                h('div', {class: 'reading'}, parts.filter(part => part.dataset.part === 'findings'), run || difference(now), content(now),
                    parts.filter(part => part.dataset.part !== 'findings'), history(now.history)),
                say.node),
        ],
        async refresh(current) {
            if (say.busy()) {
                return;
            }
            const next = await read();
            if (current() && next.etag !== seen) {
                seen = next.etag;
                say.moved(next);
            }
        },
    };
}
