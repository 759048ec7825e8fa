package io.aiops4j.samples.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.authentication.AccountStatusUserDetailsChecker;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * Tokens that this application signs for itself (HS256). An access token opens routes and is short; a refresh token opens none, and is
 * good once: what takes its place is remembered, and whoever comes with an older one ends the whole sign-in, for it was copied.
 */
final class Tokens {

    /** What people get. */
    record Pair(String accessToken, String refreshToken, String tokenType, long expiresIn) {}

    private record SignIn(String newest, Instant until) {}

    private static final int SHORTEST_SECRET = 32;
    private static final String ACCESS = "access";
    private static final String REFRESH = "refresh";
    private static final String USE = "use";
    private static final String SIGN_IN = "sid";

    private final SecretKey key;
    private final Duration accessExpiresIn;
    private final Duration refreshExpiresIn;
    private final Clock clock;
    private final JwtEncoder encoder;
    private final Map<String, SignIn> signIns = new ConcurrentHashMap<>();

    Tokens(String secret, Duration accessExpiresIn, Duration refreshExpiresIn, Clock clock) {
        byte[] bytes = Base64.getDecoder().decode(secret);
        if (bytes.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException("sample.jwt.secret has " + bytes.length + " bytes, and HS256 takes "
                    + SHORTEST_SECRET + ". Set it to what this prints: openssl rand -base64 32");
        }
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
        this.accessExpiresIn = accessExpiresIn;
        this.refreshExpiresIn = refreshExpiresIn;
        this.clock = clock;
        this.encoder = NimbusJwtEncoder.withSecretKey(key)
                .algorithm(MacAlgorithm.HS256)
                .build();
    }

    /** What reads access tokens, and nothing else. */
    JwtDecoder access() {
        return decoder(ACCESS);
    }

    private NimbusJwtDecoder decoder(String use) {
        JwtTimestampValidator times = new JwtTimestampValidator(Duration.ZERO);
        times.setClock(clock);
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(times, new JwtClaimValidator<String>(USE, use::equals)));
        return decoder;
    }

    Pair signIn(UserDetails person) {
        signIns.values().removeIf(each -> each.until().isBefore(clock.instant()));
        String signIn = id();
        SignIn first = next();
        signIns.put(signIn, first);
        return pair(person, signIn, first);
    }

    /** Asks again who they are: what was taken from them since is not in the next token. */
    Pair refresh(String refreshToken, UserDetailsService people) {
        Jwt used = decoder(REFRESH).decode(refreshToken);
        UserDetails person = people.loadUserByUsername(used.getSubject());
        new AccountStatusUserDetailsChecker().check(person);
        String signIn = used.getClaimAsString(SIGN_IN);
        SignIn next =
                signIns.computeIfPresent(signIn, (id, kept) -> kept.newest().equals(used.getId()) ? next() : null);
        if (next == null) {
            throw new BadJwtException("the refresh token was used before, or the application was started again");
        }
        return pair(person, signIn, next);
    }

    private SignIn next() {
        return new SignIn(id(), clock.instant().plus(refreshExpiresIn));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private Pair pair(UserDetails person, String signIn, SignIn kept) {
        JwtClaimsSet.Builder access = claims(person, ACCESS, accessExpiresIn)
                .claim(
                        "authorities",
                        person.getAuthorities().stream()
                                .map(GrantedAuthority::getAuthority)
                                .toList());
        JwtClaimsSet.Builder refresh =
                claims(person, REFRESH, refreshExpiresIn).id(kept.newest()).claim(SIGN_IN, signIn);
        return new Pair(signed(access), signed(refresh), "Bearer", accessExpiresIn.toSeconds());
    }

    private JwtClaimsSet.Builder claims(UserDetails person, String use, Duration expiresIn) {
        Instant now = clock.instant();
        return JwtClaimsSet.builder()
                .subject(person.getUsername())
                .issuedAt(now)
                .expiresAt(now.plus(expiresIn))
                .claim(USE, use);
    }

    private String signed(JwtClaimsSet.Builder claims) {
        JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    }
}
