package io.aiops4j.core.match;

import static io.aiops4j.core.signal.Severity.CRITICAL;
import static io.aiops4j.core.signal.Severity.ERROR;
import static io.aiops4j.core.signal.Severity.WARNING;

import io.aiops4j.core.signal.Severity;
import java.util.List;

/** What comes with the library, in the words of the systems that report it. */
final class BuiltInPatterns {

    private static final String RESTART = "restart_service";
    private static final String FREE_DISK_SPACE = "free_disk_space";

    private BuiltInPatterns() {}

    static final List<AlertPattern> ALL = List.of(
            // Whole words only: JVMs print -XX:+HeapDumpOnOutOfMemoryError among their options when they start.
            known(
                            "memory-exhausted",
                            "memory",
                            "out_of_memory",
                            CRITICAL,
                            "OutOfMemory(?:Error|Exception)",
                            "out of memory",
                            "java heap space",
                            "GC overhead limit exceeded",
                            "cannot allocate memory",
                            "std::bad_alloc",
                            "OOM command not allowed")
                    .suggesting(RESTART),
            known(
                            "memory-killed",
                            "memory",
                            "out_of_memory",
                            CRITICAL,
                            "OOM[- ]?Killed",
                            "invoked oom-killer",
                            "oom_reaper: reaped",
                            "out of memory: kill(?:ed)? process",
                            "memory cgroup out of memory")
                    .suggesting(RESTART),
            known(
                    "connection-refused",
                    "connection",
                    "connection_failed",
                    ERROR,
                    "connection refused",
                    "ECONNREFUSED",
                    "actively refused it"),
            known(
                    "connection-lost",
                    "connection",
                    "connection_failed",
                    ERROR,
                    "connection (?:was |has been )?(?:lost|aborted|forcibly closed|closed unexpectedly)",
                    "connection (?:was )?reset by peer",
                    "SocketException: connection reset",
                    "ECONNRESET",
                    "broken pipe",
                    "server closed the connection unexpectedly",
                    "communications link failure"),
            known(
                    "host-unreachable",
                    "connection",
                    "connection_failed",
                    ERROR,
                    "no route to host",
                    "network is unreachable",
                    "EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND",
                    "UnknownHostException",
                    "could not resolve host",
                    "temporary failure in name resolution",
                    "name or service not known",
                    "no such host"),
            known(
                            "service-unavailable",
                            "service",
                            "service_unavailable",
                            CRITICAL,
                            "service (?:is )?(?:temporarily |currently )?unavailable",
                            "no healthy upstream",
                            "no live upstreams",
                            "upstream connect error",
                            "has no server available",
                            "no server is available",
                            "CircuitBreaker '[^']+' is OPEN")
                    .suggesting(RESTART),
            known(
                            "service-crash-loop",
                            "service",
                            "service_unavailable",
                            CRITICAL,
                            "CrashLoopBackOff",
                            "back-off restarting failed container",
                            "start request repeated too quickly")
                    .suggesting(RESTART),
            known(
                            "disk-full",
                            "disk",
                            "disk_full",
                            CRITICAL,
                            "no space left on device",
                            "ENOSPC",
                            "not enough space on the disk",
                            "disk (?:is )?full",
                            "flood stage disk watermark \\[[^\\]]*\\] exceeded")
                    .suggesting(FREE_DISK_SPACE),
            known("disk-quota-exceeded", "disk", "disk_full", ERROR, "disk quota exceeded", "EDQUOT")
                    .suggesting(FREE_DISK_SPACE),
            known(
                    "database-unavailable",
                    "database",
                    "database_error",
                    CRITICAL,
                    "database system is (?:starting up|shutting down|in recovery mode)",
                    "MySQL server has gone away",
                    "lost connection to MySQL server",
                    "ORA-(?:01033|01034|03113|03114|12514|12541)",
                    "CannotGetJdbcConnectionException",
                    "could not connect to (?:the )?database",
                    "database disk image is malformed"),
            known(
                    "database-connections-exhausted",
                    "database",
                    "database_error",
                    CRITICAL,
                    "too many clients already",
                    "remaining connection slots are reserved",
                    "too many connections",
                    "ORA-(?:00018|00020|12516|12519)",
                    "HikariPool-\\d+ - connection is not available",
                    "unable to acquire JDBC connection",
                    "QueuePool limit of size \\d+ overflow"),
            known(
                    "database-locked",
                    "database",
                    "database_error",
                    ERROR,
                    "deadlock (?:detected|found when trying to get lock)",
                    "was deadlocked on lock",
                    "lock wait timeout exceeded",
                    "ORA-00060",
                    "database is locked"),
            // In access logs, in messages, and as key=value or JSON.
            known(
                    "http-5xx",
                    "http",
                    "http_5xx",
                    ERROR,
                    "HTTP/\\d(?:\\.\\d)?\" 5\\d\\d",
                    "5\\d\\d (?:internal server error|bad gateway|service unavailable|gateway time-?out)",
                    "(?:http|response|upstream)?_?status(?:[_ ]?code)?\"?[ :=]{1,3}\"?5\\d\\d"),
            known(
                    "authentication-failed",
                    "authentication",
                    "authentication_failed",
                    ERROR,
                    "authentication fail(?:ed|ure)",
                    "failed (?:password|publickey) for",
                    "login (?:failed|incorrect)",
                    "(?:bad|invalid) credentials",
                    "invalid (?:username|user name|user) or password",
                    "access denied for user",
                    "ORA-01017",
                    "WRONGPASS",
                    "NOAUTH authentication required"),
            known(
                    "authentication-token-rejected",
                    "authentication",
                    "authentication_failed",
                    WARNING,
                    "(?:token|JWT) (?:is |has |was )?(?:expired|invalid|revoked)",
                    "(?:expired|invalid|revoked) (?:access |refresh |bearer )?token",
                    "ExpiredJwtException",
                    "invalid_(?:token|grant)"),
            // Those that happened, not the settings of those that may: "read timeout: 30000".
            known(
                    "timeout",
                    "timeout",
                    "timeout",
                    ERROR,
                    "timed[- ]out",
                    "time-?out (?:exceeded|expired|reached|occurred|while|waiting|after)",
                    "timeout of \\d+ ?ms exceeded",
                    "gateway time-?out",
                    "\\w*TimeoutException",
                    "ETIMEDOUT",
                    "deadline[ _]exceeded",
                    "due to statement timeout"),
            known(
                    "configuration-missing",
                    "configuration",
                    "configuration_error",
                    ERROR,
                    "missing (?:required )?(?:configuration|config|environment variable|property|setting)",
                    "required (?:configuration|property|setting) [^ ]+ (?:is )?(?:missing|not set)",
                    "environment variable [^ ]+ (?:is )?(?:missing|not set|not defined|required)",
                    "could not resolve placeholder",
                    "CreateContainerConfigError"),
            known(
                    "configuration-invalid",
                    "configuration",
                    "configuration_error",
                    ERROR,
                    "invalid (?:configuration|config)",
                    "configuration file [^ ]+ test failed",
                    "failed to (?:load|parse|read) (?:the )?config(?:uration)?",
                    "failed to bind properties under",
                    "bad configuration option",
                    "unknown directive \"\\w+",
                    "nginx: \\[emerg"));
    /** The same compiled, once for all libraries, when that is first asked for: it takes as long as a good part of a start. */
    static final class Compiled {

        static final PatternSet SET = PatternSet.of(ALL);

        private Compiled() {}
    }

    /** One of the phrases as whole words, in upper or lower case. */
    private static AlertPattern known(
            String id, String category, String incidentType, Severity severity, String... phrases) {
        String regex = "(?i)\\b(?:" + String.join("|", phrases) + ")\\b";
        return AlertPattern.of(id, regex, incidentType, severity).category(category);
    }
}
