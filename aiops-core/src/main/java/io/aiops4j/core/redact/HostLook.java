package io.aiops4j.core.redact;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What names of hosts look like, in small letters: those that only stand for machines inside, and others. */
final class HostLook {

    /** What ends the name of a machine that is nowhere but inside. */
    private static final Set<String> INSIDE =
            Set.of("internal", "local", "corp", "lan", "intranet", "intra", "localdomain");

    /** In between, these say for what there is a machine. */
    private static final Set<String> STAGES = WordList.set("""
            infra prod production staging stage dev test qa uat preprod int intern mgmt ops dmz hq
            """);

    private static final List<String> REGIONS =
            List.of("west", "east", "north", "south", "central", "northeast", "southeast", "northwest", "southwest");

    /** What clouds call the machines and databases of one customer. */
    private static final List<String> INSTANCES = WordList.list("""
            .home.arpa .rds.amazonaws.com .cache.amazonaws.com .compute.amazonaws.com .compute-1.amazonaws.com
            .elb.amazonaws.com .es.amazonaws.com .redshift.amazonaws.com .rds.amazonaws.com.cn
            .compute.amazonaws.com.cn .database.windows.net .database.azure.com .redis.cache.windows.net
            .servicebus.windows.net .documents.azure.com .cloudapp.azure.com .cloudapp.net
            """);

    /** Names that clusters and engines give to things everywhere. */
    private static final List<String> COMMON = WordList.list("""
            .cluster.local .svc .docker.internal .google.internal .containers.internal
            """);

    private static final Set<String> TOPS = WordList.set("""
            com net org info biz edu gov mil int arpa dev cloud app tech online site xyz systems solutions digital company
            group bank test internal local corp lan intranet intra localdomain io ai
            de ch at fr it es nl be lu uk ie pt pl cz sk hu ro bg gr tr ru ua by lt lv ee fi se no dk is eu us ca mx br ar
            cl co pe au nz jp cn hk tw kr in sg my th vn ph za eg ma ng ke il ae sa qa kw ir pk lk bd me tv gg li mt hr si
            """);

    /** With these the names of packages and of settings begin. */
    private static final Set<String> ROOTS = WordList.set("""
            com org net io de java javax jakarta sun jdk kotlin scala groovy ch fr uk eu nl it at dev edu gov co me app spring
            server management logging this self config cfg conf settings props options opts args params env req request ctx
            context process system var local data module each locals kubectl docker-compose rc application node user
            """);

    private static final int LONGEST_SITE = 4;
    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;

    private HostLook() {}

    /** Whether it is made of labels as names of hosts are. */
    static boolean isName(String name) {
        int label = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || name.charAt(i) == '.') {
                if (label == 0 || label > LONGEST_LABEL) {
                    return false;
                }
                label = 0;
            } else {
                label++;
            }
        }
        return name.length() <= LONGEST && !isCommon(name);
    }

    private static boolean isCommon(String name) {
        return name.startsWith("localhost.") || endsWith(name, COMMON);
    }

    private static boolean endsWith(String name, List<String> ends) {
        for (String end : ends) {
            if (name.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    /** Whether machines are found under this top level. */
    static boolean isTop(String label) {
        return TOPS.contains(label);
    }

    /** Whether such a name stands for a machine inside, wherever it is written. */
    static boolean isInside(String name) {
        int dot = name.lastIndexOf('.');
        if (INSIDE.contains(name.substring(dot + 1))) {
            return true;
        }
        int domain = name.lastIndexOf('.', dot - 1);
        return endsWith(name, INSTANCES)
                || hasLabel(name, domain, INSIDE::contains)
                || (isNumbered(name) && hasLabel(name, domain, HostLook::isStage));
    }

    // db-29, kafka03: one of many of its kind
    private static boolean isNumbered(String name) {
        int dot = name.indexOf('.');
        return dot > 2 && Chars.isLower(name.charAt(0)) && Chars.isDigit(name.charAt(dot - 1));
    }

    // db-7.stage.internal.acme.net: not the first one, and not the domain that somebody bought
    private static boolean isStage(String label) {
        return STAGES.contains(label) || isRegion(label) || isSite(label);
    }

    // fra2, dc1
    private static boolean isSite(String label) {
        int letters = 0;
        while (letters < label.length() && Chars.isLower(label.charAt(letters))) {
            letters++;
        }
        int digits = label.length() - letters;
        return letters >= 2
                && letters <= LONGEST_SITE
                && digits > 0
                && digits <= 2
                && ValueLook.isDigits(label.substring(letters));
    }

    // eu-west-1, us-central1
    private static boolean isRegion(String label) {
        int dash = label.indexOf('-');
        return dash == 2
                && Chars.isDigit(label.charAt(label.length() - 1))
                && REGIONS.stream().anyMatch(each -> label.startsWith(each, 3));
    }

    private static boolean hasLabel(String name, int to, Predicate<String> wanted) {
        int from = name.indexOf('.') + 1;
        while (from > 0 && from <= to) {
            int end = name.indexOf('.', from);
            if (end <= to && wanted.test(name.substring(from, end))) {
                return true;
            }
            from = end + 1;
        }
        return false;
    }

    /** Whether it begins as packages and settings do. */
    static boolean isPath(String name) {
        return ROOTS.contains(name.substring(0, name.indexOf('.')));
    }

    static int labels(String name) {
        return (int) name.chars().filter(c -> c == '.').count() + 1;
    }
}
