package io.aiops4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Chain;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Payload;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeContainer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Approved bytes or nothing. Each try changes one thing: a byte that is stored of the approved runbook or of the permission to
 * run it, a header, or a field of what is asked for.
 *
 * <p>What must hold: a change of the proposal, be it the content, the title, the author or the JSON around them, of the word
 * that approves it or of the request is refused and no handler is called.
 */
final class GateMutationTest {

    private static final int TRIES = 12_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    enum Kind {
        /** Any byte of the runbook's canonical text, written back into the stored payload. */
        RUNBOOK_CONTENT_BYTE(true),
        /** The same, and the digest beside it adjusted, as somebody would who knows what they do. */
        RUNBOOK_CONTENT_AND_DIGEST(true),
        /** A well-formed other runbook: a step, a parameter, the version... */
        RUNBOOK_FIELD(true),
        /** Any byte of the stored payload as a whole, the envelope included. */
        RUNBOOK_PAYLOAD_BYTE(true),
        /** A byte taken out, doubled or put in. */
        RUNBOOK_PAYLOAD_LENGTH(true),
        /** The same three for the permission to run now. */
        PERMISSION_CONTENT_BYTE(true),
        PERMISSION_CONTENT_AND_DIGEST(true),
        PERMISSION_PAYLOAD_BYTE(true),
        /** Any byte of the words that approve the two. */
        WORD_BYTE(true),
        /** The header of the proposal, of the word or of who may approve. */
        HEADER(true),
        /** Another author, title, reason, risk, deadline or warning, linked into the chain again without the key. */
        REWRITTEN_PROPOSAL(true),
        /** The same, written as the earlier version did, which sealed none of it. */
        UNSEALED_PROPOSAL(true),
        /** The entry that revokes hidden, its place filled with something else. */
        REPLACED_ENTRY(true),
        /** A field of what is asked for. */
        REQUEST_FIELD(true);

        private final boolean alwaysRefused;

        Kind(boolean alwaysRefused) {
            this.alwaysRefused = alwaysRefused;
        }
    }

    private static final Map<Kind, int[]> COUNTS = new EnumMap<>(Kind.class);
    private static Plant plant;
    private static Approved<Runbook> approved;
    private static RunRequest request;
    private static String runbookStream;
    private static String permissionStream;
    private static String content;
    private static long journalled;

    @BeforeContainer
    static void approve() {
        if (plant != null) {
            plant.close();
        }
        plant = new Plant();
        approved = plant.approve(Plant.RUNBOOK, Approval.Mode.WHEN_PROVEN);
        content = RunbookCodec.canonical(approved.value());
        runbookStream = ReviewEntries.stream(approved.approval().proposalId());
        request = plant.request(approved, RunRequest.Grounds.ALLOWED).with(Map.of("mb", "2048"));
        permissionStream = ReviewEntries.stream(plant.ask(request));
        plant.reviews.approve(ReviewEntries.proposalId(permissionStream), Plant.CAROL);
        journalled = plant.journal.head().position();
    }

    @Property(
            tries = TRIES,
            shrinking = ShrinkingMode.OFF,
            edgeCases = EdgeCasesMode.NONE,
            afterFailure = AfterFailureMode.RANDOM_SEED)
    void whatever_is_changed_nothing_runs_that_was_not_approved(
            @ForAll Kind kind, @ForAll @LongRange(min = Long.MIN_VALUE) long chance) throws InterruptedException {
        int[] counts = COUNTS.computeIfAbsent(kind, any -> new int[2]);
        Random random = new Random(chance);
        plant.calls.clear();
        RunRequest asked = tamper(kind, random);
        ExecutionResult ran = null;
        try {
            // a node reads what it was handed from the same tampered store
            Approved<Runbook> read =
                    random.nextBoolean() ? approved : plant.runbooks.approved(asked.client(), asked.runbookDigest());
            ran = plant.runner.run(read, asked);
        } catch (AiopsException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        } finally {
            plant.journal.onRead = entry -> entry;
        }
        if (ran == null) {
            counts[0]++;
            assertThat(plant.calls).as(kind + " " + chance).isEmpty();
            assertThat(plant.journal.head().position())
                    .as("nothing was started")
                    .isEqualTo(journalled);
            return;
        }
        counts[1]++;
        assertThat(kind.alwaysRefused).as(kind + " " + chance + " ran").isFalse();
        assertThat(ran.runbookDigest()).isEqualTo(approved.approval().digest().hex());
        assertThat(plant.calls).containsExactly("set_limit 2048", "restart redis");
        approve(); // the permission was used
    }

