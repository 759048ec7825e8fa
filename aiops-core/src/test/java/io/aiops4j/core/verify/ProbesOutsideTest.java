package io.aiops4j.core.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.aiops4j.core.Target;
import io.aiops4j.core.http.OddServer;
import io.aiops4j.core.pool.ConnectionPool;
import io.aiops4j.core.pool.RealPostgres;
import io.aiops4j.core.pool.SwitchableDataSource;
import io.aiops4j.core.testkit.SettableClock;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Probes of pools, ports and health pages: what is seen, and that what cannot be seen is unknown. */
@Timeout(120)
final class ProbesOutsideTest {

    private static final Target SHOP = Target.service("shop");
    private static final Duration SHORT = Duration.ofMillis(400);

    /** As the runner asks it. */
    private static StateSnapshot snapshot(StateProbe probe) throws Exception {
        return snapshot(probe, Duration.ofSeconds(30));
    }

    private static StateSnapshot snapshot(StateProbe probe, Duration timeout) throws Exception {
        var threads = Executors.newCachedThreadPool();
        try {
            return new Prober(
                            Map.of("probe", probe), threads::submit, SettableClock.at("2026-01-01T00:00:00Z"), timeout)
                    .probe(SHOP);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_pool_that_is_exhausted_for_real_shows_it() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(RealPostgres.as("app"));
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        HikariDataSource hikari = new HikariDataSource(config);
        ConnectionPool pool = ConnectionPool.hikari(hikari);
        try (Connection one = hikari.getConnection();
                Connection two = hikari.getConnection()) {
            assertThat(one).isNotSameAs(two);
            Thread waits = new Thread(() -> {
                try {
                    hikari.getConnection().close();
                } catch (java.sql.SQLException over) {
                    // the test is
                }
            });
            waits.setDaemon(true);
            waits.start();
            while (pool.state().waiting() == 0) {
                Thread.onSpinWait();
            }
            assertThat(snapshot(new PoolProbe("pool", pool)).values())
                    .containsOnly(
                            Map.entry("pool.active", "2"),
                            Map.entry("pool.idle", "0"),
                            Map.entry("pool.waiting", "1"),
                            Map.entry("pool.max", "2"),
                            Map.entry("pool.used_percent", "100"));
        }
        hikari.close();
        StateSnapshot closed = snapshot(new PoolProbe("pool", pool));
        assertThat(closed.values()).isEmpty();
        assertThat(closed.unknown().get("probe")).contains("is closed");
    }

    @Test
    void which_choice_is_active_is_what_the_effect_of_a_switch_says() throws Exception {
        SwitchableDataSource orders = SwitchableDataSource.of("orders", "primary", RealPostgres.as("app"))
                .or("standby", RealPostgres.as("other"));
        StateProbe probe = new ChoiceProbe("datasource", orders);
        StateSnapshot before = snapshot(probe);
        StateSnapshot foreseen = Effect.parse("datasource.active = ${to}").apply(before, name -> "standby");
        orders.switchTo("standby");
        assertThat(snapshot(probe).values()).isEqualTo(foreseen.values());
    }

    @Test
    void a_port_is_open_or_it_is_not_and_a_name_that_leads_nowhere_is_unknown() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            assertThat(snapshot(new PortProbe("127.0.0.1", port)).values())
                    .containsEntry("port.open", "true")
                    .containsKey("port.connect_ms");
        }
        assertThat(snapshot(new PortProbe("127.0.0.1", port)).values()).containsOnly(Map.entry("port.open", "false"));
        assertThat(snapshot(new PortProbe("no-such-host.invalid", 80)).unknown().get("probe"))
                .contains("no-such-host.invalid");
    }

    @Test
    void a_port_behind_which_nobody_takes_connections_any_more_is_not_open() throws Exception {
        // its backlog is full: further connections are not answered
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            java.util.List<java.net.Socket> filling = new java.util.ArrayList<>();
            try {
                PortProbe probe = new PortProbe("127.0.0.1", full.getLocalPort(), Duration.ofMillis(200));
                Map<String, ?> read = Map.of("port.open", true);
                while (read.get("port.open").equals(true)) {
                    java.net.Socket socket = new java.net.Socket();
                    filling.add(socket);
                    try {
                        socket.connect(full.getLocalSocketAddress(), 200);
                    } catch (java.io.IOException itIsFull) {
                        // and the probe must see it
                    }
                    read = probe.read(SHOP);
                }
                assertThat(read).isEqualTo(Map.of("port.open", false));
            } finally {
                for (java.net.Socket socket : filling) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void a_health_page_gives_status_latency_and_the_plain_values_of_its_document() throws Exception {
        String page =
                "{\"status\":\"UP\",\"components\":{\"db\":{\"status\":\"DOWN\",\"details\":{\"free MB\":3}},\"disk\":"
                        + "[{\"free\":12.50},{\"free\":null}]},\"groups\":[\"live\",\"ready\"]}";
        try (OddServer server = OddServer.start(OddServer.answering(503, "", page))) {
            StateSnapshot state = snapshot(page(server));
            assertThat(state.values())
                    .containsEntry("http.status", "503")
                    .containsKey("http.latency_ms")
                    .containsEntry("health.status", "UP")
                    .containsEntry("health.components.db.status", "DOWN")
                    .containsEntry("health.components.disk.0.free", "12.50")
                    .containsEntry("health.groups.1", "ready")
                    .hasSize(7);
            assertThat(Check.parse("health.components.db.status = 'UP'").test(state, name -> null))
                    .isEqualTo(Check.Result.FAILS);
        }
    }

    @Test
    void of_what_is_no_small_document_the_status_counts_alone() throws Exception {
        String large = "{\"a\":\"" + "x".repeat(100_000) + "\"}";
        String deep = "{\"a\":".repeat(100) + "1" + "}".repeat(100);
        for (String body : new String[] {"", "<html>fine</html>", "{\"a\":", large, deep, "\u0000{}"}) {
            try (OddServer server = OddServer.start(OddServer.answering(200, "", body))) {
                assertThat(snapshot(page(server)).values())
                        .containsEntry("http.status", "200")
                        .hasSize(2);
            }
        }
        StringBuilder many = new StringBuilder("{\"a0\":0");
        for (int i = 1; i < 5_000; i++) {
            many.append(",\"a").append(i).append("\":").append(i);
        }
        try (OddServer server =
                OddServer.start(OddServer.answering(200, "", many.append('}').toString()))) {
            assertThat(snapshot(page(server)).values()).hasSizeLessThanOrEqualTo(HttpProbe.MOST_VALUES + 2);
        }
    }

    @Test
    void a_page_that_stalls_drips_resets_or_is_not_there_is_unknown_and_never_healthy() throws Exception {
        for (OddServer.Behaviour broken :
                new OddServer.Behaviour[] {OddServer.SILENT, OddServer.DRIP, OddServer.RESET, OddServer.GARBAGE}) {
            try (OddServer server = OddServer.start(broken)) {
                StateSnapshot state = snapshot(new HttpProbe(server.uri("/health"), Map.of(), SHORT));
                assertThat(state.values()).isEmpty();
                assertThat(state.unknown().get("probe")).contains("http://localhost:" + server.port());
                assertThat(Check.parse("http.status = 200").test(state, name -> null))
                        .isEqualTo(Check.Result.UNKNOWN);
            }
        }
    }

    // patient, for the machine may be busy
    private static StateProbe page(OddServer server) {
        return new HttpProbe(server.uri("/health"), Map.of(), Duration.ofSeconds(30));
    }

    @Test
    void the_time_out_of_the_snapshot_ends_a_probe_and_its_connection() throws Exception {
        try (OddServer server = OddServer.start(OddServer.DRIP)) {
            StateSnapshot state = snapshot(
                    new HttpProbe(server.uri("/health"), Map.of(), Duration.ofMinutes(1)), Duration.ofSeconds(2));
            assertThat(state.unknown()).containsEntry("probe", "no answer within 2000 ms");
            assertThat(server.awaitHangUp(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    void the_headers_of_a_page_are_the_hosts_and_show_nowhere() throws Exception {
        try (OddServer server = OddServer.start(OddServer.answering(200, "", "{}"))) {
            HttpProbe probe = new HttpProbe(server.uri("/health"), Map.of("Authorization", "Bearer s3cret"), SHORT);
            assertThat(probe.read(SHOP).toString()).doesNotContain("s3cret");
            assertThat(server.requests().get(0)).contains("Authorization: Bearer s3cret");
        }
        assertThatThrownBy(() -> new HttpProbe(java.net.URI.create("file:///etc/passwd")))
                .isInstanceOf(io.aiops4j.core.AiopsException.class);
    }
}
