package io.aiops4j.spring.web;

import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.StepContext;
import io.aiops4j.core.verify.StateProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * One of several applications on one PostgreSQL, a process of its own. It ends when nobody holds its input any more. What its actions do
 * stands in a file: a line when one begins, a line when it has ended.
 */
final class SharedNode {

    private SharedNode() {}

    /** Arguments: port of the server, name of this node, file of what was done, file that holds actions up where it is. */
    public static void main(String[] arguments) throws IOException {
        Parts.port = Integer.parseInt(arguments[0]);
        Parts.name = arguments[1];
        Parts.done = Path.of(arguments[2]);
        Parts.held = Path.of(arguments[3]);
        try (RestHost host = RestHost.of(Parts.class, "aiops.node=" + arguments[1], "spring.flyway.enabled=false")) {
            System.out.println("listening on " + host.port());
            while (System.in.read() >= 0) {
                // until it is closed
            }
        } catch (RuntimeException e) {
            e.printStackTrace(System.out); // Boot believes that it was logged
            throw e;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Parts extends RestHost.Open {

        private static int port;
        private static String name = "";
        private static Path done = Path.of("");
        private static Path held = Path.of("");

        @Bean
        DataSource dataSource() {
            PGSimpleDataSource dataSource = new PGSimpleDataSource();
            dataSource.setServerNames(new String[] {"127.0.0.1"});
            dataSource.setPortNumbers(new int[] {port});
            dataSource.setUser("postgres");
            dataSource.setDatabaseName("postgres");
            return dataSource;
        }

        @Bean
        StateProbe service() {
            return target -> Map.of("status", "running");
        }

        @Bean
        Action twice() {
            return Action.named("can_be_done_twice")
                    .parameter("service")
                    .idempotent()
                    .run(Parts::act);
        }

        @Bean
        Action once() {
            return Action.named("must_be_done_once").parameter("service").run(Parts::act);
        }

        private static void act(StepContext step) throws Exception {
            tell("began", step);
            if (Files.exists(held)) {
                new CountDownLatch(1).await(); // for ever: this node is to be killed
            }
            tell("ended", step);
        }

        private static void tell(String what, StepContext step) {
            String line = what + " " + step.text("service") + " on " + name + "\n";
            try {
                Files.write(
                        done,
                        line.getBytes(StandardCharsets.UTF_8),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
