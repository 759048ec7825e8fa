package io.aiops4j.samples.app;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** With the profile {@code jwt}, in the place of the sign-in page: tokens for programs. No cookie signs anybody in. */
@Configuration(proxyBeanMethods = false)
@Profile("jwt")
class TokenAccess {

    @Bean
    Tokens tokens(
            @Value("${sample.jwt.secret}") String secret,
            @Value("${sample.jwt.access-expires-in}") Duration accessExpiresIn,
            @Value("${sample.jwt.refresh-expires-in}") Duration refreshExpiresIn,
            ObjectProvider<Clock> clocks) {
        return new Tokens(secret, accessExpiresIn, refreshExpiresIn, clocks.getIfUnique(Clock::systemUTC));
    }

    @Bean
    SecurityFilterChain tokenChain(HttpSecurity http, Tokens tokens) throws Exception {
        JwtGrantedAuthoritiesConverter authorities = new JwtGrantedAuthoritiesConverter();
        authorities.setAuthoritiesClaimName("authorities");
        authorities.setAuthorityPrefix("");
        JwtAuthenticationConverter people = new JwtAuthenticationConverter();
        people.setJwtGrantedAuthoritiesConverter(authorities);
        return http.authorizeHttpRequests(all -> all.requestMatchers("/auth/login", "/auth/refresh")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(
                        server -> server.jwt(jwt -> jwt.decoder(tokens.access()).jwtAuthenticationConverter(people)))
                .csrf(csrf -> csrf.disable())
                .sessionManagement(none -> none.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    AuthenticationManager passwords(AuthenticationConfiguration configuration) throws Exception {
        return configuration.getAuthenticationManager();
    }

    @RestController
    @RequestMapping("/auth")
    @Profile("jwt")
    record Routes(Tokens tokens, AuthenticationManager passwords, UserDetailsService people) {

        record Login(String name, String password) {}

        record Refresh(String refreshToken) {}

        @PostMapping("/login")
        Tokens.Pair login(@RequestBody Login login) {
            Authentication found = passwords.authenticate(
                    UsernamePasswordAuthenticationToken.unauthenticated(login.name(), login.password()));
            return tokens.signIn((UserDetails) found.getPrincipal());
        }

        @PostMapping("/refresh")
        Tokens.Pair refresh(@RequestBody Refresh refresh) {
            return tokens.refresh(refresh.refreshToken(), people);
        }

        @GetMapping("/me")
        Map<String, Object> me(Authentication person) {
            List<String> authorities = person.getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .filter(authority -> authority.startsWith("aiops:"))
                    .sorted()
                    .toList();
            return Map.of("name", person.getName(), "authorities", authorities);
        }

        /** The same words for all: nobody learns which names there are. */
        @ExceptionHandler({AuthenticationException.class, JwtException.class})
        ProblemDetail refused() {
            return ProblemDetail.forStatusAndDetail(
                    HttpStatus.UNAUTHORIZED, "The name, the password or the refresh token is not good.");
        }
    }
}
