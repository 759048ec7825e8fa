package io.aiops4j.core.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the name of a value says about it.
 *
 * @param strength how sure the name is
 * @param kind what its value is called in a placeholder
 * @param strict whether the value must look like a secret too, because the name goes on with something unknown
 */
record KeyName(Strength strength, String kind, boolean strict) {

    /** How sure a name is that its value is secret. */
    enum Strength {
        NONE,
        /** A key, a session or a signature: only a value that looks random is secret. */
        WEAK,
        /** A token, a secret, an API key: whatever is no word. */
        TOKEN,
        /** A password: whatever it looks like. */
        PASSWORD,
        AUTHORIZATION,
        COOKIE,
        /** A few digits: a PIN, the number on the back of a card. */
        DIGITS,
        PHONE,
        SOCIAL
    }

    static final KeyName NONE = new KeyName(Strength.NONE, "", false);

    /** A password that is used once: a few digits, or what only a generator makes. */
    static final KeyName ONCE = new KeyName(Strength.DIGITS, "pin", false);

    private static final Set<String> PASSWORDS = WordList.set("""
            password passwords passwd passwort passphrase passcode passwrd pwd psw pw pass userpass kennwort
            contrasena contraseña senha motdepasse wachtwoord haslo heslo salasana adgangskode losenord parola
            mnemonic requirepass masterauth psk pwds passwds pswd authtok rocommunity rwcommunity
            """);
    private static final List<String> PASSWORD_ENDS = WordList.list("""
            password passwd passwort passphrase passcode pwd passwords storepass keypass sshpass dbpass userpass
            pgpass redispass mqpass rootpass adminpass ldappass smtppass mailpass ftppass proxypass bindpass
            loginpass webpass wifipass rootpw bindpw userpw adminpw dbpw ldappw mailpw webpw
            """);
    private static final Set<String> TOKENS = WordList.set("""
            secret secrets token tokens credential credentials creds cred bearer jwt apikey apikeys otpauth hmac
            dsn assertion seed pat pats crumb
            """);
    private static final List<String> TOKEN_ENDS =
            List.of("secret", "token", "apikey", "accesskey", "secretkey", "privatekey");
    private static final Set<String> PAIRS =
            Set.of("connection string", "community string", "sonar login", "art api", "redis auth");

    /** Before a secret these say that it is one by itself, and not the name of one. */
    private static final Set<String> OPENING = WordList.set("""
            client app application shared radius jwt api webhook signing session cookie consumer oauth hmac
            encryption master auth totp otp user db database redis ldap smtp token access refresh preshared bot
            encrypt crypto account license flask django rails
            """);

    /** Before a code these say that it opens something, once. */
    private static final Set<String> CODES = WordList.set("""
            verification security confirmation login sms access authentication activation time unlock fa otp
            mfa totp recovery backup passcode pin card signin reset
            """);

    private static final Set<String> WEAK = WordList.set("""
            key keys auth session sess sessid sid sig signature sas csrf xsrf salt webhook verifier community
            sessionid jsessionid phpsessid code
            """);
    private static final Set<String> DIGITS =
            Set.of("pin", "otp", "cvv", "cvc", "cvv2", "cvc2", "totp", "puk", "mfa", "tan");
    private static final Set<String> PHRASES = Set.of("seed", "recovery", "backup", "secret", "mnemonic", "pass");
    private static final Set<String> PHONES = Set.of(
            "phone",
            "msisdn",
            "mobile",
            "telephone",
            "tel",
            "fax",
            "telefon",
            "handy",
            "cellphone",
            "cell",
            "whatsapp",
            "landline");

    /** What makes a key one that opens something. */
    private static final Set<String> KEYS = WordList.set("""
            api access secret private auth routing signing sign encryption master account storage shared license licence
            deploy service app application client consumer ssh write admin root function subscription
            instrumentation ingestion integration encrypt crypto aes hmac rsa ec sdk maps fernet cipher psk wifi
            security validation decryption jwt stripe openai datadog sendgrid sentry ingest insert user webhook
            management server functions rapidapi unseal preshared session certificate activation product
            """);

    /** Their keys are often files or numbers. */
    private static final Set<String> NAMED = Set.of("certificate", "activation", "product");

    /** Behind the word for a secret these say that the value is something about it. */
    private static final Set<String> ABOUT = WordList.set("""
            file files path paths dir directory folder name names id ids count counts type types length len size
            expiry expires expired expiration expire exp policy policies url uri endpoint field fields hint ref
            refs reference env min max age ttl encoder reset strength required enabled disabled valid invalid
            status state version algorithm alg index location provider manager service services store arn label
            header param parameter limit limits usage used cost rate budget bucket prompt created updated
            changed at date time timestamp rotation days hours minutes seconds ms error errors failure failed
            attempts retries tries check checks verification format regex pattern class interface factory
            handler filter scope scopes issuer audience source mode method lifetime group username email role
            owner last space spaces board word words ring rings per kind schema table column range usages prefix
            suffix server host port cache event events exception exchange request requests response config
            storage selector pair operator controller is has plugin module client agent authority info entry
            lookup object order mgmt
            """);

