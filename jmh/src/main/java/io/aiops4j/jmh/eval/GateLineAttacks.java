package io.aiops4j.jmh.eval;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.run.RunRequest;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.jmh.eval.GateForger.Line;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Attacks on what is stored: one line of the approved runbook, of the permission or of the roster, in a journal linked again. */
final class GateLineAttacks {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String[][] EDITS = {
        {"\"mb\":\"${mb}\"", "\"mb\":\"4096\""},
        {"\"action\":\"restart\"", "\"action\":\"limit\""},
        {"${target.service}", "mysql"},
        {"\"max\":\"4096\"", "\"max\":\"8192\""},
        {"\"version\":1", "\"version\":2"},
        {"\"onFailure\":\"stop\"", "\"onFailure\":\"continue\""},
        {"status = running", "status = down"},
        {"rb1:{", "rb1: {"},
    };

    private GateLineAttacks() {}

    private interface Change {
        Line of(Line line, Random random);
    }

    static List<GateAttack> all() {
        return List.of(
                runbook("runbook_byte", (line, random) -> line.payload(flip(line.payload(), random))),
                runbook("runbook_length", (line, random) -> line.payload(resize(line.payload(), random))),
                runbook("runbook_content", (line, random) -> content(line, text -> flip(text, random), false)),
                runbook("runbook_content_digest", (line, random) -> content(line, text -> flip(text, random), true)),
                runbook("runbook_field", (line, random) -> content(line, text -> edit(text, random), true)),
                permission("permission_byte", (line, random) -> line.payload(flip(line.payload(), random))),
                permission("permission_content", (line, random) -> content(line, text -> flip(text, random), false)),
                permission(
                        "permission_content_digest", (line, random) -> content(line, text -> flip(text, random), true)),
                word("word_byte", (line, random) -> line.payload(flip(line.payload(), random))),
                word("word_widened", GateLineAttacks::widened),
                line(
                        "header",
                        (setting, random) -> any(setting, random, 1 + random.nextInt(2)),
                        GateLineAttacks::header),
                line(
                        "roster_line",
                        (setting, random) -> place(ReviewEntries.AUTHORITY, 1 + random.nextInt(3)),
                        (l, r) -> r.nextBoolean() ? header(l, r) : l.payload(flip(l.payload(), r))),
                line("author_rewritten", (setting, random) -> any(setting, random, 1), GateLineAttacks::author),
                new GateAttack("line_of_another", GateLineAttacks::swapped),
                new GateAttack("author_then_approved", GateLineAttacks::hiddenAuthor));
    }

    /** Where the altered line stands. */
    private record Place(String stream, long version) {}

    private record Setting(GatePlant plant, String runbook, String permission, RunRequest request) {}

    private interface Choice {
        Place of(Setting setting, Random random);
    }

    private static Place place(String stream, long version) {
        return new Place(stream, version);
    }

    private static Place any(Setting setting, Random random, long version) {
        return place(random.nextBoolean() ? setting.runbook() : setting.permission(), version);
    }

    private static GateAttack runbook(String kind, Change change) {
        return line(kind, (setting, random) -> place(setting.runbook(), 1), change);
    }

    private static GateAttack permission(String kind, Change change) {
        return line(kind, (setting, random) -> place(setting.permission(), 1), change);
    }

    private static GateAttack word(String kind, Change change) {
        return line(kind, (setting, random) -> any(setting, random, 2), change);
    }

    private static GateAttack line(String kind, Choice choice, Change change) {
        return new GateAttack(kind, (scene, random, altered) -> {
            Setting setting = setting(scene);
            Place at = choice.of(setting, random);
            GatePlant rewritten = GateForger.rewritten(
                    setting.plant(), at.stream(), at.version(), line -> altered ? change.of(line, random) : line);
            scene.with(rewritten).run(setting.request());
        });
    }

    private static Setting setting(GateScene scene) {
        GatePlant plant = scene.fresh();
        String runbook = ReviewEntries.stream(plant.approve(Approval.Mode.WHEN_ASKED));
        RunRequest request = plant.allowed();
        String id = ReviewQueue.proposalId(
                plant.runner.requests(), Client.DEFAULT, plant.runner.requests().digest(request));
        return new Setting(plant, runbook, ReviewEntries.stream(id), request);
    }

    private static byte[] flip(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
        return changed;
    }

    // another printable character: what stays readable is the worse attack
    private static String flip(String text, Random random) {
        int at = random.nextInt(text.length());
        char to = (char) (32 + (text.charAt(at) - 32 + 1 + random.nextInt(94)) % 95);
        return text.substring(0, at) + to + text.substring(at + 1);
    }

    private static byte[] resize(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        boolean longer = random.nextBoolean();
        byte[] changed = Arrays.copyOf(bytes, bytes.length + (longer ? 1 : -1));
        System.arraycopy(
                bytes, longer ? at : at + 1, changed, longer ? at + 1 : at, bytes.length - at - (longer ? 0 : 1));
        if (longer) {
            changed[at] = (byte) " \n0a\"}{".charAt(random.nextInt(7));
        }
        return changed;
    }