    private static RunRequest tamper(Kind kind, Random random) {
        switch (kind) {
            case RUNBOOK_CONTENT_BYTE -> content(runbookStream, c -> flip(c, random), false);
            case RUNBOOK_CONTENT_AND_DIGEST -> content(runbookStream, c -> flip(c, random), true);
            case RUNBOOK_FIELD -> content(runbookStream, c -> otherRunbook(random), random.nextBoolean());
            case RUNBOOK_PAYLOAD_BYTE -> payload(runbookStream, 1, bytes -> flip(bytes, random));
            case RUNBOOK_PAYLOAD_LENGTH -> payload(runbookStream, 1, bytes -> resize(bytes, random));
            case PERMISSION_CONTENT_BYTE -> content(permissionStream, c -> flip(c, random), false);
            case PERMISSION_CONTENT_AND_DIGEST -> content(permissionStream, c -> flip(c, random), true);
            case PERMISSION_PAYLOAD_BYTE -> payload(permissionStream, 1, bytes -> flip(bytes, random));
            case WORD_BYTE -> payload(any(random), 2, bytes -> flip(bytes, random));
            case HEADER -> header(random);
            case REWRITTEN_PROPOSAL -> rewritten(random, ReviewEntries.PROPOSED);
            case UNSEALED_PROPOSAL -> rewritten(random, EntryType.critical(ReviewEntries.PROPOSED.name(), 1));
            case REPLACED_ENTRY -> replaced(random);
            case REQUEST_FIELD -> {
                return otherRequest(random);
            }
        }
        return request;
    }

    private static String any(Random random) {
        return random.nextBoolean() ? runbookStream : permissionStream;
    }

    private interface Change<T> {
        T of(T before);
    }

    private static void payload(String stream, long version, Change<byte[]> change) {
        plant.journal.onRead = e -> e.stream().equals(stream) && e.version() == version
                ? with(e, Payload.of(change.of(e.payload().bytes()), e.payload().salt()))
                : e;
    }

    private static void content(String stream, Change<String> change, boolean digestToo) {
        payload(stream, 1, bytes -> {
            ObjectNode submitted = (ObjectNode) JSON.readTree(bytes);
            String before = submitted.get("content").stringValue();
            String after = change.of(before);
            assertThat(after).isNotEqualTo(before);
            submitted.put("content", after);
            if (digestToo) {
                String digest =
                        Digest.of(after.getBytes(StandardCharsets.UTF_8)).hex();
                ((ObjectNode) submitted.get("digest")).put("hex", digest);
            }
            return JSON.writeValueAsBytes(submitted);
        });
    }

