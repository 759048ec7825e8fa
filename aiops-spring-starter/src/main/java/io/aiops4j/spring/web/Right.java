package io.aiops4j.spring.web;

/** What a route asks of whoever calls it, as an authority of Spring Security. None includes another one: hand out as many as are needed. */
enum Right {
    /** To see what happened, what waits and what is known. */
    READ("aiops:read"),
    /** To judge proposals, and to propose. Whose word counts is still the library's to say. */
    REVIEW("aiops:review"),
    /** To report signals, to take incidents in hand, to end a run and to halt all of them. */
    OPERATE("aiops:operate"),
    /** To let runs start again, and to verify the journal. */
    ADMIN("aiops:admin"),
    /** To be signed in. */
    ANY("");

    private final String authority;

    Right(String authority) {
        this.authority = authority;
    }

    String authority() {
        return authority;
    }
}
