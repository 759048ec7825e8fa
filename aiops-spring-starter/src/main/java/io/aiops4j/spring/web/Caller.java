package io.aiops4j.spring.web;

import java.util.Set;

/**
 * Who calls, as the application identified them.
 *
 * @param name by which the library knows the person
 * @param authorities all that they were given
 */
record Caller(String name, Set<String> authorities) {

    boolean may(Right right) {
        return right == Right.ANY || authorities.contains(right.authority());
    }
}
