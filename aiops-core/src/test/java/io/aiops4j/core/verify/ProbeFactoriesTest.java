package io.aiops4j.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Target;
import io.aiops4j.core.http.OddServer;
import io.aiops4j.core.pool.ConnectionPool;
import io.aiops4j.core.pool.SwitchableDataSource;
import io.aiops4j.core.service.Script;
import io.aiops4j.core.service.Services;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each probe of what is outside is the one that its factory says. */
@Timeout(120)
final class ProbeFactoriesTest {

    private static final Target SHOP = Target.service("shop");

    @TempDir
    private Path folder;

    @Test
    void a_service_is_that_of_the_target_or_the_one_that_is_named() throws Exception {
        Services services = Services.docker(Script.of(folder, "docker", "for last; do :; done; echo running 0 $last"));
        assertThat(Probes.service(services).read(SHOP)).isEqualTo(state("running", "running, shop"));
        assertThat(Probes.service(services, "other").read(SHOP)).isEqualTo(state("running", "running, other"));
    }

    private static Map<String, String> state(String word, String detail) {
        return Map.of("service.state", word, "service.detail", detail);
    }

    @Test
    void a_pool_tells_its_state() throws Exception {
        ConnectionPool pool = new ConnectionPool() {
            @Override
            public String name() {
                return "orders";
            }

            @Override
            public State state() {
                return new State(3, 1, 2, 4);
            }

            @Override
            public void reset() {}
        };
        assertThat(Probes.pool(pool).read(SHOP))
                .isEqualTo(Map.of(
                        "pool.active", 3, "pool.idle", 1, "pool.waiting", 2, "pool.max", 4, "pool.used_percent", 75));
    }

    @Test
    void a_data_source_tells_its_active_choice() throws Exception {
        SwitchableDataSource orders = SwitchableDataSource.of("orders", "primary", new JdbcDataSource())
                .or("standby", new JdbcDataSource());
        orders.switchTo("standby");
        assertThat(Probes.dataSource(orders).read(SHOP)).isEqualTo(Map.of("datasource.active", "standby"));
    }

    @Test
    void a_port_is_open_while_somebody_listens() throws Exception {
        StateProbe probe;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            probe = Probes.port("localhost", server.getLocalPort());
            assertThat(probe.read(SHOP).get("port.open")).isEqualTo(true);
        }
        assertThat(probe.read(SHOP)).isEqualTo(Map.of("port.open", false));
    }

    @Test
    void a_page_tells_its_status_and_its_document() throws Exception {
        try (OddServer server = OddServer.start(OddServer.answering(200, "", "{\"status\":\"UP\"}"))) {
            assertThat(Probes.http(server.uri("/")).read(SHOP).get("http.status"))
                    .isEqualTo(200);
            assertThat(Probes.http(server.uri("/")).read(SHOP).get("health.status"))
                    .isEqualTo("UP");
        }
    }

    @Test
    void certificates_are_those_of_a_file_by_the_time_of_this_machine() throws Exception {
        Path store = folder.resolve("keys.p12");
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-validity",
                "30",
                "-keystore",
                store.toString());
        Path pem = folder.resolve("cert.pem");
        keytool("-exportcert", "-rfc", "-keystore", store.toString(), "-file", pem.toString());
        Map<String, ?> read = Probes.certificate(pem).read(SHOP);
        assertThat(read.get("certificate.valid")).isEqualTo(true);
        assertThat((long) read.get("certificate.days_left")).isBetween(28L, 30L);
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "shop", "-storetype", "PKCS12", "-storepass", "changeit"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(Files.exists(Path.of(arguments[arguments.length - 1]))).isTrue();
    }
}
