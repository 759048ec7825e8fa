package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Scope;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.redact.Redaction;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.Proposal.Move;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.store.Page;
import io.aiops4j.learning.loop.History;
import io.aiops4j.spring.web.Problem.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What waits for a person, and what people say to it. Each word is said over the version that its giver saw. */
final class ReviewRoutes {

    private static final Set<Move> NOT_FOR_AUTHORS = Set.of(Move.CLAIM, Move.APPROVE);
    private static final Set<Move> FOR_AUTHORS = Set.of(Move.WITHDRAW, Move.EDIT);
    private static final List<String> WAITING = List.of("pending", "claimed");
    private static final List<String> STATES = Stream.concat(
                    Stream.of(Proposal.State.values()).map(Rows::word), Stream.of(History.DECIDED))
            .toList();

    private final ReviewQueue reviews;
    private final History history;
    private final Redactor redactor;
    private final Differences differences;
    private final Stories stories;

    ReviewRoutes(Aiops aiops, Redactor redactor) {
        this.reviews = aiops.reviews();
        this.history = aiops.learning().history();
        this.redactor = redactor;
        this.differences = new Differences(aiops.runbooks());
        this.stories = new Stories(aiops, redactor);
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/reviews",
                        Right.READ,
                        this::list,
                        "kind",
                        "state",
                        "client",
                        "since",
                        "before",
                        "after",
                        "limit"),
                Route.get("/reviews/{id}", Right.READ, this::one),
                said("/reviews/{id}/claim", Move.CLAIM, reviews::claim),
                said("/reviews/{id}/release", Move.RELEASE, reviews::release),
                Route.post(
                        "/reviews/{id}/approve",
                        Right.REVIEW,
                        this::approve,
                        "services",
                        "everywhere",
                        "expiresIn",
                        "mode",
                        "ticked",
                        "note"),
                said("/reviews/{id}/reject", Move.REJECT, reviews::reject),
                said("/reviews/{id}/request-changes", Move.REQUEST_CHANGES, reviews::requestChanges),
                said("/reviews/{id}/withdraw", Move.WITHDRAW, reviews::withdraw),
                said("/reviews/{id}/revoke", Move.REVOKE, reviews::revoke));
    }

    /** A move with nothing but a note. */
    @FunctionalInterface
    private interface Said {

        void say(String id, Actor person, String note);
    }

    private Route said(String path, Move move, Said said) {
        return Route.post(
                path,
                Right.REVIEW,
                call -> {
                    String note = call.note();
                    String id = seen(call, move);
                    said.say(id, call.person(), note);
                    return moved(id);
                },
                "note");
    }

    private Answer list(Call call) {
        String state = call.parameter("state");
        if (state != null && !WAITING.contains(state)) {
            return decided(call, state);
        }
        Instant since = call.time("since");
        Instant before = call.time("before");
        List<Proposal> pending = reviews.pending().stream()
                .filter(each -> since == null || !each.created().isBefore(since))
                .filter(each -> before == null || each.created().isBefore(before))
                .filter(each -> call.asks("kind", each.kind()))
                .filter(each -> call.asks("client", each.client().id()))
                .filter(each -> call.asks("state", Rows.word(each.state())))
                .toList();
        return Rows.page(call, pending, ReviewRoutes::key, this::brief);
    }

    private Answer decided(Call call, String state) {
        if (!STATES.contains(state)) {
            throw new Problem(Kind.MALFORMED, "There is no state " + Form.quote(state) + ". Write one of " + STATES);
        }
        Page<Proposal> page = history.proposals(call.query("kind", "client", "state"));
        return Rows.page(page.records().stream().map(this::brief).toList(), page.next());
    }

    // the most urgent first, then the oldest
    private static String key(Proposal proposal) {
        int behind = switch (proposal.priority()) {
            case URGENT -> 1;
            case HIGH -> 2;
            case NORMAL -> 3;
            case LOW -> 4;
        };
        return behind + "." + Rows.key(proposal.created(), proposal.id());
    }

    private Map<String, Object> brief(Proposal proposal) {
        Redaction redaction = redactor.begin();
        Proposal.Claim claim = proposal.claim();
        return Rows.row(
                "id", proposal.id(),
                "kind", proposal.kind(),
                "client", proposal.client().id(),
                "title", redaction.text(proposal.title()),
                "author", proposal.author().toString(),
                "risk", Rows.word(proposal.risk()),
                "priority", Rows.word(proposal.priority()),
                "state", Rows.word(proposal.state()),
                "created", proposal.created().toString(),
                "deadline", text(proposal.deadline()),
                "claimedBy", claim == null ? null : claim.holder().toString(),
                "claimedUntil", claim == null ? null : claim.until().toString());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private Answer one(Call call) {
        String id = call.variable("id");
        // read first: a version that is older than what is shown is refused later, a newer one would not be
        List<Proposal.Past> history = reviews.history(id);
        Proposal proposal = proposal(id);
        Map<String, Object> row = brief(proposal);
        row.put("authors", proposal.authors().stream().map(Actor::toString).toList());
        row.put("digest", proposal.digest().hex());
        row.put("why", redactor.begin().text(proposal.why()));
        // as they are: whoever approves them approves exactly these
        row.put("content", proposal.content());
        row.put("diff", proposal.diff());
        putIfThere(row, "changes", differences.of(proposal));
        putIfThere(row, "story", stories.of(proposal));
        row.put(
                "moves",
                Stream.of(Move.values())
                        .filter(move -> move.isFrom(proposal.state()))
                        .map(Rows::word)
                        .toList());
        row.put("warnings", Rows.faults(proposal.warnings(), redactor.begin()));
        row.put("note", redactor.begin().text(proposal.note()));
        if (proposal.replaces() != null) {
            row.put("replaces", proposal.replaces());
        }
        row.put("history", history.stream().map(this::past).toList());
        return Answer.of(row).with("ETag", etag(history.size()));
    }

    private static void putIfThere(Map<String, Object> row, String name, @Nullable Object value) {
        if (value != null) {
            row.put(name, value);
        }
    }

    private Map<String, Object> past(Proposal.Past past) {
        return Rows.row(
                "time", past.time().toString(),
                "actor", past.actor().toString(),
                "move", Rows.word(past.move()),
                "note", redactor.begin().text(past.note()));
    }

    private Proposal proposal(String id) {
        return reviews.byId(id).orElseThrow(() -> Problem.notFound("proposal", id));
    }

    private static String etag(int version) {
        return "\"" + version + "\"";
    }

    /** The proposal that this person may move, in the version that they saw. */
    String seen(Call call, Move move) {
        String id = call.variable("id");
        Proposal proposal = proposal(id);
        Actor person = call.person();
        boolean author = proposal.authors().contains(person);
        if (author && NOT_FOR_AUTHORS.contains(move)) {
            throw new Problem(
                    Kind.FORBIDDEN,
                    "You proposed or edited this, and so you cannot " + Rows.word(move) + " it. Ask another approver.");
        }
        if (!reviews.isApprover(person) && !(author && FOR_AUTHORS.contains(move))) {
            throw new Problem(
                    Kind.FORBIDDEN,
                    "The application names no approver " + person.id()
                            + ", or took the right back. Ask an approver to do it.");
        }
        String ifMatch = call.body().ifMatch();
        if (ifMatch == null) {
            throw new Problem(
                    Kind.VERSION_MISSING, "If-Match is missing. Get the proposal, read it, and send its ETag along.");
        }
        if (!ifMatch.equals(etag(reviews.history(id).size()))) {
            throw new Problem(Kind.STALE, "The proposal moved since you saw it. Get it again, and decide again.");
        }
        return id;
    }

    Answer moved(String id) {
        int version = reviews.history(id).size();
        Proposal proposal = proposal(id);
        return Answer.of(Rows.row("id", id, "state", Rows.word(proposal.state())))
                .with("ETag", etag(version));
    }

    private Answer approve(Call call) {
        Form form = call.form();
        List<String> services = Call.texts(form, "services");
        boolean everywhere = form.flag("everywhere");
        call.findings()
                .require(
                        services.isEmpty() == everywhere,
                        "services",
                        "it is not clear where the approval holds",
                        "name services, or write \"everywhere\": true for all of the client's");
        Duration lifetime = form.read(
                "expiresIn",
                form.text("expiresIn"),
                Scope.DEFAULT_LIFETIME,
                "write an ISO 8601 duration, such as P90D or PT12H",
                ReviewRoutes::duration);
        Approval.Mode mode = form.read(
                "mode",
                form.text("mode"),
                Approval.Mode.WHEN_PROVEN,
                "write when_asked, when_proven or at_once",
                ReviewRoutes::mode);
        List<String> ticked = Call.texts(form, "ticked");
        String note = form.text("note");
        call.requireFine();
        String id = seen(call, Move.APPROVE);
        Client client = proposal(id).client();
        Scope scope = new Scope(client, services.stream().collect(Collectors.toSet()), lifetime);
        Grant grant = Grant.in(scope).mode(mode).ticking(ticked.toArray(String[]::new));
        reviews.approve(id, call.person(), note == null ? grant : grant.saying(note));
        return moved(id);
    }

    private static @Nullable Duration duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            return duration.isZero() || duration.isNegative() ? null : duration;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Approval.@Nullable Mode mode(String text) {
        return Stream.of(Approval.Mode.values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElse(null);
    }
}
