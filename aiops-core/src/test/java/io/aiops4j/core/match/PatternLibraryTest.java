package io.aiops4j.core.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.signal.Severity;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternLibraryTest {

    private static final PatternSet BUILT_IN = PatternLibrary.builtIn().current();

    /** What one pattern must find, and what looks like it but is no failure of that kind. */
    record Sample(String id, List<String> must, List<String> mustNot) {}

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample(
                        "memory-exhausted",
                        List.of(
                                "OutOfMemoryError: heap space exhausted",
                                "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space",
                                "java.lang.OutOfMemoryError: GC overhead limit exceeded",
                                "System.OutOfMemoryException: Exception of type 'System.OutOfMemoryException' was thrown.",
                                "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
                                "ERROR:  out of memory",
                                "fork: Cannot allocate memory",
                                "terminate called after throwing an instance of 'std::bad_alloc'",
                                "OOM command not allowed when used memory > 'maxmemory'."),
                        List.of(
                                "VM flags: -XX:+HeapDumpOnOutOfMemoryError -XX:+ExitOnOutOfMemoryError",
                                "heap space used: 40 %",
                                "GC pause (G1 Evacuation Pause) 12 ms")),
                new Sample(
                        "memory-killed",
                        List.of(
                                "Out of memory: Killed process 4242 (java) total-vm:8123456kB",
                                "Memory cgroup out of memory: Killed process 99 (node)",
                                "java invoked oom-killer: gfp_mask=0xcc0, order=0, oom_score_adj=0",
                                "oom_reaper: reaped process 4242 (java), now anon-rss:0kB",
                                "Last State: Terminated, Reason: OOMKilled, Exit Code: 137"),
                        List.of("oom_score_adj set to -900 for sshd", "Killed process 4242 by request")),
                new Sample(
                        "connection-refused",
                        List.of(
                                "java.net.ConnectException: Connection refused",
                                "Error: connect ECONNREFUSED 127.0.0.1:6379",
                                "dial tcp 10.0.0.7:5432: connect: connection refused",
                                "No connection could be made because the target machine actively refused it."),
                        List.of("connection accepted from 10.0.0.7", "refused to merge: connection tests are missing")),
                new Sample(
                        "connection-lost",
                        List.of(
                                "read tcp 10.0.0.1:443: read: connection reset by peer",
                                "java.net.SocketException: Connection reset",
                                "Error: read ECONNRESET",
                                "java.io.IOException: Broken pipe",
                                "server closed the connection unexpectedly",
                                "An existing connection was forcibly closed by the remote host.",
                                "com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure"),
                        List.of("connection closed", "Connection reset counter is 0", "pipeline broken into stages")),
                new Sample(
                        "host-unreachable",
                        List.of(
                                "java.net.NoRouteToHostException: No route to host",
                                "connect: Network is unreachable",
                                "java.net.UnknownHostException: db.internal",
                                "curl: (6) Could not resolve host: api.example.com",
                                "dial tcp: lookup redis on 10.96.0.10:53: no such host",
                                "Error: getaddrinfo ENOTFOUND db.internal",
                                "psycopg2.OperationalError: Temporary failure in name resolution"),
                        List.of("resolved host api.example.com in 3 ms", "network is reachable again")),
                new Sample(
                        "service-unavailable",
                        List.of(
                                "HTTP/1.1 503 Service Unavailable",
                                "503 Service Temporarily Unavailable",
                                "The service is unavailable.",
                                "no live upstreams while connecting to upstream, client: 10.1.2.3",
                                "upstream connect error or disconnect/reset before headers",
                                "no healthy upstream",
                                "backend shop has no server available!",
                                "CircuitBreaker 'payments' is OPEN and does not permit further calls"),
                        List.of(
                                "service is available again",
                                "CircuitBreaker 'payments' is CLOSED",
                                "marking product 17 unavailable")),
                new Sample(
                        "service-crash-loop",
                        List.of(
                                "Back-off restarting failed container shop in pod shop-5d9",
                                "pod shop-5d9 is in CrashLoopBackOff",
                                "shop.service: Start request repeated too quickly."),
                        List.of("restarting container shop on request", "back-off policy: exponential")),
                new Sample(
                        "disk-full",
                        List.of(
                                "write /var/lib/x: no space left on device",
                                "Error: ENOSPC: no space left on device, write",
                                "There is not enough space on the disk.",
                                "sqlite3.OperationalError: database or disk is full",
                                "flood stage disk watermark [95%] exceeded on [node-1], all indices marked read-only"),
                        List.of("disk usage 40 %", "space left on device: 120 GB", "full disk encryption is on")),
                new Sample(
                        "disk-quota-exceeded",
                        List.of("cp: error writing 'x': Disk quota exceeded", "EDQUOT: write failed"),
                        List.of("disk quota set to 10 GB", "request quota exceeded")),
                new Sample(
                        "database-unavailable",
                        List.of(
                                "FATAL:  the database system is starting up",
                                "SQLSTATE[HY000]: General error: 2006 MySQL server has gone away",
                                "Lost connection to MySQL server during query",
                                "ORA-12541: TNS:no listener",
                                "org.springframework.jdbc.CannotGetJdbcConnectionException: Failed to obtain JDBC Connection",
                                "Could not connect to database after 5 attempts"),
                        List.of(
                                "database system is ready to accept connections",
                                "ORA-00001: unique constraint violated")),
                new Sample(
                        "database-connections-exhausted",
                        List.of(
                                "FATAL:  sorry, too many clients already",
                                "ERROR 1040 (HY000): Too many connections",
                                "FATAL: remaining connection slots are reserved for roles with the SUPERUSER attribute",
                                "HikariPool-1 - Connection is not available, request timed out after 30000ms.",
                                "org.hibernate.exception.JDBCConnectionException: Unable to acquire JDBC Connection",
                                "QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30"),
                        List.of("HikariPool-1 - Start completed.", "14 connections of 100 in use")),
                new Sample(
                        "database-locked",
                        List.of(
                                "ERROR:  deadlock detected",
                                "ERROR 1213 (40001): Deadlock found when trying to get lock; try restarting transaction",
                                "Transaction (Process ID 52) was deadlocked on lock resources with another process",
                                "ERROR 1205 (HY000): Lock wait timeout exceeded; try restarting transaction",
                                "ORA-00060: deadlock detected while waiting for resource",
                                "sqlite3.OperationalError: database is locked"),
                        List.of("deadlock detection is on", "acquired lock after 3 ms")),
                new Sample(
                        "http-5xx",
                        List.of(
                                "10.0.0.1 - - [01/Jan/2025:10:00:00 +0000] \"GET /cart HTTP/1.1\" 502 157",
                                "\"POST /orders HTTP/2\" 500 0",
                                "org.springframework.web.client.HttpServerErrorException: 503 Service Unavailable",
                                "504 Gateway Time-out",
                                "request failed with status code: 500",
                                "{\"path\":\"/cart\",\"status\":503}",
                                "method=GET http_status=502 upstream_status=502",
                                "Request failed with status code 500"),
                        List.of(
                                "\"GET /500 HTTP/1.1\" 200 512",
                                "status: 200 len: 503 time: 0.5",
                                "listening on port 5000, status=starting",
                                "status=500ms",
                                "{\"status\":404,\"took\":500}")),
                new Sample(
                        "authentication-failed",
                        List.of(
                                "pam_unix(sshd:auth): authentication failure; logname= uid=0",
                                "Failed password for invalid user admin from 10.0.0.9 port 4711 ssh2",
                                "FATAL:  password authentication failed for user \"shop\"",
                                "Access denied for user 'shop'@'10.0.0.9' (using password: YES)",
                                "Login failed for user 'sa'.",
                                "org.springframework.security.authentication.BadCredentialsException: Bad credentials",
                                "ORA-01017: invalid username/password; logon denied",
                                "WRONGPASS invalid username-password pair or user is disabled."),
                        List.of("Accepted password for deploy from 10.0.0.9", "authentication succeeded for alice")),
                new Sample(
                        "authentication-token-rejected",
                        List.of(
                                "io.jsonwebtoken.ExpiredJwtException: JWT expired at 2025-01-01T00:00:00Z",
                                "The token has expired",
                                "{\"error\":\"invalid_grant\",\"error_description\":\"Token is not active\"}",
                                "401: invalid access token"),
                        List.of("token issued, expires in 3600 s", "invalid character in tokenizer input")),
                new Sample(
                        "timeout",
                        List.of(
                                "java.net.SocketTimeoutException: Read timed out",
                                "upstream timed out (110: Connection timed out) while reading response header",
                                "connect ETIMEDOUT 10.0.0.1:443",
                                "rpc error: code = DeadlineExceeded desc = context deadline exceeded",
                                "DEADLINE_EXCEEDED: deadline exceeded after 4.99s",
                                "AxiosError: timeout of 5000ms exceeded",
                                "ERROR: canceling statement due to statement timeout",
                                "timeout waiting for response from inventory"),
                        List.of("read timeout: 30000", "spring.datasource.timeout=30s", "setting time out of office")),
                new Sample(
                        "configuration-missing",
                        List.of(
                                "Could not resolve placeholder 'db.url' in value \"${db.url}\"",
                                "Error: environment variable DATABASE_URL is not set",
                                "Missing required configuration \"bootstrap.servers\" which has no default value.",
                                "Error: CreateContainerConfigError"),
                        List.of("configuration loaded from /etc/shop.yaml", "environment variable HOME is set")),
                new Sample(
                        "configuration-invalid",
                        List.of(
                                "Invalid configuration: replicas must be positive",
                                "nginx: configuration file /etc/nginx/nginx.conf test failed",
                                "nginx: [emerg] unknown directive \"servr\" in /etc/nginx/nginx.conf:3",
                                "Failed to bind properties under 'server.port' to int",
                                "/etc/ssh/sshd_config: line 3: Bad configuration option: Prot"),
                        List.of("nginx: configuration file /etc/nginx/nginx.conf test is successful")));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void findsWhatItMustAndNothingThatLooksLikeIt(Sample sample) {
        assertThat(sample.must()).allSatisfy(line -> assertThat(ids(line)).contains(sample.id()));
        assertThat(sample.must())
                .as("in upper case too")
                .allSatisfy(line ->
                        assertThat(ids(line.toUpperCase(java.util.Locale.ROOT))).contains(sample.id()));
        assertThat(sample.mustNot()).allSatisfy(line -> assertThat(ids(line)).doesNotContain(sample.id()));
    }

    @Test
    void everyPatternHasSamples() {
        assertThat(samples().map(Sample::id))
                .containsExactlyElementsOf(PatternLibrary.builtIn().patterns().stream()
                        .map(AlertPattern::id)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Started ShopApplication in 3.2 seconds",
                "GET /health 200 1ms",
                "Accepted publickey for deploy from 10.0.0.9 port 50122 ssh2",
                "Scheduled backup finished: 120 files, 0 errors",
                "connection pool size 10, timeout 30 s, memory limit 512 MB, disk 40 % used",
                "database migration V7 applied",
                "configuration reloaded"
            })
    void matchesNothingInWhatIsFine(String line) {
        assertThat(BUILT_IN.match(line)).isEmpty();
    }

    @Test
    void knowsTheHeapThatRanOut() {
        AlertPattern memory =
                BUILT_IN.match("OutOfMemoryError: heap space exhausted").get(0);

        assertThat(memory.id()).isEqualTo("memory-exhausted");
        assertThat(memory.incidentType()).isEqualTo("out_of_memory");
        assertThat(memory.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(memory.suggestedAction()).isEqualTo("restart_service");
    }

    @Test
    void coversEveryKind() {
        Set<String> types = PatternLibrary.builtIn().patterns().stream()
                .map(AlertPattern::incidentType)
                .collect(Collectors.toSet());

        assertThat(types)
                .containsExactlyInAnyOrder(
                        "out_of_memory",
                        "connection_failed",
                        "service_unavailable",
                        "disk_full",
                        "database_error",
                        "http_5xx",
                        "authentication_failed",
                        "timeout",
                        "configuration_error");
    }

    private static List<String> ids(String line) {
        return BUILT_IN.match(line).stream().map(AlertPattern::id).toList();
    }
}
