package io.aiops4j.samples.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.testkit.SettableClock;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** The profile {@code jwt} over HTTP: who gets a token, what it opens, and what opens nothing. */
class TokenAccessTest {

    private static final byte[] SECRET = "a-secret-of-32-bytes-for-tests!!".getBytes(StandardCharsets.UTF_8);
    private static final String FOR_SHOP = "{\"services\": [\"shop\"]}";

    private static final SettableClock CLOCK = SettableClock.at("2026-01-01T00:00:00Z");

    private static AppHost host;
    private static Visitor program;

    @BeforeAll
    static void start() {
        host = AppHost.start(
                TokenAccessTest::add,
                "spring.profiles.active=jwt",
                "sample.jwt.secret=" + Base64.getEncoder().encodeToString(SECRET),
                "sample.jwt.access-expires-in=PT10M",
                "sample.jwt.refresh-expires-in=PT1H");
        program = new Visitor(host.address());
    }

    private static void add(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("clock", CLOCK);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private HttpResponse<String> login(String name, String password) throws Exception {
        return program.json("/auth/login", "{\"name\": \"" + name + "\", \"password\": \"" + password + "\"}");
    }

    private Map<String, Object> signedIn(String name) throws Exception {
        HttpResponse<String> answer = login(name, AppHost.PASSWORD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Visitor.read(answer);
    }

    private HttpResponse<String> refresh(Object token) throws Exception {
        return program.json("/auth/refresh", "{\"refreshToken\": \"" + token + "\"}");
    }

    private HttpResponse<String> me(Object token) throws Exception {
        return program.get(Visitor.API + "/me", "Authorization", "Bearer " + token);
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private String forged(String header, byte[] key, String mac, String use) throws Exception {
        long now = CLOCK.instant().getEpochSecond();
        String signed = part(header) + "."
                + part("{\"sub\":\"reviewer\",\"iat\":" + now + ",\"exp\":" + (now + 300) + ",\"use\":\"" + use
                        + "\",\"authorities\":[\"aiops:read\",\"aiops:review\"]}");
        Mac signing = Mac.getInstance(mac);
        signing.init(new SecretKeySpec(key, mac));
        byte[] signature = signing.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    @Test
    void a_name_and_a_password_become_a_token_that_opens_the_routes() throws Exception {
        Map<String, Object> tokens = signedIn("reviewer");
        assertThat(tokens).containsEntry("tokenType", "Bearer").containsEntry("expiresIn", 600);
        HttpResponse<String> answer = me(tokens.get("accessToken"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("reviewer", "aiops:admin");
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        assertThat(Visitor.read(program.get("/auth/me", "Authorization", "Bearer " + tokens.get("accessToken"))))
                .containsEntry("name", "reviewer")
                .containsEntry("authorities", List.of("aiops:admin", "aiops:operate", "aiops:read", "aiops:review"));
    }

    @Test
    void the_token_is_signed_with_hmac_and_says_nothing_secret() throws Exception {
        String[] parts = ((String) signedIn("author").get("accessToken")).split("\\.", -1);
        String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        assertThat(header).contains("HS256");
        assertThat(JsonParserFactory.getJsonParser().parseMap(claims))
                .containsOnlyKeys("sub", "iat", "exp", "use", "authorities");
    }

    @Test
    void a_wrong_password_and_an_unknown_name_get_the_same_answer() throws Exception {
        HttpResponse<String> wrong = login("reviewer", "wrong");
        HttpResponse<String> unknown = login("nobody", "wrong");
        HttpResponse<String> empty = program.json("/auth/login", "{}");
        assertThat(List.of(wrong.statusCode(), unknown.statusCode(), empty.statusCode()))
                .containsOnly(401);
        assertThat(wrong.body())
                .isEqualTo(unknown.body())
                .isEqualTo(empty.body())
                .contains("is not good");
    }

    @Test
    void an_access_token_ends_when_it_says() throws Exception {
        Object token = signedIn("reviewer").get("accessToken");
        CLOCK.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(me(token).statusCode()).isEqualTo(200);
        CLOCK.advance(Duration.ofSeconds(2));
        HttpResponse<String> late = me(token);
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(late.headers().firstValue("WWW-Authenticate").orElse("")).contains("invalid_token");
    }

    @Test
    void a_refresh_token_gives_new_tokens_and_ends_too() throws Exception {
        Map<String, Object> first = signedIn("reviewer");
        CLOCK.advance(Duration.ofMinutes(30));
        assertThat(me(first.get("accessToken")).statusCode()).isEqualTo(401);
        HttpResponse<String> answer = refresh(first.get("refreshToken"));
        assertThat(answer.statusCode()).isEqualTo(200);
        Map<String, Object> second = Visitor.read(answer);
        assertThat(me(second.get("accessToken")).statusCode()).isEqualTo(200);
        CLOCK.advance(Duration.ofMinutes(61));
        assertThat(refresh(second.get("refreshToken")).statusCode()).isEqualTo(401);
    }

    @Test
    void a_refresh_token_is_good_once_and_whoever_copied_it_ends_the_sign_in() throws Exception {
        Map<String, Object> first = signedIn("reviewer");
        Map<String, Object> other = signedIn("reviewer");
        Map<String, Object> second = Visitor.read(refresh(first.get("refreshToken")));
        assertThat(refresh(first.get("refreshToken")).statusCode()).isEqualTo(401);
        assertThat(refresh(second.get("refreshToken")).statusCode()).isEqualTo(401);
        assertThat(refresh(other.get("refreshToken")).statusCode()).isEqualTo(200);
    }

    @Test
    void what_was_taken_from_somebody_is_not_in_the_next_token() throws Exception {
        Object token = signedIn("author").get("refreshToken");
        InMemoryUserDetailsManager people =
                (InMemoryUserDetailsManager) host.context().getBean(UserDetailsService.class);
        UserDetails author = people.loadUserByUsername("author");
        people.deleteUser("author");
        try {
            assertThat(refresh(token).statusCode()).isEqualTo(401);
            people.createUser(User.withUserDetails(author).disabled(true).build());
            assertThat(refresh(token).statusCode()).as("locked out").isEqualTo(401);
            people.deleteUser("author");
        } finally {
            people.createUser(User.withUserDetails(author).build());
        }
    }

    @Test
    void each_kind_of_token_is_good_for_its_own_use_alone() throws Exception {
        Map<String, Object> tokens = signedIn("reviewer");
        assertThat(me(tokens.get("refreshToken")).statusCode()).isEqualTo(401);
        assertThat(refresh(tokens.get("accessToken")).statusCode()).isEqualTo(401);
    }

    @Test
    void a_token_that_this_application_did_not_sign_opens_nothing() throws Exception {
        String good = "{\"alg\":\"HS256\"}";
        assertThat(me(forged(good, SECRET, "HmacSHA256", "access")).statusCode())
                .as("the forger of this test can forge")
                .isEqualTo(200);
        String token = forged(good, SECRET, "HmacSHA256", "access");
        String claims = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        byte[] other = "another-secret-of-32-bytes-here!".getBytes(StandardCharsets.UTF_8);
        byte[] longer =
                "a-secret-of-32-bytes-for-tests!!a-secret-of-32-bytes-for-tests!!".getBytes(StandardCharsets.UTF_8);
        char last = token.charAt(token.length() - 2);
        List<String> forgeries = List.of(
                token.substring(0, token.length() - 2) + (last == 'A' ? 'B' : 'A') + token.charAt(token.length() - 1),
                token.replace(
                        claims,
                        part(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8)
                                .replace("aiops:read", "aiops:admin"))),
                part("{\"alg\":\"none\"}") + "." + claims + ".",
                part("{\"alg\":\"None\"}") + "." + claims + ".",
                part("{\"alg\":\"none\"}") + token.substring(token.indexOf('.')),
                token.substring(0, token.lastIndexOf('.') + 1),
                forged(good, other, "HmacSHA256", "access"),
                forged("{\"alg\":\"HS512\"}", longer, "HmacSHA512", "access"),
                forged(good, SECRET, "HmacSHA256", "refresh"),
                forged(good, SECRET, "HmacSHA256", "anything"),
                "nonsense");
        for (String forgery : forgeries) {
            assertThat(me(forgery).statusCode()).as(forgery).isEqualTo(401);
            assertThat(refresh(forgery).statusCode()).as(forgery).isEqualTo(401);
        }
    }

    @Test
    void without_a_token_nothing_is_open_and_there_is_no_page_to_sign_in() throws Exception {
        for (String path : List.of("/", "/auth/me", Visitor.API + "/me", Visitor.API + "/reviews", "/login")) {
            assertThat(program.get(path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(program.json("/auth/refresh", "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void who_approves_with_a_token_approves_in_their_own_name() throws Exception {
        Proposal draft = host.waiting("runbook");
        String path = Visitor.API + "/reviews/" + draft.id();
        String bearer = "Bearer " + signedIn("reviewer").get("accessToken");
        String etag = program.get(path, "Authorization", bearer)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        HttpResponse<String> answer =
                program.json(path + "/approve", FOR_SHOP, "Authorization", bearer, "If-Match", etag);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(host.aiops().reviews().history(draft.id()))
                .last()
                .extracting(Proposal.Past::actor)
                .isEqualTo(Actor.person("reviewer"));
    }

    @Test
    void who_lacks_the_authority_is_refused() throws Exception {
        String bearer = "Bearer " + signedIn("author").get("accessToken");
        HttpResponse<String> answer = program.get(Visitor.API + "/journal/verification", "Authorization", bearer);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("aiops:admin");
    }

    @Test
    void a_secret_that_is_too_short_stops_the_start() {
        assertThatThrownBy(() -> new Tokens(
                        Base64.getEncoder().encodeToString(new byte[31]),
                        Duration.ofMinutes(5),
                        Duration.ofHours(1),
                        CLOCK))
                .hasMessageContaining("sample.jwt.secret has 31 bytes")
                .hasMessageContaining("openssl rand -base64 32");
    }
}
