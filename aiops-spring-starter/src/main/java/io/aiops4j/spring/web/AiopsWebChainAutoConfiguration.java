package io.aiops4j.spring.web;

import io.aiops4j.core.redact.Redactor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A chain for the library's own paths and no other one, for who asks for it. It comes behind all of Boot's own, each of which backs off
 * for a chain that is there already, and so every other path stays as guarded as it was.
 */
@AutoConfiguration(
        after = AiopsWebAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration"
        })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass(HttpSecurity.class)
@ConditionalOnBean(RestDoor.class)
@ConditionalOnBooleanProperty("aiops.web.chain")
class AiopsWebChainAutoConfiguration {

    // what every browser says of itself when it changes something, and no page can keep it from saying all of it
    private static final String[] BROWSERS_SAY = {"Cookie", "Origin", "Referer", "Sec-Fetch-Site"};

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 100) // before the application's own, which may be for all paths
    SecurityFilterChain aiopsSecurityFilterChain(
            HttpSecurity http, WebProperties properties, ObjectProvider<Redactor> redactors) throws Exception {
        Redactor redactor = redactors.getIfUnique(Redactor::standard);
        return http.securityMatcher(paths(properties))
                .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                .httpBasic(basic -> basic.authenticationEntryPoint((request, response, refused) ->
                        signIn().answer(redactor).writeTo(response, false)))
                .exceptionHandling(all -> all.accessDeniedHandler((request, response, refused) ->
                        forged().answer(redactor).writeTo(response, false)))
                // whoever is not signed in yet is not remembered: else each request of a stranger leaves a session
                // behind
                .requestCache(none -> none.disable())
                .csrf(csrf -> csrf.ignoringRequestMatchers(AiopsWebChainAutoConfiguration::isOfAProgram))
                .build();
    }

    // one by one, and not all below the page: what else is there is the application's, and its own chain guards it
    private static String[] paths(WebProperties properties) {
        Stream<String> page = properties.page() ? new Page(properties).files().keySet().stream() : Stream.empty();
        return Stream.concat(Stream.of(properties.path() + "/**"), page).toArray(String[]::new);
    }

    private static Problem signIn() {
        return new Problem(
                Problem.Kind.SIGNED_OUT,
                "Nobody is signed in, or the name or password is wrong. Send them along.",
                List.of(),
                Map.of("WWW-Authenticate", "Basic realm=\"AIOps\", charset=\"UTF-8\""));
    }

    private static Problem forged() {
        return new Problem(
                Problem.Kind.FORBIDDEN,
                "It lacks the token against forged requests. Get /me first, and send its token along in the header that it names.");
    }

    // nobody can be made to send such a request by a page that they look at
    private static boolean isOfAProgram(HttpServletRequest request) {
        return Stream.of(BROWSERS_SAY).allMatch(name -> request.getHeader(name) == null);
    }
}
