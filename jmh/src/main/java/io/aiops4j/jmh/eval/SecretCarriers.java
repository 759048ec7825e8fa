package io.aiops4j.jmh.eval;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Texts as hosts write them, with a secret in each. */
final class SecretCarriers {

    /**
     * A text with a secret in it.
     *
     * @param text what is redacted
     * @param traces what must not be left of it: the secret, as it is or as it is written there
     */
    record Planted(String text, List<String> traces) {}

    /** How a secret may be written. */
    enum Form {
        PLAIN,
        BASE64,
        URL,
        JSON
    }

    private static final int CARRIERS = 14;
    private static final int HALF = 10;

    private SecretCarriers() {}

    /** The secret in a carrier, in a form: the secret alone is written in it, or the carrier whole. */
    static Planted plant(SecretKind kind, String secret, Form form, Random random) {
        boolean whole = form != Form.PLAIN && (random.nextBoolean() || secret.indexOf('\n') >= 0);
        String name = kind.names().get(random.nextInt(kind.names().size()));
        if (!whole) {
            String written = written(secret, form);
            return carry(name, kind, written, random.nextInt(CARRIERS));
        }
        Planted plain = carry(name, kind, secret, random.nextInt(CARRIERS));
        String encoded = written(plain.text(), form);
        return new Planted(
                "ERROR [worker-3] rejected payload "
                        + (form == Form.JSON ? "{\"body\":\"" + encoded + "\",\"size\":12}" : encoded + " of 3"),
                form == Form.BASE64 ? List.of(encoded, secret) : List.of(written(secret, form), secret));
    }

    static String written(String text, Form form) {
        return switch (form) {
            case PLAIN -> text;
            case BASE64 -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
            case URL -> URLEncoder.encode(text, StandardCharsets.UTF_8);
            case JSON -> json(text);
        };
    }

    private static String json(String text) {
        StringBuilder json = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '/' -> json.append("\\/");
                case '\n' -> json.append("\\n");
                case '\t' -> json.append("\\t");
                case '@', '<', '&', '=', '+', '\'' -> json.append(String.format("\\u%04x", (int) c));
                default -> json.append(c);
            }
        }
        return json.toString();
    }

    private static Planted carry(String name, SecretKind kind, String secret, int carrier) {
        String flag = name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
        String upper = name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
        boolean lines = secret.indexOf('\n') >= 0;
        String escaped = secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        String indented = secret.replace("\n", "\n    ");
        String text = switch (lines && carrier > 4 ? carrier % 5 : carrier) {
            case 0 ->
                "2026-03-01T10:15:30.123Z ERROR [main] c.e.shop.Client - call failed, " + name + "=" + secret
                        + ", retrying in 5s";
            case 1 -> "{\"service\":\"shop\",\"" + name + "\":\"" + escaped + "\",\"port\":8080}";
            case 2 -> "config:\n  retries: 3\n  " + name + ": |\n    " + indented + "\n  port: 8080\n";
            case 3 -> "app.retries=3\n" + name + "=" + escaped.replace("\\\"", "\"") + "\napp.port=8080\n";
            case 4 ->
                "java.lang.IllegalStateException: cannot use " + name + " \"" + escaped
                        + "\"\n\tat com.example.shop.Client.call(Client.java:42)\n\tat java.base/java.lang.Thread.run(Thread.java:833)";
            case 5 -> "$ deploy --region eu-west-1 --" + flag + " '" + secret + "' --dry-run";
            case 6 -> "export " + upper + "=\"" + escaped + "\"";
            case 7 ->
                "GET https://api.example.com/v1/orders?page=2&" + name + "=" + written(secret, Form.URL)
                        + "&size=10 -> 401";
            case 8 -> "settings:\n  " + name + ": '" + secret.replace("'", "''") + "'\n  mode: fast";
            case 9 ->
                "<config><" + name + ">" + secret.replace("&", "&amp;").replace("<", "&lt;") + "</" + name
                        + "></config>";
            case 10 -> "Config{host=db-1, " + name + "=" + secret + ", pool=10}";
            case 11 -> "- name: " + upper + "\n  value: \"" + escaped + "\"\n- name: PORT\n  value: \"8080\"";
            case 12 ->
                "curl -s -H \"X-Trace: 1\" \\\n  --" + flag + " \\\n    " + secret + " \\\n  https://example.com";
            default -> "WARN  o.s.Config : property " + name + " : " + secret;
        };
        if (carrier == 13
                && kind.telling()
                && !lines
                && secret.length() > 2 * HALF
                && secret.indexOf(' ') < 0
                && secret.indexOf('@') < 0
                && secret.indexOf(':') < 0
                && secret.indexOf('%') < 0
                && secret.indexOf('\\') < 0) {
            int cut = secret.length() / 2;
            String first = secret.substring(0, cut);
            String rest = secret.substring(cut);
            return new Planted(
                    "WARN  o.s.Config : property " + name + " : " + first + "\n    " + rest + "\n",
                    List.of(secret, first, rest));
        }
        return new Planted(
                text, lines ? List.of(secret, escaped, indented) : List.of(secret, escaped, written(secret, Form.URL)));
    }
}
