package io.aiops4j.samples.app;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Says on the terminal where to look, and as whom. */
@Component
record Welcome(Environment environment) {

    private static final String STORY = """

            The shop is open, and its cache is too small. In a moment orders are lost, version 1 of a runbook runs and does
            not help, and version 2 is drafted. It runs when the reviewer approved it, and then allowed its first run:

                %1$s/aiops

                reviewer    %2$s
                author      %3$s

            %1$s says how the shop is. All of this is in memory, and gone when you press Ctrl+C.

            """;

    private static final String TOKENS = """

            The shop is open for programs, which sign in for a token:

                curl -s %1$s/auth/login -H 'Content-Type: application/json' \\
                     -d '{"name": "reviewer", "password": "%2$s"}'
                curl -s %1$s/aiops/api/v1/reviews -H 'Authorization: Bearer <accessToken>'

            The author's password is %3$s

            """;

    @EventListener(ApplicationReadyEvent.class)
    void greet() {
        String text = environment.acceptsProfiles(Profiles.of("jwt")) ? TOKENS : STORY;
        System.out.printf(
                text,
                "http://" + environment.getProperty("server.address") + ":"
                        + environment.getProperty("local.server.port"),
                environment.getProperty("sample.passwords.reviewer"),
                environment.getProperty("sample.passwords.author"));
    }
}