    private static String edit(String text, Random random) {
        String[] edit = EDITS[random.nextInt(EDITS.length)];
        return text.contains(edit[0]) ? text.replace(edit[0], edit[1]) : flip(text, random);
    }

    private static Line content(Line line, UnaryOperator<String> change, boolean digestToo) {
        ObjectNode submitted = (ObjectNode) JSON.readTree(line.payload());
        String after = change.apply(submitted.get("content").stringValue());
        submitted.put("content", after);
        if (digestToo) {
            String digest = Digest.of(after.getBytes(StandardCharsets.UTF_8)).hex();
            ((ObjectNode) submitted.get("digest")).put("hex", digest);
        }
        return line.payload(JSON.writeValueAsBytes(submitted));
    }

    // more than was said: everywhere, at once, without bounds, for ever
    private static Line widened(Line line, Random random) {
        ObjectNode word = (ObjectNode) JSON.readTree(line.payload());
        switch (random.nextInt(4)) {
            case 0 -> word.put("mode", "AT_ONCE");
            case 1 -> word.putArray("services").add("redis").add("mysql");
            case 2 -> word.putArray("envelope").addObject().put("name", "mb");
            default -> word.put("expires", "2036-01-01T00:00:00Z");
        }
        return line.payload(JSON.writeValueAsBytes(word));
    }

    private static Line header(Line line, Random random) {
        EntryType t = line.type();
        return switch (random.nextInt(8)) {
            case 0 -> line.type(new EntryType(t.name(), t.version(), t.critical(), false));
            case 1 -> line.type(new EntryType(t.name(), t.version(), false, t.authority()));
            case 2 -> line.type(new EntryType(t.name(), t.version() + 1 + random.nextInt(9), true, true));
            case 3 -> line.type(new EntryType(t.name() + "-", t.version(), true, true));
            case 4 -> line.by(GatePlant.MALLORY);
            case 5 -> line.client(Client.of("acme"));
            case 6 -> line.mac("0".repeat(64));
            default -> line.mac(null);
        };
    }

    private static Line author(Line line, Random random) {
        ObjectNode submitted = (ObjectNode) JSON.readTree(line.payload());
        Actor author = random.nextBoolean() ? GatePlant.MALLORY : GatePlant.BOB;
        submitted.putArray("authors").add(author.toString());
        Line forged = line.payload(JSON.writeValueAsBytes(submitted)).mac(random.nextBoolean() ? line.mac() : null);
        // as the version that sealed no authors wrote it, or as this one does
        return (random.nextBoolean() ? forged.by(author) : forged)
                .type(
                        random.nextBoolean()
                                ? line.type()
                                : EntryType.critical(line.type().name(), 1));
    }

    // a line with a sound seal, which was given for something else
    private static void swapped(GateScene scene, Random random, boolean altered) throws InterruptedException {
        Setting setting = setting(scene);
        boolean permission = random.nextBoolean();
        String stream = permission ? setting.permission() : setting.runbook();
        long version = 1 + random.nextInt(2);
        List<Entry> theirs =
                GateForger.lines(setting.plant().journal, permission ? setting.runbook() : setting.permission());
        Line other = Line.of(theirs.get((int) version - 1)).in(stream);
        GatePlant rewritten = GateForger.rewritten(setting.plant(), stream, version, line -> altered ? other : line);
        scene.with(rewritten).run(setting.request());
    }

    // an approver proposes, writes somebody else's name over their own, and approves
    private static void hiddenAuthor(GateScene scene, Random random, boolean altered) throws InterruptedException {
        GatePlant plant = scene.fresh();
        String id = plant.submit(altered ? GatePlant.BOB : GatePlant.ALICE);
        boolean sealKept = random.nextBoolean();
        GatePlant rewritten = scene.with(GateForger.rewritten(plant, ReviewEntries.stream(id), 1, line -> {
            if (!altered) {
                return line;
            }
            ObjectNode submitted = (ObjectNode) JSON.readTree(line.payload());
            submitted.putArray("authors").add(GatePlant.ALICE.toString());
            return line.by(GatePlant.ALICE)
                    .payload(JSON.writeValueAsBytes(submitted))
                    .mac(sealKept ? line.mac() : null);
        }));
        rewritten.reviews.approve(id, GatePlant.BOB, GatePlant.grant(Approval.Mode.AT_ONCE));
        rewritten.run(rewritten.request(RunRequest.Grounds.VOUCHED));
    }

    static {
        String canonical = RunbookCodec.canonical(GatePlant.RUNBOOK);
        for (String[] edit : EDITS) {
            if (!canonical.contains(edit[0])) {
                throw new IllegalStateException("The runbook has no " + edit[0]);
            }
        }
    }
}
