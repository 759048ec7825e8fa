package io.aiops4j.core.run.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.document.Documents;
import io.aiops4j.core.run.ActionException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a file, and whatever a value becomes: whoever reads the file sees that value and nothing else change. */
final class ConfigTextPropertyTest {

    private static final Documents DOCUMENTS = new Documents("file", "a value");

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(12).filter(ConfigTextPropertyTest::isWhole),
                Arbitraries.strings()
                        .withChars(" :#=!\\'\"\n\r\t-{}[]|>&*?@%,.0a")
                        .ofMaxLength(6),
                Arbitraries.of(
                        "true", "no", "null", "~", "1", "-", "0x1F", "1:30", ".5", "1e3", "=", "---", "- a", "a: b",
                        "é", "😀"));
    }

    // what no parameter can be
    private static boolean isWhole(String text) {
        return text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<String> propertiesFiles() {
        Arbitrary<String> line = Arbitraries.oneOf(
                Arbitraries.strings().withChars("ab=: \t#!\\u0041\f").ofMaxLength(12),
                Arbitraries.of(
                        "# k=no", "! k", "  # k=1", "kk=1", "x = a\\", "\\u006b1=2", "k\\ =3", "é=ü", "a:b=c", ""));
        return Combinators.combine(
                        line.list().ofMaxSize(6),
                        Arbitraries.of("k=1", "  k : v w ", "k v", "k=a\\\n  b", "k", "k="),
                        line.list().ofMaxSize(6),
                        Arbitraries.of("\n", "\r\n", "\r"))
                .as((before, own, after, end) -> String.join(end, before) + end + own + end + String.join(end, after));
    }

    private static Properties load(byte[] content) {
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(content));
            return properties;
        } catch (Exception e) {
            return null;
        }
    }

    @Property(tries = 3000)
    void in_properties_one_value_changes(@ForAll("propertiesFiles") String text, @ForAll("values") String value) {
        byte[] content = text.getBytes(StandardCharsets.ISO_8859_1);
        Properties before = load(content);
        byte[] edited;
        try {
            edited = new PropertiesText("x.properties").set(content, "k", value).content();
        } catch (ActionException refused) {
            return;
        }
        before.setProperty("k", value);
        assertThat(load(edited)).isEqualTo(before);
        // what surrounds the value is what it was
        String now = new String(edited, StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith(common(text, now));
        assertThat(now.length() - common(text, now).length() - commonEnd(text, now))
                .isLessThan(6 * value.length() + 3);
    }

    private static String common(String a, String b) {
        int i = 0;
        while (i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return a.substring(0, i);
    }

    private static int commonEnd(String a, String b) {
        int i = 0;
        while (i < Math.min(a.length(), b.length()) && a.charAt(a.length() - 1 - i) == b.charAt(b.length() - 1 - i)) {
            i++;
        }
        return i;
    }

    @Property(tries = 200)
    void plain_properties_are_never_refused(@ForAll("values") String value) {
        byte[] edited = new PropertiesText("x.properties")
                .set("a=1\nk=2\n".getBytes(), "k", value)
                .content();
        assertThat(load(edited).getProperty("k")).isEqualTo(value);
    }

    @Provide
    Arbitrary<String> scalars() {
        return Arbitraries.of(
                "a", "'a b'", "\"a\\nb\"", "1", "-2.5", "true", "no", "x y", "\"😀\"", "'it''s'", "http://a:1/b");
    }

    @Property(tries = 2000)
    void in_yaml_one_value_changes(
            @ForAll("scalars") String old,
            @ForAll("scalars") String other,
            @ForAll("values") String value,
            @ForAll boolean flow) {
        String text = "# 😀 comment\nbefore: " + other + "  # why\n"
                + (flow
                        ? "in: { x: " + other + ", k: " + old + ", y: [1, " + other + "] }\n"
                        : "in:\n    k:   " + old + "   # k: no\n    y: " + other + "\n")
                + "after: |\n  k: 1\n";
        edited("x.yaml", text, value);
    }

    @Property(tries = 1000)
    void in_json_one_value_changes(@ForAll("values") String other, @ForAll("values") String value) {
        String text = "{ \"before\" : " + Escapes.quoted(other)
                + ",\n\t\"in\":{\"k\":\"old\",\"y\":[1, 2.50 ]} , \"after\": null }\n";
        edited("x.json", text, value);
        edited("x.json", text.replace("\"old\"", "10"), value);
    }

    private static void edited(String file, String text, String value) {
        List<Documents.Value> before = DOCUMENTS.values(file, text);
        String now;
        try {
            now = new String(
                    new MarkupText(file)
                            .set(text.getBytes(StandardCharsets.UTF_8), "in.k", value)
                            .content(),
                    StandardCharsets.UTF_8);
        } catch (ActionException refused) {
            return;
        }
        List<Documents.Value> after = DOCUMENTS.values(file, now);
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            Documents.Value was = before.get(i);
            boolean own = was.path().equals("in.k");
            assertThat(after.get(i).path()).isEqualTo(was.path());
            assertThat(after.get(i).text()).isEqualTo(own ? value : was.text());
            if (own) {
                assertThat(now).startsWith(text.substring(0, was.from())).endsWith(text.substring(was.to()));
            }
        }
    }

    @Property(tries = 500)
    void text_in_quotes_is_never_refused(@ForAll("values") String value) {
        for (String file : List.of("x.yaml", "x.json")) {
            byte[] edited = new MarkupText(file)
                    .set("{\"k\": \"a\"}".getBytes(), "k", value)
                    .content();
            assertThat(DOCUMENTS.values(file, new String(edited, StandardCharsets.UTF_8)))
                    .singleElement()
                    .satisfies(each -> assertThat(each.text()).isEqualTo(value));
        }
    }
}
