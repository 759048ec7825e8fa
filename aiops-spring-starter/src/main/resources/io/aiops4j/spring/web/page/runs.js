// What was run: a list, one run with what people say of it, and one run as a part of another view.

import {badge, box, duration, facts, h, lines, link, millis, section, time} from './dom.js';
import {get} from './api.js';
import {states} from './diff.js';
import {remarks, word} from './word.js';

function verified(verification) {
    return [badge('verified', verification.outcome), ' ', verification.method && h('span', {class: 'small'}, 'by ', verification.method),
        verification.detail && h('div', {class: 'prose small'}, lines(verification.detail))];
}

function step(each, i) {
    const parameters = Object.entries(each.parameters || {});
    return h('li', null,
        h('div', {class: 'head'}, h('strong', null, each.name), ' ', h('code', null, each.action), ' ', badge('step', each.status),
            h('span', {class: 'small'}, ' ', duration(millis(each.duration)), each.attempts > 1 && ', ' + each.attempts + ' attempts')),
        parameters.length > 0 && h('div', {class: 'small'}, parameters.map(([name, value]) => h('span', {class: 'pair'}, h('code', null, name), ' = ', value))),
        each.error && box('Error of step ' + (i + 1), h('pre', {class: 'error'}, lines(each.error))),
        each.output && h('details', null, h('summary', null, 'Output'), box('Output of step ' + (i + 1), h('pre', null, lines(each.output)))));
}

/** What happened in a run, in the order in which one asks. */
export function run(result) {
    return [
        facts(
            'Status', badge('status', result.status),
            'Helped', result.success ? 'Yes' : 'No',
            'Verification', verified(result.verification),
            'Kind of failure', result.failureType && badge('failure', result.failureType),
            'Target', result.target,
            'When', [time(result.started), ', took ', duration(new Date(result.ended) - new Date(result.started))],
            'Host', result.host),
        result.error && [h('h3', null, 'Error'), box('Error', h('pre', {class: 'error'}, lines(result.error)))],
        h('h3', null, 'Steps'),
        result.steps.length > 0 ? h('ol', {class: 'steps'}, result.steps.map(step)) : h('p', {class: 'small'}, 'No step was started.'),
        h('h3', null, 'State before and after'), states(result.before, result.after),
    ];
}

function choices({id, version}) {
    if (version === 0) {
        return [{name: 'no-runbook', why: 'It was no run of a runbook: there is no version for which it could count.'}];
    }
    const path = '/executions/' + encodeURIComponent(id) + '/feedback';
    return [
        {name: 'helped', label: 'It helped', path, body: {helped: true}, done: 'That it helped is written.'},
        {name: 'did-not', label: 'It did not help', path, body: {helped: false}, done: 'That it did not help is written, and counts against this version.'}];
}

function said(feedback) {
    return section('What people say of it', 'people', feedback.length > 0
        ? remarks(feedback.map(each => ({by: each.by, what: each.helped ? 'says that it helped' : 'says that it did not help', time: time(each.time), note: each.note && lines(each.note)})))
        : h('p', {class: 'small'}, 'Nobody said anything yet.'));
}

export async function execution({id, reload}) {
    const {data} = await get('/executions/' + encodeURIComponent(id));
    const labels = Object.entries(data.labels || {});
    const mine = word(data.id, choices(data), 'If you like. That it did not help counts against the version, whatever was verified; that it helped proves nothing. Your last word counts.', reload);
    return {
        title: (data.version > 0 ? data.runbook + ' v' + data.version : data.runbook) + ' on ' + (data.target || 'no target'),
        content: [
            h('div', {class: 'chips'}, h('code', null, data.id),
                data.version > 0 && link(['runbooks', data.runbook], 'the runbook'),
                data.incident && link(['incidents', data.incident], 'the incident'),
                mine.jump),
            h('div', {class: 'beside'},
                h('div', {class: 'reading'},
                    section('What happened', 'run', run(data)),
                    said(data.feedback),
                    data.watched.length > 0 && section('Watched afterwards', 'watched', data.watched.map(state => [h('h3', null, time(state.time)), states(data.after, state)])),
                    labels.length > 0 && section('Labels', 'labels', facts(...labels.flat()))),
                mine.node),
        ],
    };
}

/** Runs as a list. */
export function runList(items) {
    return h('ol', {class: 'list', 'aria-label': 'Runs'}, items.map(each => h('li', {class: 'item', 'data-stop': true},
        h('div', {class: 'urgency'}, badge('status', each.status)),
        h('div', {class: 'what'}, link(['executions', each.id], each.version > 0 ? each.runbook + ' v' + each.version : each.runbook),
            h('div', {class: 'small'}, each.target, each.error && [' · ', each.error.split('\n')[0].slice(0, 160)])),
        h('div', {class: 'state'}, badge('verified', each.verification.outcome)),
        h('div', {class: 'age'}, time(each.started, false)))));
}

export async function executions({query}) {
    const {data} = await get('/executions', {...query, limit: 50});
    return {
        title: 'Runs',
        content: data.items.length === 0
            ? h('div', {class: 'empty'}, h('p', {class: 'big'}, 'Nothing was run yet.'), h('p', null, 'A run begins when an approved runbook is against what failed, or when somebody asks for it.'))
            : [runList(data.items), data.next && h('p', null, h('a', {href: '#/executions?' + new URLSearchParams({...query, after: data.next})}, 'Older ones'))],
    };
}
