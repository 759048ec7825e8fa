package io.aiops4j.spring.web;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The token that Spring Security put into the request, wherever the application keeps it. */
final class SecurityTokens implements ForgeryTokens {

    @Override
    public @Nullable Token current() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        Object found = request == null
                ? null
                : request.getAttribute(CsrfToken.class.getName(), RequestAttributes.SCOPE_REQUEST);
        return found instanceof CsrfToken token ? new Token(token.getHeaderName(), token.getToken()) : null;
    }
}
