package io.aiops4j.core.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Target;
import io.aiops4j.core.http.OddServer;
import io.aiops4j.core.testkit.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that keytool made a moment ago, shown by a real TLS server and kept in real files. */
@Timeout(120)
final class CertificateProbeTest {

    private static final Target SHOP = Target.service("shop");
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private Path keys(String start, int days) throws Exception {
        Path store = folder.resolve("keys-" + days + start.replace('/', '-') + ".p12");
        keytool(
                "-genkeypair",
                "-alias",
                "shop",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-startdate",
                start,
                "-validity",
                "" + days,
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD);
        return store;
    }

    private Path pem(Path store) throws Exception {
        Path file = folder.resolve(store.getFileName() + ".pem");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "shop",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                file.toString());
        return file;
    }

    /** A TLS server that shows this certificate, and says whether anything but a handshake came. */
    private static final class TlsServer implements AutoCloseable {

        final SSLServerSocket server;
        final CompletableFuture<Integer> firstByte = new CompletableFuture<>();

        TlsServer(Path store, boolean wantsClient) throws Exception {
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, PASSWORD.toCharArray());
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(factory.getKeyManagers(), null, null);
            server = (SSLServerSocket)
                    tls.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
            server.setNeedClientAuth(wantsClient);
            Thread thread = new Thread(this::serve, "tls-server");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                socket.startHandshake();
                firstByte.complete(socket.getInputStream().read());
            } catch (IOException e) {
                firstByte.complete(-1);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private static CertificateProbe at(TlsServer server, Clock clock) {
        return new CertificateProbe("localhost", server.server.getLocalPort(), clock);
    }

    @Test
    void how_long_a_certificate_is_valid_is_seen_in_a_handshake_that_trusts_nobody_and_sends_nothing()
            throws Exception {
        Path store = keys("2026/01/01 00:00:00", 90);
        try (TlsServer server = new TlsServer(store, false)) {
            Map<String, ?> read =
                    at(server, SettableClock.at("2026-03-01T12:00:00Z")).read(SHOP);
            assertThat(read.get("certificate.valid")).isEqualTo(true);
            assertThat((long) read.get("certificate.days_left")).isBetween(29L, 31L);
            assertThat(server.firstByte.get(20, TimeUnit.SECONDS)).isEqualTo(-1);
        }
    }

    @Test
    void the_probe_of_a_server_looks_at_what_it_shows_now() throws Exception {
        try (TlsServer server = new TlsServer(keys("2026/01/01 00:00:00", 36_500), false)) {
            Map<String, ?> read = Probes.certificate("localhost", server.server.getLocalPort())
                    .read(SHOP);
            assertThat((long) read.get("certificate.days_left")).isGreaterThan(10_000);
        }
    }

    @Test
    void one_that_is_over_and_one_that_did_not_begin_are_told_from_one_that_is_valid() throws Exception {
        Path store = keys("2026/01/01 00:00:00", 90);
        try (TlsServer server = new TlsServer(store, false)) {
            Map<String, ?> over =
                    at(server, SettableClock.at("2026-04-11T12:00:00Z")).read(SHOP);
            assertThat(over.get("certificate.valid")).isEqualTo(false);
            assertThat((long) over.get("certificate.days_left")).isBetween(-12L, -9L);
        }
        Map<String, ?> early = new CertificateProbe(pem(store), SettableClock.at("2025-12-01T00:00:00Z")).read(SHOP);
        assertThat(early.get("certificate.valid")).isEqualTo(false);
        assertThat((long) early.get("certificate.days_left")).isGreaterThan(100);
    }

    @Test
    void a_server_that_wants_a_certificate_of_ours_has_shown_its_own() throws Exception {
        try (TlsServer server = new TlsServer(keys("2026/01/01 00:00:00", 90), true)) {
            Map<String, ?> read =
                    at(server, SettableClock.at("2026-03-01T12:00:00Z")).read(SHOP);
            assertThat(read.get("certificate.valid")).isEqualTo(true);
        }
    }

    @Test
    void in_a_file_the_one_that_ends_first_counts_as_pem_and_as_der() throws Exception {
        Path shorter = pem(keys("2026/01/01 00:00:00", 30));
        Path longer = pem(keys("2026/01/01 00:00:00", 300));
        Path both =
                Files.writeString(folder.resolve("chain.pem"), Files.readString(longer) + Files.readString(shorter));
        Clock clock = SettableClock.at("2026-01-11T12:00:00Z");
        Map<String, ?> chain = new CertificateProbe(both, clock).read(SHOP);
        assertThat(chain).isEqualTo(new CertificateProbe(shorter, clock).read(SHOP));
        assertThat((long) chain.get("certificate.days_left")).isBetween(18L, 21L);
        assertThat((long) new CertificateProbe(longer, clock).read(SHOP).get("certificate.days_left"))
                .isGreaterThan(280);
    }

    @Test
    void what_is_no_certificate_is_unknown() throws Exception {
        Clock clock = SettableClock.at("2026-01-11T12:00:00Z");
        Path garbage = Files.writeString(folder.resolve("garbage"), "-----BEGIN CERTIFICATE-----\nno\n");
        Path empty = Files.writeString(folder.resolve("empty"), "");
        Path large = Files.write(folder.resolve("large"), new byte[Certificates.LARGEST_FILE + 1]);
        assertThatThrownBy(() -> new CertificateProbe(garbage, clock).read(SHOP))
                .isInstanceOf(Exception.class);
        assertThatThrownBy(() -> new CertificateProbe(empty, clock).read(SHOP))
                .isInstanceOf(AiopsException.class)
                .hasMessage("There is no certificate in it.");
        assertThatThrownBy(() -> new CertificateProbe(large, clock).read(SHOP)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new CertificateProbe(folder.resolve("none"), clock).read(SHOP))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_server_without_tls_and_one_that_says_nothing_are_unknown_within_the_time_out() throws Exception {
        Clock clock = SettableClock.at("2026-01-11T12:00:00Z");
        for (OddServer.Behaviour odd : new OddServer.Behaviour[] {OddServer.SILENT, OddServer.GARBAGE}) {
            try (OddServer server = OddServer.start(odd)) {
                CertificateProbe probe = new CertificateProbe(
                        Certificates.of("localhost", server.port(), Duration.ofMillis(300)), clock);
                assertThatThrownBy(() -> probe.read(SHOP)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void an_interrupt_ends_a_handshake_that_hangs() throws Exception {
        try (OddServer server = OddServer.start(OddServer.SILENT)) {
            CertificateProbe probe = new CertificateProbe(
                    Certificates.of("localhost", server.port(), Duration.ofHours(1)),
                    SettableClock.at("2026-01-11T12:00:00Z"));
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread reader = new Thread(() -> {
                try {
                    probe.read(SHOP);
                    end.complete(new AssertionError("it answered"));
                } catch (Exception e) {
                    end.complete(e);
                }
            });
            reader.start();
            while (reader.getState() != Thread.State.RUNNABLE || !isReading(reader)) {
                Thread.onSpinWait();
            }
            reader.interrupt();
            assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        }
    }

    private static boolean isReading(Thread thread) {
        for (StackTraceElement element : thread.getStackTrace()) {
            if (element.getMethodName().contains("read")) {
                return true;
            }
        }
        return false;
    }
}
