package io.aiops4j.learning.json;

import io.aiops4j.learning.json.Finds.Rank;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values in a reply, past what a model writes around them. It goes over the text once; a value is read where it begins, so
 * that what stands inside its texts is never taken for a fence, a tag or another value.
 */
final class ReplyScanner {

    /** So many sketches, such as {@code {"name": ...}}, may stand in sentences. */
    private static final int MOST_SKETCHES = 16;

    /** So often a value without brackets is looked for. */
    private static final int MOST_LONE = 4;

    private final Reply reply;
    private final String text;
    private final Surroundings surroundings;
    private Finds finds;
    private Notes notes = new Notes();
    private @Nullable Fence fence;
    private int at;
    private int prose = -1; // where the text around begins
    private boolean clean = true; // nothing but blanks since the begin, or since the fence
    private boolean comments = true; // whether some still end
    private int open; // brackets in the text around
    private int sketches;
    private int lone;

    ReplyScanner(Reply reply) {
        this.reply = reply;
        this.text = reply.text();
        this.surroundings = new Surroundings(reply);
        this.finds = new Finds(reply);
    }

    /** The one value that is meant. */
    Find find() {
        if (text.startsWith("\ufeff")) {
            notes.tell(at++, "a byte order mark was left out");
        }
        while (at < text.length()) {
            step(text.charAt(at));
        }
        if (prose >= 0) {
            notes.tell(prose, "the text around the JSON was left out");
        }
        return finds.chosen(notes);
    }

    private void step(char c) {
        boolean bracket = c == '{' || c == '[';
        if (Gaps.isBlank(c)) {
            at++;
        } else if (c == '`' && Fence.marks(text, at) >= Fence.FEWEST) {
            fence();
        } else if (!((Thought.mayBegin(c) && thought()) || (c == '/' && comment()))) {
            if (bracket && (clean || surroundings.beginsValue(at))) {
                value();
            } else if (!clean || !loneValue()) {
                bracket(c);
                prose(1);
            }
        }
    }

    // one that closes nothing behind a value may belong to the value
    private void bracket(char c) {
        if (c == '{' || c == '[') {
            open++;
        } else if (c == '}' || c == ']') {
            open--;
        }
        if (open < 0) {
            open = 0;
            if (!finds.isEmpty() && !finds.fails()) {
                finds.fail(surroundings.notOpen(at), false);
            }
        }
    }

    private void prose(int length) {
        prose = prose < 0 ? at : prose;
        clean = false;
        at += length;
    }

    private void fence() {
        int marks = Fence.marks(text, at);
        if (fence != null && marks >= fence.marks()) {
            fence = null;
            at += marks;
            return;
        }
        Fence next = Fence.read(text, at);
        if (!reply.startsLine(at) && (finds.fails() || !next.holdsBrackets(text))) {
            prose(marks);
            return;
        }
        notes.tell(at, "a fence was left out");
        fence = next;
        clean = true;
        at = next.end();
    }

    private boolean thought() {
        Thought begun = Thought.opening(text, at);
        if (begun != null) {
            int end = begun.end(text, at);
            if (end < 0) {
                throw reply.refusal(at, begun.opening() + " is not closed", "Close it, and put the answer behind it.");
            }
            notes.tell(at, "what stands in " + begun.opening() + " was left out");
            at = end;
            return true;
        }
        Thought ended = Thought.closing(text, at);
        if (ended == null) {
            return false;
        }
        finds = finds.forgotten();
        notes = new Notes();
        notes.tell(0, "what stands in front of " + ended.closing() + " was left out");
        fence = null;
        open = 0;
        prose = -1;
        clean = true;
        at += ended.closing().length();
        return true;
    }

    private boolean comment() {
        boolean line = text.startsWith("//", at);
        boolean block = text.startsWith("/*", at) && comments;
        if (!(line || block) || !reply.startsLine(at)) {
            return false;
        }
        int end = line ? surroundings.lineEnd(at) : text.indexOf("*/", at + 2) + 2;
        if (end < at + 2) {
            comments = false;
            return false;
        }
        notes.tell(at, "a comment was left out");
        at = end;
        return true;
    }

    private void value() {
        int from = at;
        if (!clean) {
            surroundings.requireNothingBefore(from);
        }
        try {
            Find find = new ValueScanner(reply, from, fence != null).read();
            at = surroundings.end(find);
            finds.add(rank(find), find);
            clean = false;
        } catch (JsonRepairException e) {
            sketch(from, e);
        }
    }

    private Rank rank(Find find) {
        if (fence != null && fence.json()) {
            return Rank.JSON;
        }
        if (fence != null && clean) {
            return Rank.FENCED;
        }
        return surroundings.isMark(find) ? Rank.MARK : Rank.PLAIN;
    }

    private void sketch(int from, JsonRepairException reason) {
        int end = surroundings.sketchEnd(from);
        boolean words = end >= 0 && surroundings.isWords(from, end);
        boolean all = clean && (fence != null || !words); // there is nothing else in the fence, or in the reply
        if (all || (fence != null && fence.json()) || end < 0 || sketches++ >= MOST_SKETCHES) {
            throw reason;
        }
        finds.fail(reason, words);
        at = from;
        prose(end - from);
    }

    private boolean loneValue() {
        if (lone++ >= MOST_LONE) {
            return false;
        }
        try {
            Find find = new ValueScanner(reply, at, false).read();
            if (!find.notes().isEmpty() || !isLast(find.end())) {
                return false;
            }
            finds.add(fence == null ? Rank.PLAIN : Rank.FENCED, find);
            at = find.end();
            return true;
        } catch (JsonRepairException e) {
            return false;
        }
    }

    private boolean isLast(int end) {
        int next = Gaps.blanks(text, end);
        if (fence != null && next < text.length()) {
            next = Gaps.blanks(text, next + Fence.marks(text, next));
        }
        return next == text.length();
    }
}
