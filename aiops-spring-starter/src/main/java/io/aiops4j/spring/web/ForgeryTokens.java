package io.aiops4j.spring.web;

import org.jspecify.annotations.Nullable;

/** What a page must send along where the application guards against forged requests. */
interface ForgeryTokens {

    /**
     * What is sent along.
     *
     * @param header its name
     * @param value its value, for this session
     */
    record Token(String header, String value) {}

    /** The token of the request on this thread, or null where nothing asks for one. */
    @Nullable
    Token current();
}
