package io.aiops4j.spring.web;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** As Spring Security identified them, by whatever chain the application has. The one class that touches it. */
final class SecurityCallers implements Callers {

    private final AuthenticationTrustResolverImpl trust = new AuthenticationTrustResolverImpl();

    @Override
    public boolean areKnown() {
        return true;
    }

    @Override
    public @Nullable Caller current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null
                || !authentication.isAuthenticated()
                || trust.isAnonymous(authentication)
                || authentication.getName() == null
                || authentication.getName().isBlank()) {
            return null;
        }
        Set<String> authorities = new HashSet<>();
        for (GrantedAuthority each : authentication.getAuthorities()) {
            String authority = each.getAuthority();
            if (authority != null) {
                authorities.add(authority);
            }
        }
        return new Caller(authentication.getName(), Set.copyOf(authorities));
    }
}
