package io.aiops4j.core.redact;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An automaton over the letters a to z: sees each of its words, wherever in a name it stands. */
final class Words {

    /** Parts of the names that secrets and personal data go by, and the tools that take a password by a letter. */
    private static final List<String> ALL = WordList.list("""
            pass pwd passwd psw secret token key cred auth bearer jwt sas sig sess sid cookie csrf xsrf otp pin
            mfa seed mnemonic cvv cvc kennwort contrase senha parol wachtwoord haslo heslo salasana adgangskode
            losenord identified dsn phone mobile tel fax ssn social iban card community basic digest webhook
            hmac puk assertion verifier mysql mariadb redis curl docker podman ldap mongo sqlcmd bcp sqlplus zip
            ipmitool snmp smbclient cqlsh beeline plink pscp psftp lftp openssl freerdp rdesktop mosquitto wget
            helm expdp impdp login lautet salt skopeo crane vnc kinit requirepass masterauth private pgp tax
            telefon handy pw svn isql psk phrase
            code kty msisdn ugfzc rabbitmqctl sudo devops answer saml
            pswd crumb jfrog userinfo unseal obscure securestring psexec twine useradd usermod nuget rman codecov
            getconnection
            ticket invite whatsapp landline
            insurance aadhaar aadhar passport personnummer ausweis steuer insee fiscale sociale licen
            """);

    /** Words of which others begin that are frequent, so that they count only where they end. */
    private static final List<String> WHOLE = WordList.list("cell pat mask pesel cpf cnpj dni nie nif nino bsn curp");

    /** Words that count only where they end and a blank follows. */
    private static final List<String> SPACED = WordList.list("net http https log send conn connect");

    /** Words that count only as an option. */
    private static final List<String> OPTIONS = WordList.list("user");

    /** What the address of a network card goes by. */
    private static final List<String> CARDS = List.of("mac", "hwaddr", "bssid", "ether");

    /** What is found where a word ends, whatever follows. */
    private static final int SEEN = FirstLook.WORD | FirstLook.COLONS;

    // beside these, in bits that none of them has
    private static final int ENDS = 1 << 1;
    private static final int ENDS_SPACED = 1 << 2;
    private static final int ENDS_OPTION = 1 << 3;

    private static final int WIDTH = 32;
    private static final int A = 'a' - 1;
    private static final short[] NEXT;
    private static final short[] FOUND;

    static {
        Map<List<String>, Integer> lists = new LinkedHashMap<>();
        lists.put(ALL, FirstLook.WORD);
        lists.put(WHOLE, ENDS);
        lists.put(SPACED, ENDS_SPACED);
        lists.put(OPTIONS, ENDS_OPTION);
        lists.put(CARDS, FirstLook.COLONS);
        int size = 1;
        for (List<String> words : lists.keySet()) {
            for (String word : words) {
                size += word.length();
            }
        }
        short[] next = new short[size * WIDTH];
        short[] found = new short[size];
        int used = 1;
        for (Map.Entry<List<String>, Integer> list : lists.entrySet()) {
            used = enter(list.getKey(), list.getValue(), next, found, used);
        }
        link(next, found, used);
        NEXT = next;
        FOUND = found;
    }

    private Words() {}

    private static int enter(List<String> words, int sign, short[] next, short[] found, int first) {
        int used = first;
        for (String word : words) {
            int state = 0;
            for (int i = 0; i < word.length(); i++) {
                int cell = state * WIDTH + word.charAt(i) - A;
                if (next[cell] == 0) {
                    next[cell] = (short) used++;
                }
                state = next[cell];
            }
            found[state] |= (short) sign;
        }
        return used;
    }

    // where a word breaks off, go on with the longest beginning of another one that was just seen
    private static void link(short[] next, short[] found, int states) {
        short[] fallback = new short[states];
        Deque<Integer> open = new ArrayDeque<>();
        for (int c = 1; c < WIDTH; c++) {
            if (next[c] != 0) {
                open.add((int) next[c]);
            }
        }
        while (!open.isEmpty()) {
            int state = open.remove();
            for (int c = 1; c < WIDTH; c++) {
                int cell = state * WIDTH + c;
                short onward = next[fallback[state] * WIDTH + c];
                if (next[cell] == 0) {
                    next[cell] = onward;
                } else {
                    fallback[next[cell]] = onward;
                    found[next[cell]] |= found[onward];
                    open.add((int) next[cell]);
                }
            }
        }
    }

    /** The state behind a lower-case letter; 0 is the beginning. */
    static int next(int state, char letter) {
        return NEXT[state * WIDTH + letter - A];
    }

    /** {@link FirstLook#WORD} or {@link FirstLook#COLONS} where such a word ends, else 0. */
    static int found(int state) {
        return FOUND[state] & SEEN;
    }

    /** {@link FirstLook#WORD} where a word ends before an index that counts only so, else 0. */
    static int closed(int state, String text, int i) {
        int signs = FOUND[state];
        boolean closed = (signs & ENDS) != 0
                || ((signs & ENDS_SPACED) != 0 && Chars.isBlank(text.charAt(i)))
                || ((signs & ENDS_OPTION) != 0
                        && text.startsWith("--", i - 2 - OPTIONS.get(0).length()));
        return closed ? FirstLook.WORD : 0;
    }
}