    private static byte[] flip(byte[] bytes, Random random) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        return bytes;
    }

    // another printable character in the place of one: what stays readable is the worse attack
    private static String flip(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        int at = random.nextInt(text.length());
        char to;
        do {
            to = (char) (32 + random.nextInt(95));
        } while (to == text.charAt(at));
        changed.setCharAt(at, to);
        return changed.toString();
    }

    private static byte[] resize(byte[] bytes, Random random) {
        List<Byte> changed = new ArrayList<>();
        for (byte b : bytes) {
            changed.add(b);
        }
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(3)) {
            case 0 -> changed.remove(at);
            case 1 -> changed.add(at, changed.get(at));
            default -> changed.add(at, (byte) " \n\t0a\"}{".charAt(random.nextInt(8)));
        }
        byte[] resized = new byte[changed.size()];
        for (int i = 0; i < resized.length; i++) {
            resized[i] = changed.get(i);
        }
        return resized;
    }

    private static String otherRunbook(Random random) {
        String[][] edits = {
            {"\"mb\":\"${mb}\"", "\"mb\":\"4096\""},
            {"\"action\":\"restart\"", "\"action\":\"set_limit\""},
            {"${target.service}", "mysql"},
            {"\"version\":1", "\"version\":" + (2 + random.nextInt(1_000))},
            {"\"max\":\"4096\"", "\"max\":\"" + (4_097 + random.nextInt(1_000)) + "\""},
            {"\"min\":\"256\"", "\"min\":\"" + random.nextInt(256) + "\""},
            {"\"preset\":\"1024\"", "\"preset\":\"" + (1_025 + random.nextInt(1_000)) + "\""},
            {"\"retries\":0", "\"retries\":" + (1 + random.nextInt(9))},
            {"\"timeout\":\"30s\"", "\"timeout\":\"" + (31 + random.nextInt(1_000)) + "s\""},
            {"\"onFailure\":\"stop\"", "\"onFailure\":\"continue\""},
            {"heap.limit > heap.used", "heap.limit > 0"},
            {"\"generated\":false", "\"generated\":true"},
            {"\"id\":\"redis-oom\"", "\"id\":\"redis-oom" + random.nextInt(9) + "\""},
            {"rb1:{", "rb1: {"},
        };
        String[] edit = edits[random.nextInt(edits.length)];
        assertThat(content).contains(edit[0]);
        return content.replace(edit[0], edit[1]);
    }

    private static void header(Random random) {
        String stream = random.nextInt(3) == 0 ? ReviewEntries.AUTHORITY : any(random);
        boolean authority = stream.equals(ReviewEntries.AUTHORITY);
        int version = authority ? 1 + random.nextInt(3) : 1 + random.nextInt(2);
        // the time is covered by the chain alone, see docs/architecture.md
        int field = random.nextInt(8);
        plant.journal.onRead = e -> e.stream().equals(stream) && e.version() == version ? header(e, field, random) : e;
    }

    private static Entry header(Entry e, int field, Random random) {
        EntryType t = e.type();
        EntryType type = switch (field) {
            case 0 -> new EntryType(t.name(), t.version(), t.critical(), !t.authority());
            case 1 -> new EntryType(t.name(), t.version(), !t.critical(), t.authority());
            case 2 -> new EntryType(t.name(), t.version() + 1 + random.nextInt(9), t.critical(), t.authority());
            case 3 -> new EntryType(t.name() + "-", t.version(), t.critical(), t.authority());
            default -> t;
        };
        return new Entry(
                e.position(),
                e.stream(),
                field == 4 ? e.version() + 1 + random.nextInt(9) : e.version(),
                type,
                e.time(),
                field == 6 ? Actor.person("mallory") : e.actor(),
                field == 5 ? Client.of("acme") : e.client(),
                e.causes(),
                e.commitment(),
                e.hash(),
                field == 7 ? (random.nextBoolean() ? null : "0".repeat(64)) : e.mac(),
                e.payload());
    }

    // what somebody writes who knows the format and has no key: the word that was given stands behind it unchanged
    private static void rewritten(Random random, EntryType type) {
        String stream = any(random);
        int field = random.nextInt(6);
        boolean macKept = random.nextBoolean();
        plant.journal.onRead = e -> {
            if (!e.stream().equals(stream) || e.version() != 1) {
                return e;
            }
            ObjectNode submitted = (ObjectNode) JSON.readTree(e.payload().bytes());
            Actor author = e.actor();
            switch (field) {
                case 0 -> {
                    author = Actor.person("mallory");
                    submitted.putArray("authors").add("person:mallory");
                }
                case 1 -> submitted.put("title", "approved by bob");
                case 2 ->
                    submitted.put("risk", "LOW".equals(submitted.get("risk").stringValue()) ? "HIGH" : "LOW");
                case 3 -> submitted.putArray("authors").add("person:bob");
                case 4 -> {
                    author = Plant.BOB;
                    submitted.putArray("authors");
                }
                default -> submitted.put("title", "x").put("why", "approved by bob");
            }
            Append forged = Append.by(author).add(stream, type, JSON.convertValue(submitted, Map.class));
            Append.Item item = forged.items().get(0);
            Append.Item held = new Append.Item(stream, type, item.payload(), macKept ? e.mac() : null);
            return Chain.link(
                    new Head(e.position() - 1, e.hash()),
                    forged,
                    held,
                    1,
                    e.time(),
                    e.payload().salt());
        };
    }

    // the word is swapped for one that was given for something else, or for one that was made up
    private static void replaced(Random random) {
        String stream = any(random);
        String other = stream.equals(runbookStream) ? permissionStream : runbookStream;
        long version = 1 + random.nextInt(2);
        List<Entry> theirs = plant.journal.read(other, version - 1, 1);
        boolean madeUp = random.nextBoolean();
        plant.journal.onRead = e -> {
            if (!e.stream().equals(stream) || e.version() != version) {
                return e;
            }
            if (madeUp) {
                Append forged = Append.by(version == 1 ? Plant.ALICE : Plant.BOB)
                        .add(
                                stream,
                                e.type(),
                                JSON.readValue(theirs.get(0).payload().bytes(), Map.class));
                Head head = new Head(e.position() - 1, e.hash());
                return Chain.link(
                        head,
                        forged,
                        forged.items().get(0),
                        version,
                        e.time(),
                        e.payload().salt());
            }
            Entry t = theirs.get(0);
            return new Entry(
                    e.position(),
                    stream,
                    version,
                    t.type(),
                    t.time(),
                    t.actor(),
                    t.client(),
                    t.causes(),
                    t.commitment(),
                    t.hash(),
                    t.mac(),
                    t.payload());
        };
    }

    private static RunRequest otherRequest(Random random) {
        RunRequest r = request;
        int field = random.nextInt(14);
        Map<String, String> parameters = new TreeMap<>(r.parameters());
        switch (field) {
            case 0 -> parameters.put("mb", Integer.toString(random.nextInt(2_048)));
            case 1 -> parameters.put("x" + random.nextInt(9), "1");
            case 2 -> parameters.clear();
            case 12 -> parameters.put("mb", random.nextBoolean() ? "2048.0" : "+2048");
            default -> {
                // another field
            }
        }
        byte[] other = new byte[8];
        random.nextBytes(other);
        RunRequest.Grounds[] grounds = RunRequest.Grounds.values();
        Duration shift = Duration.ofMillis(1 + random.nextInt(1_000_000_000));
        return new RunRequest(
                field == 3 ? flip(r.runbookId(), random) : r.runbookId(),
                field == 4 ? r.runbookVersion() + 1 + random.nextInt(99) : r.runbookVersion(),
                field == 5 ? Digest.of(other) : r.runbookDigest(),
                field == 6 ? Client.of("client-" + random.nextInt(99)) : r.client(),
                field == 7
                        ? (random.nextBoolean()
                                ? Target.service("mysql" + random.nextInt(99))
                                : Target.instance("redis", "node-" + random.nextInt(99)))
                        : r.target(),
                field == 8 ? (random.nextBoolean() ? null : "inc-" + (2 + random.nextInt(99))) : r.incidentId(),
                field == 9 ? (random.nextBoolean() ? null : "disk_full") : r.incidentType(),
                parameters,
                field == 10 ? grounds[(r.grounds().ordinal() + 1 + random.nextInt(3)) % 4] : r.grounds(),
                field == 11 ? Actor.system("improver" + random.nextInt(99)) : r.requestedBy(),
                field == 13 ? other(r.requested(), shift, random) : r.requested());
    }

    private static Instant other(Instant requested, Duration shift, Random random) {
        return random.nextBoolean() ? requested.plus(shift) : requested.minus(shift);
    }

    private static Entry with(Entry e, Payload payload) {
        return new Entry(
                e.position(),
                e.stream(),
                e.version(),
                e.type(),
                e.time(),
                e.actor(),
                e.client(),
                e.causes(),
                e.commitment(),
                e.hash(),
                e.mac(),
                payload);
    }

    @Example
    void unchanged_it_runs_once() throws InterruptedException {
        try (Plant fresh = new Plant()) {
            Approved<Runbook> own = fresh.approve(Plant.RUNBOOK, Approval.Mode.WHEN_PROVEN);
            RunRequest asked =
                    fresh.allowed(fresh.request(own, RunRequest.Grounds.ALLOWED).with(Map.of("mb", "2048")));
            assertThat(fresh.runner.run(own, asked).success()).isTrue();
            assertThat(fresh.calls).containsExactly("set_limit 2048", "restart redis");
        }
    }

    // at the end of all tries the very same plant, request and permission still run: only the changes were refused
    @AfterProperty
    void unchanged_it_still_runs() throws InterruptedException {
        plant.journal.onRead = entry -> entry;
        plant.calls.clear();
        assertThat(plant.runner.run(approved, request).success()).isTrue();
        assertThat(plant.calls).containsExactly("set_limit 2048", "restart redis");
        approve();
    }

    @AfterContainer
    static void tell() {
        StringBuilder table = new StringBuilder("Changes tried at the gate: refused / ran as approved\n");
        COUNTS.forEach((kind, counts) -> table.append(String.format("  %-30s %6d / %d%n", kind, counts[0], counts[1])));
        System.out.print(table);
        plant.close();
    }
}
