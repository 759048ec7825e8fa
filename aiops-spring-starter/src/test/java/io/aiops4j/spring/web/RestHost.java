package io.aiops4j.spring.web;

import io.aiops4j.Aiops;
import io.aiops4j.core.Actor;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.signal.LogLine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** An application that serves web requests on a free port of this machine, with people who may do different things. */
final class RestHost implements AutoCloseable {

    static final String BASE = "/aiops/api/v1";

    static final String RUNBOOK = """
            id: redis-oom
            version: 1
            title: Redis is out of memory
            platform: linux
            incidentTypes: [out_of_memory]
            steps:
              - name: restart
                action: restart_service
                parameters: {service: "${target.service}"}
                timeout: 10s
            verification:
              - status = 'running'
            """;

    // Tomcat's own log, of which hundreds of starts are of no use
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConfigurableApplicationContext context;

    /** The parts that every application here has. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(excludeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
    static class Shop {

        @Bean
        Action restart() {
            return Action.named("restart_service")
                    .parameter("service")
                    .idempotent()
                    .run(step -> {});
        }
    }

    /** An application that lets everybody through its own chain: what is closed then, the door closes. */
    @Configuration(proxyBeanMethods = false)
    static class Open extends People {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }
    }

    /** An application whose chain is Boot's own, with its protection against forged requests. */
    @Configuration(proxyBeanMethods = false)
    static class Plain extends People {}

    /** The chain of docs/rest.md. */
    @Configuration(proxyBeanMethods = false)
    static class Documented extends People {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(all -> all.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.ignoringRequestMatchers(
                            request -> request.getRequestURI().startsWith("/aiops/api/v1/")))
                    .sessionManagement(none -> none.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .build();
        }
    }

    static class People {

        // what only finds people: the whole manager would hash their passwords anew, and each request would take 100 ms
        // to compare
        @Bean
        UserDetailsService people() {
            UserDetailsService people = new InMemoryUserDetailsManager(
                    person("alice", "aiops:read", "aiops:review"),
                    person("bob", "aiops:read", "aiops:review"),
                    person("carol", "aiops:read", "aiops:review"),
                    person("reader", "aiops:read"),
                    person("reviewer", "aiops:review"),
                    person("operator", "aiops:operate"),
                    person("root", "aiops:admin"),
                    person("guest", "ROLE_USER"));
            return people::loadUserByUsername;
        }

        private static UserDetails person(String name, String... authorities) {
            return User.withUsername(name)
                    .password("{noop}" + name)
                    .authorities(authorities)
                    .build();
        }
    }

    private RestHost(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** With Spring Security, and a chain that lets everybody through. */
    static RestHost open(String... properties) {
        return start(new SpringApplication(Shop.class, Open.class), properties);
    }

    /** With Spring Security as Boot sets it up. */
    static RestHost plain(String... properties) {
        return start(new SpringApplication(Shop.class, Plain.class), properties);
    }

    /** With the chain that the document shows. */
    static RestHost documented(String... properties) {
        return start(new SpringApplication(Shop.class, Documented.class), properties);
    }

    /** With another configuration beside the people and the chain. */
    static RestHost with(Class<?> more, String... properties) {
        return start(new SpringApplication(Shop.class, Open.class, more), properties);
    }

    /** With this application's people and chain. */
    static RestHost of(Class<?> application, String... properties) {
        return start(new SpringApplication(Shop.class, application), properties);
    }

    /** Without Spring Security. */
    static RestHost unguarded(String... properties) {
        return start(
                new SpringApplication(
                        new DefaultResourceLoader(new FilteredClassLoader("org.springframework.security")), Shop.class),
                properties);
    }

    private static RestHost start(SpringApplication application, String... properties) {
        TOMCAT.setLevel(Level.WARNING);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--aiops.logs.enabled=false",
                "--aiops.authority.key=MDEyMzQ1Njc4OWFiY2RlZg==",
                "--aiops.authority.approvers=alice,bob,operator,root"));
        for (String property : properties) {
            String name = "--" + property.substring(0, property.indexOf('=') + 1);
            all.removeIf(preset -> preset.startsWith(name));
            all.add("--" + property);
        }
        return new RestHost(application.run(all.toArray(String[]::new)));
    }

    Aiops aiops() {
        return context.getBean(Aiops.class);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    /** Alice submits a runbook; gives its proposal's id. */
    String proposed() {
        return aiops().runbooks().submit(RunbookCodec.fromYaml(RUNBOOK), Actor.person("alice"));
    }

    /** The failure is seen; gives the incident's id. */
    String failed() throws InterruptedException {
        aiops().observe(LogLine.of("redis", "OutOfMemoryError: heap space exhausted"));
        flush();
        return aiops().incidents().open().get(0).id();
    }

    void flush() throws InterruptedException {
        if (!aiops().flush(PATIENCE)) {
            throw new AssertionError("still at work after " + PATIENCE);
        }
    }

    /** Nobody asks where the user is empty. */
    HttpResponse<String> get(String user, String path) throws IOException, InterruptedException {
        return send(user, "GET", BASE + path, null);
    }

    HttpResponse<String> post(String user, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send(user, "POST", BASE + path, body, headers);
    }

    /** Posts over the version that the proposal is in now. */
    HttpResponse<String> move(String user, String proposal, String move, String body)
            throws IOException, InterruptedException {
        int version = aiops().reviews().history(proposal).size();
        return post(user, "/reviews/" + proposal + "/" + move, body, "If-Match", "\"" + version + "\"");
    }

    HttpResponse<String> send(String user, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send(port(), user, method, path, body, headers);
    }

    /** Sends to whatever listens there. */
    static HttpResponse<String> send(int port, String user, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!user.isEmpty()) {
            String pair = user + ":" + user;
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.close();
    }
}
