package io.aiops4j.core.redact;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All finders, each with what a text must hold at first sight to be worth its look. The order is that of kinds, most telling first. */
final class Finders {

    private record Stage(int bits, Finder finder) {}

    private static final int MOST_LAYERS = 4;

    private final ShapeFinder shapes = new ShapeFinder();
    private final List<Stage> stages;

    /** Those that see a token in what stood in two lines. */
    private final List<Stage> ofWrapped;

    Finders() {
        Finder bodies = new KeyBlocks.Bodies();
        stages = List.of(
                new Stage(FirstLook.DASHES | FirstLook.WORD, new KeyBlocks()),
                new Stage(FirstLook.RUN, bodies),
                new Stage(FirstLook.RUN, shapes),
                new Stage(FirstLook.ADDRESS | FirstLook.AT, new Addresses()),
                new Stage(FirstLook.WORD | FirstLook.FOREIGN, new Assignments()),
                new Stage(FirstLook.AT, new Emails()),
                new Stage(FirstLook.RUN | FirstLook.GROUPS, new Numbers.Accounts()),
                new Stage(FirstLook.NUMBER, new Numbers()),
                new Stage(FirstLook.DOTS, new NetAddresses.V4()),
                new Stage(FirstLook.COLONS, new NetAddresses.V6AndMac()),
                new Stage(FirstLook.HOST, new Hosts()),
                new Stage(FirstLook.FIELDS, new PasswordFiles()),
                new Stage(FirstLook.RUN, new Encoded()));
        ofWrapped = List.of(
                new Stage(0, shapes),
                new Stage(0, bodies),
                new Stage(0, new Encoded()),
                new Stage(0, new Numbers.Accounts()));
    }

    static Set<String> kinds() {
        Set<String> kinds = new TreeSet<>(new ShapeFinder().kinds());
        kinds.addAll(KeyKinds.all());
        kinds.addAll(Set.of(
                "pgp-key",
                "ssh-key",
                "putty-key",
                "url-password",
                "url-token",
                "email",
                "card-number",
                "iban",
                "host-name",
                "ip-address",
                "mac-address",
                "base64"));
        return kinds;
    }

    /** Whether anything of the built-in kinds could stand in a text. */
    static boolean mayHold(int bits) {
        return (bits & ~(FirstLook.HOLE | FirstLook.BREAK | FirstLook.COLOUR)) != 0;
    }

    /** Looks through a text, and through what stands behind its escapes. */
    void look(String text, Search search) {
        View view = View.of(text);
        for (int layer = 0; layer < MOST_LAYERS && view != null; layer++) {
            int bits = FirstLook.of(view.text());
            if ((bits & FirstLook.COLOUR) != 0) {
                view = Colours.without(view);
                bits = FirstLook.of(view.text());
            }
            search.sees(bits, view.text().length());
            for (Stage stage : stages) {
                if ((bits & stage.bits) != 0) {
                    stage.finder.find(view, search);
                }
            }
            if ((bits & FirstLook.RUN) != 0 || (bits & FirstLook.WORD) != 0) {
                joined(view, bits, search);
            }
            boolean more = (bits & FirstLook.ESCAPE) != 0 || Escapes.isJoined(view.text());
            view = more ? Escapes.resolved(view) : null;
        }
    }

    private void joined(View view, int bits, Search search) {
        boolean breaks = (bits & FirstLook.BREAK) != 0;
        if (breaks || view.text().indexOf('+') >= 0) {
            weigh(Joins.written(view), stages, true, search);
        }
        if (breaks && (bits & FirstLook.RUN) != 0) {
            weigh(Joins.any(view), ofWrapped, false, search);
        }
    }

    /** Of what is found in joined lines only that counts which the lines by themselves do not show. */
    private static void weigh(@Nullable Joins joins, List<Stage> stages, boolean written, Search search) {
        if (joins == null) {
            return;
        }
        Search apart = search.apart();
        View plain = View.of(joins.view().text());
        int bits = FirstLook.of(plain.text());
        for (Stage stage : stages) {
            if (stage.bits == 0 || (bits & stage.bits) != 0) {
                stage.finder.find(plain, apart);
            }
        }
        int count = search.spans().size();
        for (int i = 0; i < apart.spans().size(); i++) {
            Spans.Span span = apart.spans().get(i);
            int join = joins.within(written ? span.start() : span.start() + 1, span.end());
            if (join >= 0 && (written || isOne(joins.view(), span, join, count, search))) {
                search.spans().add(joins.view(), span.start(), span.end(), span.kind());
            }
        }
    }

    // a token that is whole without the next line takes of it only what is no word
    private static boolean isOne(View view, Spans.Span span, int join, int count, Search search) {
        if (!search.spans().endsAt(view.end(join), span.kind(), count)) {
            return true;
        }
        String rest = view.text().substring(join, span.end());
        boolean named = ValueLook.isWord(rest) || (ValueLook.isResource(rest) && !ValueLook.isScrambled(rest));
        return !named && rest.indexOf('=') < 0;
    }
}