    /** Whether a word behind a name says that the value is something about it. */
    static boolean isAbout(String word) {
        return ABOUT.contains(word);
    }

    static KeyName of(String text, int from, int to) {
        return of(words(text, from, to));
    }

    /** What the words of a name say, in lower case. */
    static KeyName of(List<String> words) {
        for (int i = words.size() - 1; i >= 0; i--) {
            String word = words.get(i);
            String before = i == 0 ? "" : words.get(i - 1);
            Strength strength = strength(word, before);
            if (strength != Strength.NONE) {
                return behind(words, i, strength);
            }
        }
        return NONE;
    }

    private static KeyName behind(List<String> words, int at, Strength strength) {
        boolean strict = false;
        for (int i = at + 1; i < words.size(); i++) {
            String word = words.get(i);
            if (strength == Strength.DIGITS && (word.equals("code") || word.equals("number"))) {
                continue;
            }
            if (ABOUT.contains(word)) {
                return NONE;
            }
            strict |= !KeyKinds.isNeutral(word);
        }
        if (strict && strength != Strength.PASSWORD && strength != Strength.TOKEN) {
            return NONE;
        }
        String word = words.get(at);
        String before = at == 0 ? "" : words.get(at - 1);
        boolean opens = (word.equals("secret") && OPENING.contains(before))
                || (word.equals("credentials") && before.equals("security"));
        opens |= word.equals("secret")
                && at + 1 < words.size()
                && words.get(at + 1).equals("value");
        strict |= word.equals("id") && before.equals("secret");
        strict |= word.startsWith("key") && NAMED.contains(before);
        return new KeyName(opens ? Strength.PASSWORD : strength, KeyKinds.kind(words, word, strength), strict);
    }

    private static Strength strength(String word, String before) {
        if (PASSWORDS.contains(word) || ends(word, PASSWORD_ENDS)) {
            return Strength.PASSWORD;
        }
        if ((word.equals("passe") && before.equals("de")) || (word.equals("phrase") && PHRASES.contains(before))) {
            return Strength.PASSWORD;
        }
        if ((word.equals("word") && before.equals("pass")) || (word.equals("community") && before.equals("snmp"))) {
            return Strength.PASSWORD;
        }
        if (word.equals("authorization")) {
            return Strength.AUTHORIZATION;
        }
        if (word.equals("cookie") || word.equals("cookies")) {
            return Strength.COOKIE;
        }
        if (DIGITS.contains(word)
                || ((word.equals("code") || word.equals("codes")) && CODES.contains(before))
                || (word.equals("password") && before.equals("time"))) {
            return Strength.DIGITS;
        }
        if (TOKENS.contains(word) || ends(word, TOKEN_ENDS) || PAIRS.contains(before + " " + word)) {
            return Strength.TOKEN;
        }
        if ((word.equals("key") || word.equals("keys")) && KEYS.contains(before)) {
            return Strength.TOKEN;
        }
        if (word.endsWith("key") && KEYS.contains(word.substring(0, word.length() - 3))) {
            return Strength.TOKEN;
        }
        if (word.equals("answer") && (before.equals("security") || before.equals("secret"))) {
            return Strength.PASSWORD;
        }
        if (word.equals("response") && before.equals("saml")) {
            return Strength.TOKEN;
        }
        if (word.equals("id") && before.equals("secret")) {
            return Strength.TOKEN;
        }
        if (word.equals("id") && (before.equals("session") || before.equals("sess"))) {
            return Strength.WEAK;
        }
        if (PHONES.contains(word) || (word.equals("app") && before.equals("whats"))) {
            return Strength.PHONE;
        }
        if (word.equals("ssn") || word.equals("itin") || (word.equals("security") && before.equals("social"))) {
            return Strength.SOCIAL;
        }
        return WEAK.contains(word) ? Strength.WEAK : Strength.NONE;
    }

    private static boolean ends(String word, List<String> ends) {
        for (String end : ends) {
            if (word.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    /** The words of dbPassword, DB_PASSWORD, db.password and APIKey2: letters in lower case, digits left out. */
    static List<String> words(String text, int from, int to) {
        List<String> words = new ArrayList<>();
        int start = from;
        for (int i = from; i <= to; i++) {
            boolean letter = i < to && Chars.isLetter(text.charAt(i));
            if (i > start && (!letter || beginsWord(text, i, to))) {
                add(words, text, start, i);
                start = i;
            }
            if (!letter) {
                start = i + 1;
            }
        }
        return words;
    }

    private static boolean beginsWord(String text, int i, int to) {
        char c = text.charAt(i);
        if (!Chars.isUpper(c)) {
            return false;
        }
        return !Chars.isUpper(text.charAt(i - 1)) || (i + 1 < to && Chars.isLower(text.charAt(i + 1)));
    }

    private static void add(List<String> words, String text, int from, int to) {
        StringBuilder word = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            word.append(Character.toLowerCase(text.charAt(i)));
        }
        words.add(word.toString());
    }
}
