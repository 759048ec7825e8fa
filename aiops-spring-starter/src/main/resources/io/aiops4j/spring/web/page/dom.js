// How anything gets onto the page: elements by name, and texts as text nodes. Nothing here takes markup.

// what hides, turns the reading direction or looks like a blank; as Shown says in Java
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\u115f\u1160\u2800\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}]|(?! )\p{Zs}/gu;

function sign(c) {
    const hex = c.codePointAt(0).toString(16);
    const node = document.createElement('span');
    node.className = 'sign';
    node.title = 'A character that cannot be seen: U+' + hex.toUpperCase().padStart(4, '0');
    node.textContent = hex.length > 4 ? '\\u{' + hex + '}' : '\\u' + hex.padStart(4, '0');
    return node;
}

function append(node, child) {
    if (child === null || child === undefined || child === false) {
        return;
    }
    if (Array.isArray(child)) {
        child.forEach(each => append(node, each));
    } else if (child instanceof Node) {
        node.appendChild(child);
    } else {
        const text = String(child);
        let from = 0;
        for (const found of text.matchAll(HIDDEN)) {
            node.append(text.slice(from, found.index), sign(found[0]));
            from = found.index + found[0].length;
        }
        node.append(text.slice(from));
    }
}

/** An element. A function is a listener; links stay on this page. */
export function h(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
        if (value === null || value === undefined || value === false) {
            continue;
        }
        if (typeof value === 'function') {
            node.addEventListener(key, value);
        } else if (key === 'href' && !String(value).startsWith('#')) {
            throw new Error('A link that leaves the page: ' + value);
        } else if (key === 'style' || key.startsWith('on')) {
            throw new Error('No attribute of this page: ' + key);
        } else {
            node.setAttribute(key, value === true ? '' : String(value));
        }
    }
    children.forEach(child => append(node, child));
    return node;
}

/** A text of many lines, each on a line of its own, and nothing else of it turned into anything. */
export function lines(text) {
    return String(text).split('\n').map(line => h('span', {class: 'line'}, line));
}

/** Words that were written with underscores. */
export function words(text) {
    const plain = String(text).replaceAll('_', ' ').toLowerCase();
    return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** A person or a part of the library, without the kind in front. */
export function who(actor) {
    const text = String(actor);
    return text.startsWith('person:')
        ? h('span', {class: 'who'}, text.slice('person:'.length))
        : h('span', {class: 'who machine'}, text.replace(/^system:/, ''), h('span', {class: 'unseen'}, ' (automatic)'));
}

const STEPS = [[60, 'second', 1], [3600, 'minute', 60], [86400, 'hour', 3600], [Infinity, 'day', 86400]];
const relative = new Intl.RelativeTimeFormat('en', {numeric: 'auto'});

function ago(iso) {
    const seconds = Math.round((new Date(iso).getTime() - Date.now()) / 1000);
    if (Math.abs(seconds) < 5) {
        return 'just now';
    }
    const [, unit, size] = STEPS.find(([most]) => Math.abs(seconds) < most);
    return relative.format(Math.trunc(seconds / size), unit);
}

export function exact(iso) {
    return new Date(iso).toLocaleString('en-GB', {dateStyle: 'medium', timeStyle: 'medium'});
}

/** A time as people say it; exactly, when it is pointed at or reached by keyboard. */
export function time(iso, focusable = true) {
    if (!iso) {
        return '';
    }
    return h('time', {datetime: iso, 'data-exact': exact(iso), title: exact(iso), tabindex: focusable ? 0 : null}, ago(iso));
}

export function freshenTimes() {
    for (const node of document.querySelectorAll('time[datetime]')) {
        const text = ago(node.getAttribute('datetime'));
        if (node.textContent !== text) {
            node.textContent = text;
        }
    }
}

/** So many milliseconds, in words. */
export function duration(ms) {
    if (ms < 1000) {
        return ms + ' ms';
    }
    if (ms < 60_000) {
        return (ms / 1000).toFixed(1) + ' s';
    }
    const minutes = Math.floor(ms / 60_000);
    return minutes < 60 ? minutes + ' min ' + Math.round(ms % 60_000 / 1000) + ' s' : Math.floor(minutes / 60) + ' h ' + minutes % 60 + ' min';
}

/** ISO 8601 as the library writes it, such as PT1M2.5S, in milliseconds. */
export function millis(text) {
    const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(text);
    return parts ? Math.round(((parts[1] || 0) * 3600 + (parts[2] || 0) * 60 + Number(parts[3] || 0)) * 1000) : 0;
}

export function badge(kind, text) {
    return h('span', {class: 'badge ' + kind + '-' + String(text).replace(/[^a-z_]/g, '')}, words(text));
}

/** Tells those who do not see it. */
export function say(text) {
    document.getElementById('said').textContent = text;
}

export function route(...parts) {
    return '#/' + parts.map(encodeURIComponent).join('/');
}

export function link(parts, ...children) {
    return h('a', {href: route(...parts)}, ...children);
}

/** A part of a view with a heading. */
export function section(title, id, ...children) {
    return h('section', {'aria-labelledby': id, class: 'part', 'data-part': id}, h('h2', {id}, title), ...children);
}

export function facts(...pairs) {
    const list = h('dl', {class: 'facts'});
    for (let i = 0; i < pairs.length; i += 2) {
        const value = pairs[i + 1];
        if (value !== null && value !== undefined && value !== '' && value !== false) {
            list.append(h('div', null, h('dt', null, pairs[i]), h('dd', null, value)));
        }
    }
    return list;
}

/** What is wide scrolls within its own box, which the keyboard reaches. */
export function box(label, ...children) {
    return h('div', {class: 'box', role: 'region', 'aria-label': label, tabindex: 0}, ...children);
}

/** A dialog that gives the focus back to where it was. */
export function dialog(title, build) {
    const back = document.activeElement;
    const node = h('dialog', {'aria-labelledby': 'dialog-title'}, h('h2', {id: 'dialog-title'}, title));
    const close = () => node.close();
    append(node, build(close));
    node.addEventListener('close', () => {
        node.remove();
        if (back && back.isConnected) {
            back.focus();
        }
    });
    document.body.append(node);
    node.showModal();
    return node;
}
