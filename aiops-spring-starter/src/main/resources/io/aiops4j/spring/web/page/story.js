// How a proposal came about: what failed, why, what the past says of it, and whether somebody tried to talk to a model.

import {badge, facts, h, lines, link, section} from './dom.js';
import {get} from './api.js';
import {run} from './runs.js';

const TOLD = {fixed: 'would have fixed', broken: 'would have broken', spared: 'would not have started', cannot_tell: 'cannot tell', same: 'no difference'};

function replayed(replay) {
    return section('What the past says', 'replay',
        h('p', null, 'Run on paper against ' + replay.cases + ' past ' + (replay.cases === 1 ? 'run' : 'runs') + ':'),
        h('ul', {class: 'scores'},
            h('li', {class: replay.fixed > 0 ? 'good' : null}, h('strong', null, replay.fixed + ' of ' + replay.failures), ' failures would have been fixed'),
            h('li', {class: replay.broken > 0 ? 'bad' : null}, h('strong', null, replay.broken), ' would have been broken'),
            replay.spared > 0 && h('li', null, h('strong', null, replay.spared), ' would not have been started'),
            h('li', null, h('strong', null, replay.cannotTell), ' cannot be told'),
            h('li', null, h('strong', null, Number(replay.score).toFixed(2)), ' score, from −1 to 1')),
        replay.told.length > 0 && h('details', {open: replay.broken > 0}, h('summary', null, 'Case by case'),
            h('ul', {class: 'cases'}, replay.told.map(each => h('li', null,
                h('span', {class: 'badge verdict-' + each.verdict}, TOLD[each.verdict] || each.verdict), ' ',
                link(['executions', each.execution], each.execution), h('div', {class: 'small'}, each.why)))),
            replay.told.length < replay.cases && h('p', {class: 'small'}, 'The others would not have been different, or are left out.')));
}

function scanned(findings) {
    return section('Somebody may have spoken to the model', 'findings',
        h('div', {class: 'notice bad'},
            h('p', null, 'What was recorded reads like instructions to a model, which it must not follow. Look twice at what it drafted.'),
            h('ul', null, findings.map(each => h('li', null, each)))));
}

/** The parts of the story that there are. */
export async function story(proposal) {
    const told = proposal.story || {};
    const parts = [];
    if (told.findings && told.findings.length > 0) {
        parts.push(scanned(told.findings));
    }
    parts.push(section('Why it was proposed', 'why',
        proposal.why ? h('div', {class: 'prose'}, lines(told.reason || proposal.why)) : h('p', {class: 'small'}, 'No reason was given with it.'),
        told.analysis && facts(
            'Kind of failure', badge('failure', told.analysis.failureType),
            'Cause', told.analysis.cause,
            'How sure', Math.round(told.analysis.confidence * 100) + ' %, by ' + told.analysis.source,
            'Evidence', told.analysis.evidence && told.analysis.evidence.length > 0 && h('ul', null, told.analysis.evidence.map(each => h('li', null, each)))),
        told.incident && h('p', null, link(['incidents', told.incident], 'The incident'))));
    if (told.replay) {
        parts.push(replayed(told.replay));
    }
    if (told.execution) {
        try {
            const {data} = await get('/executions/' + encodeURIComponent(told.execution));
            parts.push(section('The run that led to it', 'run', h('p', null, link(['executions', data.id], data.runbook + ' v' + data.version + ' on ' + data.target)), run(data)));
        } catch (trouble) {
            parts.push(section('The run that led to it', 'run', h('p', {class: 'notice'}, trouble.message)));
        }
    }
    return parts;
}
