package io.aiops4j.samples.app;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** A failure is noticed in the log, a fix is run and does not hold, a better one is drafted and waits in the browser. */
@SpringBootApplication
@EnableScheduling
public class SpringBootApp {

    private static final SecureRandom RANDOM = new SecureRandom();

    public static void main(String[] args) {
        application().run(args);
    }

    /** What is secret is another with each start, unless a property says it. */
    static SpringApplication application() {
        SpringApplication application = new SpringApplication(SpringBootApp.class);
        application.setDefaultProperties(Map.of(
                "aiops.authority.key", key(),
                "sample.jwt.secret", key(),
                "sample.passwords.author", password(),
                "sample.passwords.reviewer", password()));
        return application;
    }

    private static String key() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String password() {
        return new BigInteger(80, RANDOM).toString(36);
    }

    @Bean
    UserDetailsService people(
            @Value("${sample.passwords.author}") String author,
            @Value("${sample.passwords.reviewer}") String reviewer) {
        return new InMemoryUserDetailsManager(
                person("author", author, "aiops:read", "aiops:review", "aiops:operate"),
                person("reviewer", reviewer, "aiops:read", "aiops:review", "aiops:operate", "aiops:admin"));
    }

    private static UserDetails person(String name, String password, String... authorities) {
        return User.withUsername(name)
                .password(PasswordEncoderFactories.createDelegatingPasswordEncoder()
                        .encode(password))
                .authorities(authorities)
                .build();
    }

    /** The application's own: people sign in on a page, and forged requests are refused. */
    @Bean
    @Profile("!jwt")
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(all -> all.anyRequest().authenticated())
                .formLogin(Customizer.withDefaults())
                .build();
    }
}
