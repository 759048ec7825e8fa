package io.aiops4j.core.redact;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

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
            """);

    /** What stands in or beside the names of hosts. */
    private static final List<String> HOSTS = WordList.list("""
            host server fqdn lookup known connect resolv enotfound intern local corp lan intra arpa aws azure windows
            """);

    /** What the address of a network card goes by. */
    private static final List<String> CARDS = List.of("mac", "hwaddr", "bssid", "ether");

    private static final int WIDTH = 32;
    private static final int A = 'a' - 1;
    private static final short[] NEXT;
    private static final short[] FOUND;

    static {
        int size = 1;
        for (String word : ALL) {
            size += word.length();
        }
        for (String word : CARDS) {
            size += word.length();
        }
        for (String word : HOSTS) {
            size += word.length();
        }
        short[] next = new short[size * WIDTH];
        short[] found = new short[size];
        int used = enter(ALL, FirstLook.WORD, next, found, 1);
        used = enter(HOSTS, FirstLook.HOST, next, found, used);
        used = enter(CARDS, FirstLook.COLONS, next, found, used);
        link(next, found, used);
        NEXT = next;
        FOUND = found;
    }

    private Words() {}

    private static int enter(List<String> words, int bit, short[] next, short[] found, int first) {
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
            found[state] |= (short) bit;
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

    /** {@link FirstLook#WORD} or {@link FirstLook#HOST} where such a word ends, else 0. */
    static int found(int state) {
        return FOUND[state];
    }
}
