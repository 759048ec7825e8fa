// Differences: line beside line, and within lines down to the word. Signs and words say what colours say.

import {box, h} from './dom.js';

const AROUND = 3;
const WORDS = {added: 'added', removed: 'removed', changed: 'changed', same: ''};

function pieces(line, side) {
    const left = side === 'before';
    if (line.kind === 'changed') {
        return line.pieces.filter(piece => piece.kind !== (left ? 'added' : 'removed')).map(piece =>
            piece.kind === 'same' ? piece.text : h(left ? 'del' : 'ins', null, piece.text));
    }
    if (line.kind === 'removed') {
        return left ? h('del', null, line.text) : '';
    }
    if (line.kind === 'added') {
        return left ? '' : h('ins', null, line.text);
    }
    return line.text;
}

function row(line) {
    const gone = line.kind === 'removed' || line.kind === 'changed';
    const come = line.kind === 'added' || line.kind === 'changed';
    return h('tr', {role: 'row', class: 'line-' + line.kind},
        h('td', {role: 'cell', class: 'number before'}, line.from || ''),
        h('td', {role: 'cell', class: 'sign-cell before'}, gone ? [h('span', {'aria-hidden': 'true'}, '−'), h('span', {class: 'unseen'}, WORDS[line.kind] + ' from ')] : ''),
        h('td', {role: 'cell', class: 'text before'}, h('code', null, pieces(line, 'before'))),
        h('td', {role: 'cell', class: 'number after'}, line.to || ''),
        h('td', {role: 'cell', class: 'sign-cell after'}, come ? [h('span', {'aria-hidden': 'true'}, '+'), h('span', {class: 'unseen'}, line.kind === 'changed' ? 'to ' : 'added ')] : ''),
        h('td', {role: 'cell', class: 'text after'}, h('code', null, pieces(line, 'after'))));
}

function fold(body, hidden) {
    const button = h('button', {type: 'button', class: 'quiet', click: () => {
        const rows = hidden.map(row);
        fragment.replaceWith(...rows);
        rows[0].tabIndex = -1;
        rows[0].focus();
    }}, hidden.length + ' lines that are the same');
    const fragment = h('tr', {role: 'row', class: 'fold'}, h('td', {role: 'cell', colspan: 6}, button));
    body.append(fragment);
}

/** Lines with their kinds, as the routes give them. */
export function changes(all, before, after) {
    // what stands behind the last line break is no line
    const end = all[all.length - 1];
    const lines = end && end.text === '' ? all.slice(0, -1) : all;
    const body = h('tbody', {role: 'rowgroup'});
    const moved = !before ? [] : lines.map((line, i) => line.kind === 'same' ? -1 : i).filter(i => i >= 0);
    const near = i => moved.some(at => Math.abs(at - i) <= AROUND);
    let hidden = [];
    const flush = () => {
        hidden.length > 2 ? fold(body, hidden) : hidden.forEach(line => body.append(row(line)));
        hidden = [];
    };
    lines.forEach((line, i) => {
        if (moved.length > 0 && !near(i)) {
            hidden.push(line);
        } else {
            flush();
            body.append(row(line));
        }
    });
    flush();
    const count = kind => lines.filter(line => line.kind === kind).length;
    const counts = [['changed', count('changed')], ['added', count('added')], ['removed', count('removed')]].filter(([, n]) => n > 0);
    return [
        before && h('p', {class: 'small'}, counts.length === 0 ? 'Nothing is different.' : counts.map(([kind, n]) => n + (n === 1 ? ' line ' : ' lines ') + kind).join(', ') + '.'),
        box(before ? 'Difference from ' + before + ' to ' + after : after, h('table', {role: 'table', class: 'diff' + (before ? '' : ' new')},
            h('colgroup', null, ['before', 'after'].map(side => [h('col', {class: 'number ' + side}), h('col', {class: 'sign-cell ' + side}), h('col', {class: side})])),
            h('thead', {role: 'rowgroup'}, h('tr', {role: 'row'},
                h('th', {role: 'columnheader', colspan: 3, class: 'before'}, before || 'nothing'),
                h('th', {role: 'columnheader', colspan: 3, class: 'after'}, after))),
            body)),
    ];
}

const SIGNS = {'+': 'added', '-': 'removed', '~': 'changed', '>': 'moved', '!': 'warning'};

/** A difference in words, one change a line. */
export function summary(text) {
    return h('ul', {class: 'summary'}, String(text).split('\n').filter(line => line.trim()).map(line => {
        const kind = line.charAt(1) === ' ' ? SIGNS[line.charAt(0)] : null;
        return h('li', {class: kind ? 'sum-' + kind : null},
            kind && h('span', {class: 'mark'}, kind), h('code', null, kind ? line.slice(2) : line));
    }));
}

/** Values before and after, what changed first. */
export function states(before, after) {
    const names = [...new Set([...Object.keys(before.values), ...Object.keys(after.values)])].sort();
    const unknown = {...before.unknown, ...after.unknown};
    const differs = name => before.values[name] !== after.values[name];
    const line = name => h('tr', {class: differs(name) ? 'differs' : null},
        h('th', {scope: 'row'}, h('code', null, name)),
        h('td', null, name in before.values ? (differs(name) ? h('del', null, before.values[name]) : before.values[name]) : '–'),
        h('td', null, name in after.values ? (differs(name) ? h('ins', null, after.values[name]) : after.values[name]) : '–'),
        h('td', null, differs(name) ? 'changed' : 'same'));
    const table = (label, shown) => box(label, h('table', {class: 'plain'},
        h('thead', null, h('tr', null, ['Value', 'Before', 'After', ''].map(each => h('th', {scope: 'col'}, each || h('span', {class: 'unseen'}, 'Whether it changed'))))),
        h('tbody', null, shown.map(line))));
    const changed = names.filter(differs);
    const same = names.filter(name => !differs(name));
    return [
        names.length === 0 && h('p', {class: 'small'}, 'No probe read anything of the target.'),
        names.length > 0 && changed.length === 0 && h('p', {class: 'small'}, 'No value changed.'),
        changed.length > 0 && table('Values that changed', changed),
        same.length > 0 && h('details', null, h('summary', null, same.length === 1 ? 'One value that stayed the same' : same.length + ' values that stayed the same'), table('Values that stayed the same', same)),
        Object.keys(unknown).length > 0 && h('ul', {class: 'small'}, Object.entries(unknown).map(([name, why]) => h('li', null, h('code', null, name), ' is not known: ', why))),
    ];
}
